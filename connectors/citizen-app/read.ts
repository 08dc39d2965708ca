import type { Batch, ReadContext, SourceRecord, SourceValue } from '../../src/connector-kit/connector.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import { type WholeSlice, wholeSlice } from '../../src/connector-kit/whole-slice.ts';
import { isInside, monthsOf, type Window } from '../../src/core/clock.ts';
import { personError } from '../../src/core/errors.ts';
import { formatDay, text } from '../../src/core/text.ts';
import {
  BULLETINS,
  CLOSINGS,
  type ClosingRow,
  INTERACTIONS,
  INTERACTIONS_WITHOUT_DEADLINES,
  type List,
} from './answers.ts';
import { type Access, allPages } from './client.ts';
import type { CitizenAppConfig } from './config.ts';
import { bulletins, figures, interactions } from './measures.ts';
import { bulletinRecord, dayIn, interactionRecord } from './records.ts';

export async function* read(context: ReadContext<CitizenAppConfig>): AsyncGenerator<Batch> {
  const now = context.clock.now();
  const { config, asOf } = context;
  const reports = config.answerDays === undefined ? INTERACTIONS : INTERACTIONS_WITHOUT_DEADLINES;
  for (const month of monthsOf(context.window)) {
    yield* unlessRead(context, interactions.name, month, () =>
      recordSlice(context, interactions.name, reports, month, (row) => interactionRecord(row, asOf, config)),
    );
    yield* unlessRead(context, bulletins.name, month, () =>
      recordSlice(context, bulletins.name, BULLETINS, month, (row) => bulletinRecord(row, now)),
    );
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
  const closings = await wholeSlice(
    ({ maDonVi, ngayChot }) => `${maDonVi} ${dayIn(ngayChot)}`,
    () => allPages(access, CLOSINGS, window),
  );
  const { rows, total, received } = closings;
  if (total !== null && total !== received) throw totalDiffers(window, { ...closings, total });
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

function totalDiffers(
  { from, to }: Window,
  { rows, received, total }: WholeSlice<ClosingRow> & { readonly total: number },
) {
  const days = [formatDay(from), formatDay(to)] as const;
  const repeated = received - rows.length;
  const [againVi, againEn] = repeated
    ? [`, trong đó ${repeated} dòng lặp lại`, `, ${repeated} of them repeated`]
    : ['', ''];
  return personError(
    'TOTAL_MISMATCH',
    text(
      `Danh sách số liệu chốt từ ${days[0]} đến ${days[1]}: nguồn khai totalrow = ${total} và đã gửi ${received} dòng${againVi}. Hai số này phải bằng nhau. Hãy hỏi đơn vị vận hành Hue-S totalrow đếm dòng hay đếm trang và có thiếu dòng nào không; nếu đếm trang thì chọn totalCounts là pages trong cấu hình nguồn, rồi lấy lại kỳ này.`,
      `Closed figures from ${days[0]} to ${days[1]}: the source declares totalrow = ${total} and sent ${received} rows${againEn}. The two numbers must agree. Ask the operator of Hue-S whether totalrow counts rows or pages and whether rows are missing; for pages set totalCounts to pages in the source's configuration, then pull this window again.`,
    ),
  );
}
