import { type Closing, closingsOf, lastClosedMonth } from '../../src/connector-kit/closing.ts';
import {
  type Batch,
  type CheckContext,
  type CheckResult,
  defineConnector,
  type ReadContext,
} from '../../src/connector-kit/connector.ts';
import { type Day, dayOf, monthOf, monthsOf, yearOf } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { isValidOn } from '../../src/core/unit.ts';
import { type PlatformClient, platformClient } from './client.ts';
import { type PlatformConfig, platformConfig } from './config.ts';
import { MAP, mapValue, USAGE, usageValues } from './measures.ts';
import { PRACTICE_KEY, PRACTICE_SECRET, simulatePlatforms } from './simulator.ts';
import type { MonthUsage } from './usage.ts';
import { functionTally } from './work-functions.ts';

type Context = ReadContext<PlatformConfig>;

async function* read(context: Context): AsyncGenerator<Batch> {
  const closings = closingsOf(context.window, dayOf(context.clock.now()));
  const [first, last] = [closings[0], closings.at(-1)];
  if (!first || !last) return;
  const client = platformClient(context);
  const functionsSinceJanuary = functionTally((code, day) => unitKey(context, code, day));
  for (const month of monthsSinceJanuary(first.day, last.day)) {
    const usage = await client.usage(month);
    const functions = functionsSinceJanuary(usage);
    const closing = closings.find((candidate) => candidate.month === month);
    if (closing) yield* usageSlice(closing, usage, functions);
  }
  yield* mapSlice(context, client, last);
}

/** Months before the window are read, too: a cumulative count begins in January wherever the window begins. */
const monthsSinceJanuary = (first: Day, last: Day): string[] =>
  monthsOf({ from: `${yearOf(first)}-01-01`, to: last }).map(({ from }) => monthOf(from));

const unitKey = ({ units }: Context, code: string, day: Day): string =>
  units.find((asked) => asked.code === code && isValidOn(asked.unit, day))?.unit.key ?? code;

function* usageSlice(
  { day, slice }: Closing,
  { units, declaredTotal }: MonthUsage,
  functions: ReadonlyMap<string, number>,
): Generator<Batch> {
  const values = units.flatMap((usage) => usageValues(usage, functions.get(usage.unit) ?? 0, day));
  yield { type: 'values', stream: USAGE.name, values };
  yield { type: 'slice', stream: USAGE.name, window: slice, declaredTotal, state: null };
}

/** A layer only tells how many records it has now, so it is asked once, for the last closing of the window. */
async function* mapSlice(
  context: Context,
  client: PlatformClient,
  { day, slice }: Closing,
): AsyncGenerator<Batch> {
  const standing = context.units.filter(({ unit }) => isValidOn(unit, day));
  for (const code of new Set(standing.map((asked) => asked.code))) {
    const records = await client.mapRecords(code);
    if (records !== null) yield { type: 'values', stream: MAP.name, values: [mapValue(code, records, day)] };
  }
  yield { type: 'slice', stream: MAP.name, window: slice, declaredTotal: null, state: null };
}

async function check(context: CheckContext<PlatformConfig>): Promise<CheckResult> {
  const month = lastClosedMonth(dayOf(context.clock.now()));
  const client = platformClient(context);
  const { items, total } = await client.usagePage(month, 1, 1);
  const [first] = items;
  if (!first) {
    return {
      ok: false,
      message: text(
        `Nền tảng trả lời nhưng thống kê tháng ${month} không có đơn vị nào. Hãy hỏi đơn vị vận hành đã chốt tháng này chưa.`,
        `The platform answers, but its statistics for ${month} hold no unit. Ask its operator whether the month is closed.`,
      ),
      sample: null,
    };
  }
  const mapRecords = await client.mapRecords(first.unit);
  return {
    ok: true,
    message: text(
      `Đọc được thống kê tháng ${month} (${total} đơn vị); máy chủ bản đồ trả lời ${mapRecords === null ? 'là đơn vị đầu tiên chưa có lớp bản đồ' : `${mapRecords} đối tượng cho đơn vị đầu tiên`}.`,
      `Read the statistics for ${month} (${total} units); the map server answers ${mapRecords === null ? 'that the first unit has no layer' : `${mapRecords} records for the first unit`}.`,
    ),
    sample: `${first.unit} · dangNhapBaoCao = ${first.reportLogins}`,
  };
}

export const sharedPlatforms = defineConnector<PlatformConfig>({
  id: 'shared-platforms',
  version: '1.0.0',
  title: text('Nền tảng số dùng chung', 'Shared digital platforms'),
  description: text(
    'Đọc thống kê tháng của nền tảng làm việc số, nền tảng báo cáo số và số đối tượng trên lớp bản đồ hiện trạng của từng đơn vị.',
    "Reads the monthly statistics of the digital work and reporting platforms and the number of records on each unit's current-state map layer.",
  ),
  config: platformConfig,
  records: [],
  values: [USAGE, MAP],
  check,
  read,
  simulate: simulatePlatforms,
  practiceConfig: (url) => ({
    baseUrl: url,
    consumerKey: PRACTICE_KEY,
    consumerSecret: PRACTICE_SECRET,
    pageSize: 200,
  }),
});
