import type { Batch, ReadContext, SourceRecord, SourceValue } from '../../src/connector-kit/connector.ts';
import { wholeSlice } from '../../src/connector-kit/whole-slice.ts';
import { dayOf, earlierDay, isInside, monthsOf, type Window } from '../../src/core/clock.ts';
import { personError } from '../../src/core/errors.ts';
import { formatDay, text } from '../../src/core/text.ts';
import { BULLETINS, CLOSINGS, type ClosingRow, INTERACTIONS, type List } from './answers.ts';
import { type Access, allPages } from './client.ts';
import type { CitizenAppConfig } from './config.ts';
import { bulletins, figures, interactions } from './measures.ts';
import { bulletinRecord, dayIn, interactionRecord } from './records.ts';

export async function* read(context: ReadContext<CitizenAppConfig>): AsyncGenerator<Batch> {
  const now = context.clock.now();
  const asOf = earlierDay(dayOf(now), context.window.to);
  for (const month of monthsOf(context.window)) {
    yield* recordSlice(context, interactions.name, INTERACTIONS, month, (row) =>
      interactionRecord(row, asOf),
    );
    yield* recordSlice(context, bulletins.name, BULLETINS, month, (row) => bulletinRecord(row, now));
    yield* figureSlice(context, month);
  }
}

/** A row dated outside the month is no record of it, but stays in the total so that the gap is seen. */
async function* recordSlice<T>(
  access: Access,
  stream: string,
  list: List<T>,
  window: Window,
  toRecord: (row: T) => SourceRecord,
): AsyncGenerator<Batch> {
  const { rows, declared } = await wholeSlice(
    (record) => record.key,
    () => recordPages(access, list, window, toRecord),
  );
  const records = rows.filter(({ at }) => isInside(at.slice(0, 10), window));
  if (records.length > 0) yield { type: 'records', stream, records };
  const declaredTotal = declared ?? (records.length < rows.length ? rows.length : null);
  yield { type: 'slice', stream, window, declaredTotal, state: null };
}

async function* recordPages<T>(
  access: Access,
  list: List<T>,
  window: Window,
  toRecord: (row: T) => SourceRecord,
) {
  for await (const { items, total } of allPages(access, list, window)) {
    yield { items: items.map(toRecord), total };
  }
}

async function* figureSlice(access: Access, window: Window): AsyncGenerator<Batch> {
  const { rows, declared } = await wholeSlice(
    ({ maDonVi, ngayChot }) => `${maDonVi} ${dayIn(ngayChot)}`,
    () => allPages(access, CLOSINGS, window),
  );
  if (declared !== null && declared !== rows.length) throw closingsMissing(window, declared, rows.length);
  const values = rows.flatMap(valuesOf).filter(({ day }) => isInside(day, window));
  if (values.length > 0) yield { type: 'values', stream: figures.name, values };
  yield { type: 'slice', stream: figures.name, window, declaredTotal: null, state: null };
}

const KNOWN = new Set(figures.measures.map(({ code }) => code));

/** Figures that no measure names are left out: the system closes many more than an index set asks for. */
function valuesOf({ maDonVi: unit, ngayChot, chiTieu }: ClosingRow): SourceValue[] {
  const day = dayIn(ngayChot);
  const byMeasure = new Map(chiTieu.map(({ ma, giaTri }) => [`HUES.${ma}`, giaTri]));
  return [...byMeasure]
    .filter(([measure]) => KNOWN.has(measure))
    .map(([measure, value]) => ({ measure, unit, day, value }));
}

const closingsMissing = ({ from, to }: Window, declared: number, received: number) =>
  personError(
    'TOTAL_MISMATCH',
    text(
      `Nguồn báo có ${declared} bảng số liệu chốt từ ${formatDay(from)} đến ${formatDay(to)} nhưng chỉ gửi ${received}. Hãy hỏi đơn vị vận hành Hue-S rồi lấy lại kỳ này.`,
      `The source declares ${declared} closings of figures from ${formatDay(from)} to ${formatDay(to)} but sent ${received}. Ask the operator of Hue-S, then pull this window again.`,
    ),
  );
