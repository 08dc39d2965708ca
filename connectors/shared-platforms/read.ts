import { type Closing, closingsOf } from '../../src/connector-kit/closing.ts';
import type { Batch, ReadContext } from '../../src/connector-kit/connector.ts';
import { type Day, dayOf, monthOf, monthsOf, yearOf } from '../../src/core/clock.ts';
import { isValidOn } from '../../src/core/unit.ts';
import { type PlatformClient, platformClient } from './client.ts';
import type { PlatformConfig } from './config.ts';
import { MAP, mapValue, USAGE, usageValues } from './measures.ts';
import type { MonthUsage } from './usage.ts';
import { type UsageFiles, usageFiles } from './usage-files.ts';
import { functionTally } from './work-functions.ts';

type Context = ReadContext<PlatformConfig>;

export async function* read(context: Context): AsyncGenerator<Batch> {
  const { config, http, clock, files } = context;
  const closings = closingsOf(context.window, dayOf(clock.now()));
  if (config.transport === 'http') {
    const client = platformClient({ config, http, clock });
    yield* usageSlices(context, closings, client.usage);
    const last = closings.at(-1);
    if (last) yield* mapSlice(context, client, last);
  } else if (closings.length > 0) {
    yield* fileSlices(context, closings, await usageFiles(files, config.folder));
  }
}

async function* usageSlices(
  context: Context,
  closings: readonly Closing[],
  usageOf: (month: string) => MonthUsage | Promise<MonthUsage>,
): AsyncGenerator<Batch> {
  const [first, last] = [closings[0], closings.at(-1)];
  if (!first || !last) return;
  const functionsSinceJanuary = functionTally((code, day) => unitKey(context, code, day));
  for (const month of monthsSinceJanuary(first.day, last.day)) {
    const usage = await usageOf(month);
    const functions = functionsSinceJanuary(usage);
    const closing = closings.find((candidate) => candidate.month === month);
    if (closing) yield* usageSlice(closing, usage, functions);
  }
}

/** Months after the last file are not closed yet: nothing is said of them. */
async function* fileSlices(
  context: Context,
  asked: readonly Closing[],
  files: UsageFiles,
): AsyncGenerator<Batch> {
  for (const warning of files.warnings) yield { type: 'warning', text: warning };
  const closings = asked.filter(({ month }) => files.lastMonth !== null && month <= files.lastMonth);
  yield* usageSlices(context, closings, files.usage);
  for (const { month, day, slice } of closings) {
    const values = files.mapRecords(month).map(({ unit, records }) => mapValue(unit, records, day));
    if (values.length === 0) continue;
    yield { type: 'values', stream: MAP.name, values };
    yield { type: 'slice', stream: MAP.name, window: slice, declaredTotal: null, state: null };
  }
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
