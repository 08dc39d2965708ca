import type { Batch, ReadContext } from '../../src/connector-kit/connector.ts';
import { rowReader } from '../../src/connector-kit/declared-rows.ts';
import { declaredSlice } from '../../src/connector-kit/declared-slice.ts';
import { EARLIEST_DAY } from '../../src/connector-kit/record-day.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import {
  type Day,
  dayOf,
  earlierDay,
  isInside,
  monthOf,
  monthsOf,
  type Window,
} from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import { type Config, isByDays, type ListConfig } from './config.ts';
import { type FilesOf, filesOf } from './files.ts';
import { asRowMap, type FileRow, rowsOf } from './tables.ts';

/** Every pull reads the files as they lie there: no state is kept. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  const { config, window, clock } = context;
  const today = dayOf(clock.now());
  if (window.from > today) return;
  const past = { from: window.from, to: earlierDay(window.to, today) };
  const files = filesOf(context);
  const notes: Text[] = [];
  for (const list of config.lists.map(asRowMap)) {
    const pull: ListPull = { context, files, list, past, today, note: (warning) => void notes.push(warning) };
    yield* isByDays(list) ? eachMonth(pull) : wholeFiles(pull);
    for (const warning of notes.splice(0)) yield { type: 'warning', text: warning };
  }
}

interface ListPull {
  readonly context: ReadContext<Config>;
  readonly files: FilesOf;
  readonly list: ListConfig;
  readonly past: Window;
  readonly today: Day;
  note(warning: Text): void;
}

/** The source is asked for the rows of each month. */
async function* eachMonth(pull: ListPull): AsyncGenerator<Batch> {
  const { context, files, list, past, note } = pull;
  for (const month of monthsOf(past)) {
    yield* unlessRead(context, list.name, month, async function* () {
      yield* sliceOf(pull, month, await rowsOf(files, list, month, note));
    });
  }
}

/** A slice for each month of which the files hold rows: of other months they say nothing, not even zero. */
async function* wholeFiles(pull: ListPull): AsyncGenerator<Batch> {
  const { context, files, list, past, today, note } = pull;
  const isOfToday = list.at === undefined;
  if (isOfToday && !isInside(today, past)) return;
  const rows = await rowsOf(files, list, past, note);
  const slices = isOfToday ? [{ window: { from: today, to: today }, rows }] : byMonth(pull, rows);
  for (const slice of slices) {
    yield* unlessRead(context, list.name, slice.window, () => sliceOf(pull, slice.window, slice.rows));
  }
}

function byMonth({ list, past, today }: ListPull, rows: readonly FileRow[]) {
  const read = rowReader(list, today);
  const months = new Map(
    monthsOf(past).map((window) => [monthOf(window.from), { window, rows: [] as FileRow[] }]),
  );
  const last = months.get(monthOf(past.to));
  for (const row of rows) {
    const reading = read(row.cells);
    if (reading.kind === 'other') continue;
    const day =
      reading.kind === 'record'
        ? reading.record.at.slice(0, 10)
        : reading.kind === 'values'
          ? reading.day
          : null;
    // What has no readable day, or one that cannot be, is told with the last month.
    const month =
      day === null || day > today || day < EARLIEST_DAY
        ? last
        : isInside(day, past)
          ? months.get(monthOf(day))
          : undefined;
    month?.rows.push(row);
  }
  return [...months.values()].filter((month) => month.rows.length > 0);
}

const sliceOf = ({ list, today }: ListPull, window: Window, rows: readonly FileRow[]) =>
  declaredSlice({
    list,
    window,
    today,
    isByDays: isByDays(list),
    async *pages() {
      yield {
        rows: rows.map(({ cells }) => cells),
        total: null,
        placeOf: (index: number) => rows[index]?.place ?? '',
      };
    },
  });
