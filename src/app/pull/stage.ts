import { createHash, type Hash } from 'node:crypto';
import type {
  Batch,
  Connector,
  RecordStream,
  SourceRecord,
  SourceValue,
  ValueStream,
} from '../../connector-kit/connector.ts';
import { isInside, type Window } from '../../core/clock.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { recordLine } from '../../store/publish.ts';
import {
  closeRecordSlice,
  closeValueSlice,
  copyRecords,
  copyValues,
  NO_UNIT,
  openSlice,
} from '../../store/slices.ts';
import type { HubDeps } from '../deps.ts';
import type { UnitResolver } from './unit-resolver.ts';

/** What a source sent and said, slice by slice: the ground for publishing or holding it back. */
export interface StagedSlice {
  readonly stream: string;
  readonly window: Window;
  /** Distinct records, or distinct pairs of unit and day of ready values. */
  readonly received: number;
  readonly declared: number | null;
}

interface RunOfStage {
  readonly runId: number;
  readonly sourceId: number;
  readonly window: Window;
}

/** Rows a COPY carries: large enough to be quick, small enough for the memory limit of a pull (256 MB). */
const ROWS_PER_COPY = 1_000;

/** Writes batches to the staging tables as they come; nothing of it is visible before the run is published. */
export class Stage {
  readonly slices: StagedSlice[] = [];
  recordsRead = 0;
  recordsExpected: number | null = null;
  state: unknown = null;
  /** Units of which a slice says nothing. */
  readonly silent: SilentUnit[] = [];

  readonly #deps: HubDeps;
  readonly #connector: Connector;
  readonly #run: RunOfStage;
  readonly #units: UnitResolver;
  #open: OpenSlice | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: HubDeps, connector: Connector, run: RunOfStage, units: UnitResolver) {
    this.#deps = deps;
    this.#connector = connector;
    this.#run = run;
    this.#units = units;
  }

  async take(batch: Batch): Promise<void> {
    const slice = await this.#sliceOf(batch.stream);
    if (batch.type === 'slice') {
      this.#open = null;
      return this.#behind(() => this.#close(slice, batch));
    }
    if (batch.type === 'records') this.#takeRecords(slice, batch.records);
    else this.#takeValues(slice, batch.values);
    if (slice.lines.length >= ROWS_PER_COPY) await this.#behind(() => this.#flush(slice));
  }

  /** Everything is written; a slice that was begun and not closed must not be published. */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#open) throw new TypeError('The connector left its last slice open');
  }

  /** Whatever happened, nothing is being written any more. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => {});
  }

  /** Writes while the next page is fetched. One write at a time, so that memory stays bounded. */
  async #behind(write: () => Promise<void>): Promise<void> {
    await this.#writing;
    this.#writing = write();
    // Told to whoever takes or ends next.
    this.#writing.catch(() => {});
  }

  async #sliceOf(stream: string): Promise<OpenSlice> {
    if (this.#open && this.#open.stream !== stream) throw interleaved(this.#open.stream, stream);
    if (this.#open) return this.#open;
    const records = this.#connector.records.find((one) => one.name === stream) as
      | RecordStream<unknown>
      | undefined;
    const values = this.#connector.values.find((one) => one.name === stream);
    if (!records && !values) throw undeclared(stream);
    const { runId, sourceId } = this.#run;
    const id = await openSlice(this.#deps.database, { runId, sourceId, stream });
    this.#open = {
      id,
      stream,
      records,
      values,
      digest: createHash('sha256'),
      lines: [],
      days: new Set(),
      read: 0,
      first: null,
      last: null,
    };
    return this.#open;
  }

  #takeRecords(slice: OpenSlice, records: readonly SourceRecord[]): void {
    const stream = slice.records;
    if (!stream) throw undeclared(slice.stream);
    const scope = `${this.#run.sourceId}:${stream.name}`;
    for (const record of records) {
      const day = record.at.slice(0, 10);
      const unit = this.#units.resolve(record.unit, day);
      const { counts, reasons } = count(stream, record.data);
      slice.lines.push(
        recordLine({
          key: stream.identifiesPerson ? this.#deps.keys.hash(scope, record.key) : record.key,
          unitId: unit ?? NO_UNIT,
          at: record.at,
          title: stream.identifiesPerson ? null : record.title,
          counts,
          reasons,
        }),
      );
      widen(slice, day);
    }
    slice.read += records.length;
    this.recordsRead += records.length;
  }

  #takeValues(slice: OpenSlice, values: readonly SourceValue[]): void {
    if (!slice.values) throw undeclared(slice.stream);
    for (const value of values) {
      slice.days.add(`${value.unit}|${value.day}`);
      widen(slice, value.day);
      const unit = this.#units.resolve(value.unit, value.day);
      if (unit === null) continue;
      if (!isCount(value.value)) throw outOfDomain(value);
      slice.lines.push(
        `${this.#measureId(slice.values, value.measure)}\t${unit}\t${value.day}\t${value.value}`,
      );
    }
    slice.read += values.length;
    this.recordsRead += values.length;
  }

  #measureId(stream: ValueStream, code: string): number {
    if (!stream.measures.some((measure) => measure.code === code)) throw undeclared(code);
    return this.#deps.measures.id(code);
  }

  async #flush(slice: OpenSlice): Promise<void> {
    if (slice.lines.length === 0) return;
    const lines = slice.lines;
    slice.lines = [];
    slice.digest.update(lines.join('\n'));
    const before = `${slice.id}\t`;
    const copied = `${before}${lines.join(`\n${before}`)}\n`;
    await (slice.records ? copyRecords : copyValues)(this.#deps.database, copied);
  }

  async #close(slice: OpenSlice, end: Batch & { type: 'slice' }): Promise<void> {
    await this.#flush(slice);
    this.#checkWindow(slice.stream, end.window);
    for (const day of [slice.first, slice.last]) {
      if (day !== null && !isInside(day, end.window)) throw outsideWindow(slice.stream, day, end.window);
    }
    const sealed = {
      sliceId: slice.id,
      window: end.window,
      digest: slice.digest.digest('base64url'),
      declaredTotal: end.declaredTotal,
    };
    const received = slice.records
      ? await this.#closeRecords(sealed, slice.records)
      : await this.#closeValues(sealed, slice.days.size);
    // Of ready values a source declares its rows, each of which holds several.
    const expected = slice.records ? (end.declaredTotal ?? slice.read) : slice.read;
    this.recordsExpected = (this.recordsExpected ?? 0) + expected;
    for (const code of end.silentUnits ?? []) {
      // A code may name one unit before a reform and another after it; the source says nothing of either.
      const ids = new Set([end.window.from, end.window.to].map((day) => this.#units.find(code, day)));
      for (const unitId of ids) if (unitId !== null) this.silent.push({ sliceId: slice.id, unitId });
    }
    this.slices.push({
      stream: slice.stream,
      window: end.window,
      received,
      declared: end.declaredTotal,
    });
    if (end.state !== null) this.state = end.state;
  }

  /** A slice replaces what its days showed: it stays inside what was asked for, and each day has one slice. */
  #checkWindow(stream: string, window: Window): void {
    const asked = this.#run.window;
    if (window.from > window.to) throw new TypeError(`Slice of "${stream}" ends before it begins`);
    for (const day of [window.from, window.to]) {
      if (!isInside(day, asked)) throw outsideWindow(stream, day, asked);
    }
    const overlaps = this.slices.some(
      (one) => one.stream === stream && one.window.from <= window.to && one.window.to >= window.from,
    );
    if (overlaps) throw new TypeError(`Two slices of "${stream}" share days`);
  }

  async #closeRecords(
    sealed: Parameters<typeof closeRecordSlice>[1],
    stream: RecordStream<unknown>,
  ): Promise<number> {
    const ids = stream.measures.map((measure) => this.#deps.measures.id(measure.code));
    return (await closeRecordSlice(this.#deps.database, sealed, ids)).records;
  }

  async #closeValues(sealed: Parameters<typeof closeValueSlice>[1], pairs: number): Promise<number> {
    const closed = await closeValueSlice(this.#deps.database, sealed);
    if ('conflict' in closed) {
      const { measureId, unitId, day } = closed.conflict;
      throw conflicting(
        this.#deps.measures.code(measureId),
        this.#deps.unitIds.unit(unitId)?.code ?? '?',
        day,
      );
    }
    return pairs;
  }
}

export interface SilentUnit {
  readonly sliceId: number;
  readonly unitId: number;
}

interface OpenSlice {
  readonly id: number;
  readonly stream: string;
  readonly records: RecordStream<unknown> | undefined;
  readonly values: ValueStream | undefined;
  readonly digest: Hash;
  lines: string[];
  /** "unit|day" of ready values. */
  readonly days: Set<string>;
  /** Records or values so far, repeated ones among them. */
  read: number;
  first: string | null;
  last: string | null;
}

function widen(slice: OpenSlice, day: string): void {
  if (slice.first === null || day < slice.first) slice.first = day;
  if (slice.last === null || day > slice.last) slice.last = day;
}

/** What a record adds to each measure of its stream, and why it does not. */
function count(
  stream: RecordStream<unknown>,
  data: unknown,
): { counts: number[]; reasons: (string | null)[] | null } {
  const counts: number[] = [];
  let reasons: (string | null)[] | null = null;
  stream.measures.forEach((measure, index) => {
    const counted = measure.count(data);
    if (typeof counted === 'number') {
      if (!isCount(counted)) throw new TypeError(`${measure.code} counts ${counted}`);
      counts.push(counted);
    } else {
      counts.push(0);
      reasons ??= stream.measures.map(() => null);
      reasons[index] = counted;
    }
  });
  return { counts, reasons };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const interleaved = (open: string, next: string) =>
  new TypeError(`The connector began slice "${next}" before it closed "${open}"`);

const undeclared = (stream: string) =>
  new TypeError(`The connector yields "${stream}", which it does not declare`);

const outOfDomain = (value: SourceValue) =>
  configError(
    'VALUE_OUT_OF_DOMAIN',
    text(
      `Nguồn trả về ${value.measure} = ${value.value} cho đơn vị ${value.unit} ngày ${value.day}; cần số nguyên không âm. Hãy báo đơn vị quản lý nguồn sửa số liệu.`,
      `The source sent ${value.measure} = ${value.value} for unit ${value.unit} on ${value.day}; expected an integer of at least 0. Ask its operator to correct the figure.`,
    ),
  );

const outsideWindow = (stream: string, day: string, window: { from: string; to: string }) =>
  configError(
    'DAY_OUTSIDE_WINDOW',
    text(
      `Nguồn trả về dữ liệu "${stream}" ngày ${day}, ngoài kỳ đã hỏi ${window.from} - ${window.to}. Hãy kiểm tra bộ lọc ngày của nguồn.`,
      `The source sent "${stream}" of ${day}, outside the window ${window.from} to ${window.to} that was asked for. Check the source's date filter.`,
    ),
  );

const conflicting = (measure: string, unit: string, day: string) =>
  configError(
    'CONFLICTING_VALUES',
    text(
      `Nguồn trả về hai giá trị khác nhau của ${measure} cho đơn vị ${unit} ngày ${day}. Hãy báo đơn vị quản lý nguồn kiểm tra.`,
      `The source sent two different values of ${measure} for unit ${unit} on ${day}. Ask its operator to check.`,
    ),
  );
