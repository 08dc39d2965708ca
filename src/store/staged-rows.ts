import type { Queries } from './database.ts';
import { INTERRUPTED, STOPPED_BY_PERSON } from './pull-run.ts';

/** What waited so long for a person is decided on by nobody; the run itself and why it was held stay. */
const HELD_DAYS = 30;

/**
 * Rows of runs that ended without publishing, that no run goes on from and of which nobody needs to decide, or
 * not any more, because a later run read the same days. The slice itself outlives a run whose process stopped: should that process only
 * have slept, it finds and drops there what it wrote after it woke.
 */
export async function dropStaged(queries: Queries): Promise<void> {
  const dead = `select s.id from slice s join pull_run r on r.id = s.run_id
    where s.published_at is null and r.state <> 'RUNNING' and (
      r.state in ('FAILED', 'PARTIAL', 'CANCELLED')
        and (not r.is_resumable or r.finished_at < clock_timestamp() - interval '1 day')
      or r.decision is not null
      or r.state = 'NEEDS_REVIEW' and r.finished_at < clock_timestamp() - interval '${HELD_DAYS} days'
      or exists (
        select 1 from pull_run later where later.source_id = r.source_id and later.id > r.id
          and later.state in ('OK', 'NEEDS_REVIEW') and later.only_units is null
          and later.window_from <= r.window_from and later.window_to >= r.window_to))`;
  for (const table of ['record', 'staged_fact', 'slice_page']) {
    await queries.rows(`delete from ${table} where slice_id in (${dead})`);
  }
  await queries.rows(
    `delete from slice where id in (${dead} and (coalesce(r.error_code, '') not in ('${INTERRUPTED}', '${STOPPED_BY_PERSON}')
       or r.finished_at < clock_timestamp() - interval '1 day'))`,
  );
}
