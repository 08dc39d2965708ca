import { closingDay } from '../../src/connector-kit/closing.ts';
import type { Batch, KnownSlice, ReadContext } from '../../src/connector-kit/connector.ts';
import { pagedSlice } from '../../src/connector-kit/paged-slice.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { dayOf, earlierDay, isInside, monthOf, monthsOf, type Window } from '../../src/core/clock.ts';
import type { OpenedList } from './answers.ts';
import { type Client, createClient } from './client.ts';
import { type Config, STREAMS, type StreamName } from './config.ts';
import { LISTS, lastDayOf } from './lists.ts';
import type { Position } from './query.ts';
import type { RowReader } from './records.ts';
import { firstPosition, pagingOf, tellsTotal } from './requests.ts';
import { serviceSlices } from './services-slice.ts';
import { walkedSlice } from './walked-slice.ts';

/** Every pull reads its whole window again, because dossiers change after they were received: no state is kept. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  const { config, http, clock, window } = context;
  const client = createClient(config, http, clock);
  for (const stream of STREAMS.filter((one) => config.streams.includes(one))) {
    // One for all months: what it learned of the rows of one holds for the next.
    const records = LISTS[stream].reader(config);
    const past = { from: window.from, to: earlierDay(window.to, lastDayOf(stream, dayOf(clock.now()))) };
    if (stream === 'services') {
      const unread = { ...context, known: nothingKnown };
      yield* serviceSlices(context.units, past, (month) =>
        slice(unread, client, { stream, records }, month, month),
      );
      continue;
    }
    for (const month of monthsOf(past)) {
      const asked = stream === 'procedures' ? catalogueDay(month, window) : month;
      if (asked) yield* slice(context, client, { stream, records }, month, asked);
    }
  }
}

/** Months of services are parts of a slice: nothing is kept of them by themselves. */
const nothingKnown = async (): Promise<KnownSlice> => ({ isRead: false, pages: [] });

/** The catalogue of procedures stands for its month on one day; null when that day was not asked for. */
function catalogueDay(month: Window, window: Window): Window | null {
  const day = earlierDay(closingDay(monthOf(month.from)), window.to);
  return isInside(day, month) ? { from: day, to: day } : null;
}

/** One request asks for all units, unless the pull is for a single one. */
function onlyUnit({ units }: ReadContext<Config>): string {
  const codes = new Set(units.map(({ code }) => code));
  return codes.size === 1 ? ([...codes][0] as string) : '';
}

function slice(
  context: ReadContext<Config>,
  client: Client,
  { stream, records }: { readonly stream: StreamName; readonly records: RowReader<unknown> },
  window: Window,
  asked: Window,
): AsyncGenerator<Batch> {
  const { config } = context;
  const query = LISTS[stream].query(asked, onlyUnit(context), config.pageSize);
  const open = (body: RawJson) => client.open(body, query);
  const project = (rows: RawJson, firstRow: number) => records(rows, asked, firstRow);
  const { fields } = records;
  const paging = pagingOf(config);
  if (paging === 'page' && tellsTotal(config)) {
    return pagedSlice(context, {
      stream,
      window,
      size: query.size,
      firstNumber: config.firstPage,
      ask: (page, known, received) => client.page(query, { page }, { known, fields, received }),
      open,
      project,
    });
  }
  return walkedSlice(context, {
    stream,
    window,
    first: firstPosition(config),
    ask: (at) => client.page(query, at, { fields }),
    open: (body, headers) => client.open(body, query, headers),
    after: AFTER[paging],
    project,
    ...(paging === 'page' ? { repeatsLast: query.size } : {}),
  });
}

/** Where the next page begins after `received` rows; null at the end. */
type After = (page: OpenedList, received: number, at: Position) => Position | null;

/** Counted by what came, not by what was asked for: a source may send fewer rows a page than it was asked for. */
const afterOffset: After = ({ length, total }, received) =>
  length === 0 || (total !== null && received >= total) ? null : { offset: received };

/** Without a total a short page need not be the last: a source may send fewer rows than it is asked for. */
const afterPage: After = ({ length }, _, at) => (length > 0 && 'page' in at ? { page: at.page + 1 } : null);

const AFTER: Readonly<Record<Config['list']['paging'], After>> = {
  page: afterPage,
  offset: afterOffset,
  cursor: ({ next }) => (next === null ? null : { cursor: next }),
  link: ({ next }) => (next === null ? null : { link: next }),
};
