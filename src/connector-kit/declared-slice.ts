import { type Day, isInside, type Window } from '../core/clock.ts';
import { type Text, text } from '../core/text.ts';
import type { Batch, SourceRecord, SourceValue, UnusableRow } from './connector.ts';
import type { RowMap } from './declared-list.ts';
import { type RowReading, rowReader } from './declared-rows.ts';
import { repeated } from './paging.ts';
import { EARLIEST_DAY, outsideRequest } from './record-day.ts';
import { sourceMoves } from './source-moves.ts';

/** Some rows of a list, and what the source says of all. */
export interface RowsPage {
  readonly rows: readonly unknown[];
  /** null when the source does not say. */
  readonly total: number | null;
  /** Of pages that are asked for one after the other: a row that comes on two of them may have hidden another (F13). */
  readonly number?: number;
  /** For messages; the row's number in the whole list when left out. */
  placeOf?(index: number): string;
}

export interface DeclaredReading {
  readonly list: RowMap;
  readonly window: Window;
  readonly today: Day;
  /** True when only rows of the window were asked for; otherwise the rest of the list is left out. */
  readonly isByDays: boolean;
  pages(): AsyncIterable<RowsPage>;
}

const READINGS = 3;

/**
 * All rows of a list as one slice. When the source's own count moves meanwhile, or a row comes on two pages, rows
 * have slipped from one page to another and some were not seen: then all of it is read again.
 */
export async function* declaredSlice(reading: DeclaredReading): AsyncGenerator<Batch> {
  for (let round = 1; round <= READINGS; round++) {
    if (!(yield* readOnce(reading, round === READINGS))) return;
    yield { type: 'again', stream: reading.list.name };
  }
  throw sourceMoves(READINGS);
}

/** Answers true when it is to be read again. In the last reading rows on two pages stay: the totals tell, or a warning. */
async function* readOnce(reading: DeclaredReading, isLastReading: boolean) {
  const { list, window, today, isByDays, pages } = reading;
  const stream = list.name;
  const read = rowReader(list, today);
  const sum = new SliceSum();
  for await (const page of pages()) {
    if (sum.hasMoved(page.total)) return true;
    sum.beginPage(page.number);
    const placeOf = page.placeOf ?? ((index: number) => `#${sum.rows + index + 1}`);
    const sorted = new SortedRows(sum, placeOf);
    page.rows.forEach((row, index) => {
      sorted.add(placed(read(row), { window, today, isByDays, stream }, sum.rows + index + 1), index);
    });
    sum.rows += page.rows.length;
    if (sum.onTwoPages > 0 && !isLastReading) return true;
    if (page.number !== undefined && sorted.areAllKnown) throw repeated(page.number);
    yield* sorted.batches(stream);
  }
  if (sum.onTwoPages > 0)
    yield { type: 'warning', text: onTwoPages(list.title, sum.onTwoPages) } satisfies Batch;
  yield { type: 'slice', stream, window, declaredTotal: sum.declared, state: null } satisfies Batch;
  return false;
}

interface Asked {
  readonly window: Window;
  readonly today: Day;
  readonly isByDays: boolean;
  readonly stream: string;
}

/** Rows of other days are left out of a whole list, and a fault of a list that was asked for by days. */
function placed(reading: RowReading, { window, today, isByDays, stream }: Asked, number: number): RowReading {
  const day = dayOf(reading);
  // What bears a day that has not come, or one of a clock that was never set, is put aside by the engine and told (F27).
  if (day === null || isInside(day, window) || day > today || day < EARLIEST_DAY) return reading;
  if (isByDays) throw outsideRequest(stream, number, 'at', day);
  return { kind: 'other' };
}

function dayOf(reading: RowReading): Day | null {
  if (reading.kind === 'record') return reading.record.at.slice(0, 10);
  return reading.kind === 'values' ? reading.day : null;
}

/** What the rows of a slice add up to. */
class SliceSum {
  rows = 0;
  /** Rows that are none of the slice's, or unusable. */
  leftOut = 0;
  /** Rows whose key, or unit and day, had come before on the same page, or in a list without pages. */
  repeated = 0;
  /** Records that had come on a page before. */
  onTwoPages = 0;
  readonly #keys = new Set<string>();
  #ofPage: Set<string> | null = null;
  #total: number | null | undefined;

  hasMoved(total: number | null): boolean {
    const isFirst = this.#total === undefined;
    const moved = !isFirst && this.#total !== total;
    this.#total = total;
    return moved;
  }

  beginPage(number: number | undefined): void {
    this.#ofPage = number === undefined ? null : new Set();
  }

  take(key: string): void {
    if (this.#keys.has(key)) this.repeated += 1;
    else this.#keys.add(key);
  }

  /** Answers false for a record that had come on a page before. */
  takeRecord(key: string): boolean {
    if (this.#ofPage === null || !this.#keys.has(key) || this.#ofPage.has(key)) {
      this.take(key);
      this.#ofPage?.add(key);
      return true;
    }
    this.onTwoPages += 1;
    return false;
  }

  /** A count below what came counts something else than rows, so repeated rows are not in it. */
  get declared(): number | null {
    const total = this.#total ?? null;
    if (total === null) return null;
    return Math.max(0, (total < this.rows ? total : total - this.repeated) - this.leftOut);
  }
}

/** The rows of one page by what they are. */
class SortedRows {
  readonly #records: SourceRecord[] = [];
  readonly #values: SourceValue[] = [];
  readonly #unusable = new Map<UnusableRow, { count: number; example: string }>();
  #fresh = 0;

  constructor(
    readonly sum: SliceSum,
    readonly placeOf: (index: number) => string,
  ) {}

  /** Records, none of which is new. */
  get areAllKnown(): boolean {
    return this.#records.length > 0 && this.#fresh === 0;
  }

  add(reading: RowReading, index: number): void {
    const place = this.placeOf(index);
    if (reading.kind === 'record') {
      if (this.sum.takeRecord(reading.record.key)) this.#fresh += 1;
      this.#records.push(reading.record);
      for (const code of reading.unusable) this.#putAside('NO_COUNT', `${place}: ${code}`);
    } else if (reading.kind === 'values') {
      // Without a figure the engine does not see the row.
      if (reading.values.length > 0) this.sum.take(`${reading.unit}|${reading.day}`);
      else this.sum.leftOut += 1;
      this.#values.push(...reading.values);
      for (const code of reading.unusable) this.#putAside('NO_COUNT', `${place}: ${code}`);
    } else {
      this.sum.leftOut += 1;
      if (reading.kind === 'unusable') this.#putAside(reading.why, `${place}: ${reading.field}`);
    }
  }

  #putAside(why: UnusableRow, example: string): void {
    const known = this.#unusable.get(why);
    this.#unusable.set(why, { count: (known?.count ?? 0) + 1, example: known?.example ?? example });
  }

  *batches(stream: string): Generator<Batch> {
    if (this.#records.length > 0) yield { type: 'records', stream, records: this.#records };
    if (this.#values.length > 0) yield { type: 'values', stream, values: this.#values };
    for (const [why, { count, example }] of this.#unusable)
      yield { type: 'aside', stream, why, count, example };
  }
}

const onTwoPages = (title: string, rows: number): Text =>
  text(
    `Danh sách "${title}": ${rows} dòng đến trên hai trang khác nhau trong cả ${READINGS} lần đọc, nên có thể thiếu dòng khác. Hãy đề nghị đơn vị vận hành nguồn sắp xếp danh sách theo một mã không trùng.`,
    `List "${title}": ${rows} rows came on two pages in each of ${READINGS} readings, so others may be missing. Ask the source's operator to sort the list by a key that is unique.`,
  );
