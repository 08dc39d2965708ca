import type { Batch, SourceRecord } from '../../src/connector-kit/connector.ts';
import { earlierDay, isInside, laterDay, monthsOf, type Window, yearOf } from '../../src/core/clock.ts';
import { FirstUses, type UnitsOfSource } from './first-uses.ts';

const STREAM = 'services';

/** The dossiers of one month as batches of single rows, closed by their slice. */
type RowsOf = (month: Window) => AsyncGenerator<Batch>;

/**
 * What was used before cannot be known of a part of a year: so whatever days are pulled, the dossiers are read from
 * 1 January on, and the first uses inside of the window are told. What a stopped run had read is not gone on with:
 * months that were read on two days might show one procedure twice, or never.
 */
export async function* serviceSlices(
  units: UnitsOfSource,
  window: Window,
  rowsOf: RowsOf,
): AsyncGenerator<Batch> {
  for (const days of calendarYears(window)) yield* yearSlices(units, days, rowsOf);
}

function calendarYears({ from, to }: Window): Window[] {
  const years: Window[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    years.push({ from: laterDay(from, `${year}-01-01`), to: earlierDay(to, `${year}-12-31`) });
  }
  return years;
}

/** All months are read before the first is told: a dossier of December may say more of a procedure than one of May. */
async function* yearSlices(
  units: UnitsOfSource,
  { from, to }: Window,
  rowsOf: RowsOf,
): AsyncGenerator<Batch> {
  const uses = new FirstUses(units);
  const months: { window: Window; missing: number | null }[] = [];
  let missing: number | null = 0;
  for (const month of monthsOf({ from: `${yearOf(from)}-01-01`, to })) {
    const read = await wholeMonth(rowsOf(month));
    uses.add(read.rows);
    missing = missing === null || read.missing === null ? null : missing + read.missing;
    if (month.to < from) continue;
    months.push({ window: { from: laterDay(from, month.from), to: month.to }, missing });
    // F14: what was missing before the first month that is told would make later dossiers first ones.
    missing = 0;
  }
  const all = uses.records();
  for (const { window, missing } of months) {
    const records = all.filter(({ at }) => isInside(at.slice(0, 10), window));
    const declaredTotal = missing === null ? null : records.length + missing;
    yield { type: 'records', stream: STREAM, records };
    yield { type: 'slice', stream: STREAM, window, declaredTotal, state: null };
  }
}

/** `missing`: rows that the source announced and did not send; null where it announces none. */
async function wholeMonth(batches: AsyncGenerator<Batch>) {
  let rows: SourceRecord[] = [];
  let declared: number | null = null;
  for await (const batch of batches) {
    if (batch.type === 'records') rows.push(...batch.records);
    if (batch.type === 'again') rows = [];
    if (batch.type === 'slice') declared = batch.declaredTotal;
  }
  return { rows, missing: declared === null ? null : declared - rows.length };
}
