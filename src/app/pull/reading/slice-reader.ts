import { createHash } from 'node:crypto';
import type {
  Batch,
  Connector,
  KnownPage,
  PageRead,
  RecordStream,
  SourceRecord,
  SourceValue,
  ValueStream,
} from '../../../connector-kit/connector.ts';
import { isInside, type Window } from '../../../core/clock.ts';
import { NO_UNIT } from '../../../store/slices.ts';
import type { ReadHost, ReadJob, Rows } from './read-job.ts';
import { outOfDomain, outsideWindow, undeclared } from './reading-errors.ts';
import { isCount, RecordWriter } from './record-text.ts';
import { RowBuffer } from './row-buffer.ts';
import type { SetAsideRows } from './set-aside.ts';
import { SliceTally } from './slice-tally.ts';
import type { UnitCodes } from './unit-codes.ts';
import { UnmatchedTally } from './unmatched-tally.ts';

/** What the readers of all slices of one run share. */
export interface Reading {
  readonly job: ReadJob;
  readonly connector: Connector;
  readonly host: ReadHost;
  readonly units: UnitCodes;
  readonly setAside: SetAsideRows;
  readonly hash: (scope: string) => (key: string) => string;
}

/** What is inside of a slice. */
export type Piece = Exclude<Batch, { type: 'slice' | 'kept' | 'again' | 'warning' }>;

/** Like no answer at all. */
const UNKNOWN_MARK = { digest: '', etag: null };

/** One slice while it is read: turns batches into rows and hands them on, one write ahead of the reading. */
export class SliceReader {
  readonly #reading: Reading;
  readonly #id: number;
  readonly #stream: string;
  readonly #writer: RecordWriter | null;
  readonly #values: ValueStream | undefined;
  readonly #digest = createHash('sha256');
  readonly #rows = new RowBuffer();
  readonly #tally = new SliceTally();
  readonly #unmatched = new UnmatchedTally();
  #pages: PageRead[] = [];
  readonly #same: KnownPage[] = [];
  #pagesRead = 0;
  readonly #setAsideBefore: number;
  /** "unit|day" of ready values. */
  readonly #pairs = new Set<string>();
  #first: string | null = null;
  #last: string | null = null;
  #writing: Promise<void> = Promise.resolve();
  /** Records or values so far, repeated ones among them. */
  read = 0;

  private constructor(reading: Reading, stream: string, id: number) {
    const { connector, job, hash } = reading;
    const records = connector.records.find(({ name }) => name === stream) as
      | RecordStream<unknown>
      | undefined;
    this.#reading = reading;
    this.#stream = stream;
    this.#id = id;
    this.#setAsideBefore = reading.setAside.count;
    this.#writer = records ? new RecordWriter(records, hash(`${job.sourceId}:${stream}`)) : null;
    this.#values = connector.values.find(({ name }) => name === stream);
  }

  static async open(reading: Reading, stream: string): Promise<SliceReader> {
    const { records, values } = reading.connector;
    if (![...records, ...values].some(({ name }) => name === stream)) throw undeclared(stream);
    return new SliceReader(reading, stream, await reading.host.open(stream));
  }

  get stream(): string {
    return this.#stream;
  }

  async take(batch: Piece): Promise<void> {
    if (batch.type === 'same') this.#takeKnown(batch.page);
    else if (batch.type === 'aside')
      this.#reading.setAside.add(this.#stream, batch.why, batch.example, batch.count);
    else if (batch.type === 'records') this.#takeRecords(batch.records, batch.page);
    else this.#takeValues(batch.values);
    if (this.#rows.isFull) await this.#write();
  }

  async close(end: Batch & { type: 'slice' }): Promise<void> {
    this.#checkWindow(end.window);
    if (!this.#rows.isEmpty || this.#pages.length > 0) await this.#write();
    await this.#writing;
    await this.#reading.host.close({
      sliceId: this.#id,
      stream: this.#stream,
      window: end.window,
      digest: this.#digest.digest('base64url'),
      declaredTotal: end.declaredTotal,
      pairs: this.#pairs.size,
      same: this.#same,
      pagesRead: this.#pagesRead,
      isWhole: this.#reading.setAside.count === this.#setAsideBefore,
      tally: this.#writer ? this.#tally.result(this.#id, this.#measureIds()) : null,
      silentUnitIds: this.#silentUnits(end),
      unmatched: this.#unmatched.values(),
    });
  }

  async drop(): Promise<void> {
    await this.#writing;
    await this.#reading.host.drop(this.#id);
  }

  #takeKnown(page: KnownPage): void {
    this.#tally.giveUp();
    this.#same.push(page);
    this.#digest.update(page.mark.digest);
    this.read += page.records;
  }

  #takeRecords(records: readonly SourceRecord[], page: PageRead | undefined): void {
    if (!this.#writer) throw undeclared(this.#stream);
    const { units, setAside } = this.#reading;
    const place = `${this.#id}\t${page?.number ?? '\\N'}\t`;
    const lines: string[] = [];
    const setAsideBefore = setAside.count;
    for (const record of records) {
      const day = record.at.slice(0, 10);
      if (setAside.isUnbelievable(this.#stream, day)) continue;
      const unit = units.find(record.unit, day);
      if (!this.#isAsked(unit)) continue;
      this.#widen(day);
      const line = this.#writer.text(record, unit, this.#tally);
      if (!page) this.#digest.update(`${line}\n`);
      lines.push(place, line, '\n');
    }
    this.#rows.add(lines);
    this.read += records.length;
    if (!page) return;
    this.#digest.update(page.mark.digest);
    // What is unbelievable today may be right tomorrow: such a page is read again.
    this.#pages.push(setAside.count === setAsideBefore ? page : { ...page, mark: UNKNOWN_MARK });
    this.#pagesRead += 1;
  }

  #takeValues(values: readonly SourceValue[]): void {
    const stream = this.#values;
    if (!stream) throw undeclared(this.#stream);
    const lines: string[] = [];
    for (const value of values) {
      if (this.#reading.setAside.isUnbelievable(this.#stream, value.day)) continue;
      const unit = this.#reading.units.find(value.unit, value.day);
      if (!this.#isAsked(unit)) continue;
      this.#pairs.add(`${value.unit}|${value.day}`);
      this.#widen(value.day);
      if (unit === null) {
        this.#unmatched.add(value.unit, value.day);
        // Or a slice with another code that names no unit would be the same slice.
        this.#digest.update(`?${value.unit}\t${value.day}\n`);
        continue;
      }
      if (!isCount(value.value)) throw outOfDomain(value);
      if (this.#isOverMaximum(stream, value)) continue;
      const line = `${this.#measureId(stream, value.measure)}\t${unit}\t${value.day}\t${value.value}`;
      this.#digest.update(`${line}\n`);
      lines.push(`${this.#id}\t${line}\n`);
    }
    this.#rows.add(lines);
    this.read += values.length;
  }

  /** A value that cannot be is set aside and never counted (F45). */
  #isOverMaximum(stream: ValueStream, { measure: code, value }: SourceValue): boolean {
    const max = stream.measures.find((measure) => measure.code === code)?.domain?.max;
    if (max === undefined || value <= max) return false;
    this.#reading.setAside.add(this.#stream, 'DOMAIN', `${code} = ${value} > ${max}`);
    return true;
  }

  /** A pull of some units leaves all others as they are, whatever the source sends. */
  #isAsked(unit: number | null): boolean {
    const only = this.#reading.job.onlyUnitIds;
    return only === null || (unit !== null && only.includes(unit));
  }

  #measureIds(): number[] {
    const stream = this.#reading.connector.records.find(({ name }) => name === this.#stream);
    const ids = (stream?.measures ?? []).map(({ code }) => this.#reading.job.measureIds.get(code));
    return ids as number[];
  }

  #measureId(stream: ValueStream, code: string): number {
    const id = this.#reading.job.measureIds.get(code);
    if (id === undefined || !stream.measures.some((measure) => measure.code === code)) throw undeclared(code);
    return id;
  }

  /** The next rows are made while these are on their way. */
  async #write(): Promise<void> {
    const rows: Rows = {
      sliceId: this.#id,
      kind: this.#writer ? 'records' : 'values',
      copyText: this.#rows.taken(),
      pages: this.#pages,
    };
    this.#pages = [];
    await this.#writing;
    this.#writing = this.#reading.host.write(rows);
    // Told to whoever writes or closes next.
    this.#writing.catch(() => {});
  }

  /** A slice replaces what its days showed: it stays inside what was asked for. */
  #checkWindow(window: Window): void {
    if (window.from > window.to) throw new TypeError(`Slice of "${this.#stream}" ends before it begins`);
    for (const day of [window.from, window.to]) {
      if (!isInside(day, this.#reading.job.window)) {
        throw outsideWindow(this.#stream, day, this.#reading.job.window);
      }
    }
    for (const day of [this.#first, this.#last]) {
      if (day !== null && !isInside(day, window)) throw outsideWindow(this.#stream, day, window);
    }
  }

  /** A code may name one unit before a reform and another after it; the source says nothing of either. */
  #silentUnits({ silentUnits = [], window }: Batch & { type: 'slice' }): number[] {
    if (this.#reading.job.onlyUnitIds !== null) return this.#notAsked(this.#reading.job.onlyUnitIds);
    const ids = silentUnits.flatMap((code) =>
      [window.from, window.to].map((day) => this.#reading.units.find(code, day)),
    );
    return [...new Set(ids)].filter((id) => id !== null);
  }

  /** Records of codes that name no unit are nobody's: they stay, too. */
  #notAsked(only: readonly number[]): number[] {
    const all = [...this.#reading.job.unitCodes.values()].flatMap((units) => units.map(({ id }) => id));
    return [NO_UNIT, ...new Set(all)].filter((id) => !only.includes(id));
  }

  #widen(day: string): void {
    if (this.#first === null || day < this.#first) this.#first = day;
    if (this.#last === null || day > this.#last) this.#last = day;
  }
}
