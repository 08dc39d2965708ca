import type { Window } from '../core/clock.ts';
import { endOfMillisecond } from './as-of.ts';
import { instant, type Queries } from './database.ts';

/**
 * When each source last delivered the whole of a window as far as it went by then: a pull of some days makes
 * only those days fresh, one of some units none. A nightly pull of the last days completes the whole one before it:
 * it begins no later than the last good pull ended (nightlyWindow). With `asOf` as it was known at that moment.
 */
export async function lastDeliveries(
  queries: Queries,
  window: Window,
  asOf: Date | null,
): Promise<ReadonlyMap<number, Date>> {
  const rows = await queries.rows<{ source_id: number; at: string }>(
    `with good as (
       select id, source_id, window_from, due_at, finished_at from pull_run
       where state = 'OK' and only_units is null and window_from <= $2
         and window_to >= least($2::date, (started_at at time zone 'Asia/Ho_Chi_Minh')::date)
         and ($3::text is null or finished_at <= $3::text::timestamptz)
     ), first_whole as (select source_id, min(id) as id from good where window_from <= $1 group by source_id)
     select good.source_id, max(good.finished_at)::text as at from good join first_whole whole using (source_id)
     where good.window_from <= $1 or good.due_at is not null and good.id > whole.id
     group by good.source_id`,
    [window.from, window.to, asOf && endOfMillisecond(asOf)],
  );
  return new Map(rows.map((row) => [row.source_id, instant(row.at)]));
}
