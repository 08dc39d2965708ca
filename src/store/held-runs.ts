import type { Queries } from './database.ts';
import { type PullRun, type Row, toRun } from './pull-run.ts';

/**
 * Runs that wait for a person: nobody has decided, and no later pull of the same source came to an end over all of
 * their days, whether it was published or is held instead.
 */
export async function heldRuns(queries: Queries): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select r.* from pull_run r join source o on o.id = r.source_id and o.enabled
     where r.state = 'NEEDS_REVIEW' and r.decision is null and not exists (
       select 1 from pull_run later where later.source_id = r.source_id and later.id > r.id
         and later.state in ('OK', 'NEEDS_REVIEW')
         and (later.only_units is null or later.only_units = r.only_units)
         and later.window_from <= r.window_from and later.window_to >= r.window_to)
     order by r.id`,
  );
  return rows.map(toRun);
}
