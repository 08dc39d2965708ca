import { HUB_ZONE } from '../core/clock.ts';
import type { Database } from './database.ts';
import { tryLockFacts } from './publish.ts';
import { NO_UNIT } from './slices.ts';

export interface ErasedRecords {
  readonly slices: number;
  readonly records: number;
}

/** Bounds of one transaction, so that a publication that waits for it waits a moment. A slice is erased whole. */
const MOST_SLICES = 200;
const MOST_RECORDS = 50_000;

/**
 * Published slices of which the records were kept for $1 days (S43), the oldest first. The days count twice: from the
 * end of the slice's year, since until then its scores may still change and each must be explained down to its records
 * (U16); and from the last time that a pull showed or confirmed the slice, since a past year may be collected late.
 * A live pull may be about to take its pages over: its source waits for the next time. A slice without records, of ready
 * values say, has nothing to erase.
 */
const KEPT_ENOUGH = `
  select s.id, sum(s.record_count) over (order by s.id) - s.record_count as before
  from slice s cross join (
    select clock_timestamp() - make_interval(days => $1::int) as moment,
      date_trunc('year', clock_timestamp() at time zone '${HUB_ZONE}' - make_interval(days => $1::int))::date as year
    offset 0) kept
  where s.published_at < kept.moment and s.to_day < kept.year and (s.erased_at is null or s.erased_at < s.published_at)
    and not exists (select 1 from pull_run c where c.id = s.confirmed_run and c.finished_at >= kept.moment)
    and not exists (select 1 from pull_run live where live.source_id = s.source_id and live.state = 'RUNNING')
    and exists (select 1 from record r where r.slice_id = s.id and r.unit_id <> ${NO_UNIT})
  order by s.id limit ${MOST_SLICES}`;

/**
 * Erases some of the records that were kept long enough; null: not now, somebody publishes or scores. Facts and scores
 * stay, and so do records whose code names no unit: they were counted for nothing yet, and once they are gone nobody
 * would know that something waits for a match. Pages go with the records, or a later pull would take pages for read
 * whose records are no more.
 */
export function eraseSomeRecords(database: Database, days: number): Promise<ErasedRecords | null> {
  return database.transaction(async (queries) => {
    if (!(await tryLockFacts(queries))) return null;
    const found = await queries.rows<{ id: number }>(
      `select id from (${KEPT_ENOUGH}) as slices where before < ${MOST_RECORDS}`,
      [days],
    );
    if (found.length === 0) return { slices: 0, records: 0 };
    const ids = JSON.stringify(found.map(({ id }) => id));
    const chosen = 'in (select jsonb_array_elements_text($1::text::jsonb)::int)';
    const [erased] = await queries.rows<{ n: number }>(
      `with gone as (delete from record where slice_id ${chosen} and unit_id <> ${NO_UNIT} returning 1)
       select count(*)::int as n from gone`,
      [ids],
    );
    await queries.rows(`delete from slice_page where slice_id ${chosen}`, [ids]);
    await queries.rows(`update slice set erased_at = clock_timestamp() where id ${chosen}`, [ids]);
    return { slices: found.length, records: erased?.n ?? 0 };
  });
}
