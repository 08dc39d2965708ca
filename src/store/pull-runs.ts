import type { Window } from '../core/clock.ts';
import type { Text } from '../core/text.ts';
import type { Queries } from './database.ts';
import {
  INTERRUPTED,
  type PullRun,
  type Row,
  type RunCounters,
  type RunEnd,
  STOPPED_BY_PERSON,
  toRun,
} from './pull-run.ts';
import { dropStaged } from './staged-rows.ts';

/** A run whose heart has not beaten for so long is dead: its process was killed. */
export const HEARTBEAT_LIMIT_SECONDS = 30;

/** Begins a run and takes the source's lease; null when another run of the source lives. */
export async function startRun(queries: Queries, run: NewRun): Promise<PullRun | null> {
  const rows = await queries.rows<Row>(
    `insert into pull_run (source_id, connector_version, state, window_from, window_to, fence, message_vi, message_en,
       due_at, only_units)
     select $1, $2, 'RUNNING', $3, $4, $5, $6, $7, $8::timestamptz, $9::text::jsonb
     on conflict (source_id) where state = 'RUNNING' do nothing
     returning *`,
    [
      run.sourceId,
      run.connectorVersion,
      run.window.from,
      run.window.to,
      run.fence,
      run.message.vi,
      run.message.en,
      run.dueAt?.toISOString() ?? null,
      run.onlyUnits === null ? null : JSON.stringify(run.onlyUnits),
    ],
  );
  return rows[0] ? toRun(rows[0]) : null;
}

export interface NewRun {
  readonly sourceId: number;
  readonly connectorVersion: string;
  readonly window: Window;
  readonly fence: string;
  readonly message: Text;
  readonly dueAt: Date | null;
  readonly onlyUnits: readonly string[] | null;
}

/** Renews the lease and shows the progress; false when the run is no longer ours. */
export async function beat(
  queries: Queries,
  id: number,
  fence: string,
  counters: RunCounters,
): Promise<boolean> {
  const rows = await queries.rows(
    `update pull_run set heartbeat_at = clock_timestamp(), records_read = $3, records_expected = $4, pages_read = $5,
       retries = $6
     where id = $1 and fence = $2 and state = 'RUNNING' returning id`,
    [id, fence, counters.recordsRead, counters.recordsExpected, counters.pagesRead, counters.retries],
  );
  return rows.length === 1;
}

/** Closes a run without publishing: failed, held for review or cancelled. Staged rows of a failed run go. */
export async function endRun(queries: Queries, id: number, fence: string, end: RunEnd): Promise<void> {
  await queries.rows(
    `update pull_run r set error_code = $4, message_vi = $5, message_en = $6,
       state = case when $3 = 'FAILED' and $15::boolean and ${ANYTHING_READ} then 'PARTIAL' else $3 end,
       held = $7::text::jsonb, quarantined = $8::text::jsonb, records_read = $9, records_expected = $10,
       pages_read = $11, payload_hash = $12, error_family = $13, is_resumable = $14, retries = $16,
       retry_at = clock_timestamp() + make_interval(secs => $17::float8), pending = $18::text::jsonb,
       ignored = $19::text::jsonb, finished_at = clock_timestamp()
     where id = $1 and fence = $2 and state = 'RUNNING'`,
    [
      id,
      fence,
      end.state,
      end.errorCode,
      end.message.vi,
      end.message.en,
      JSON.stringify(end.held),
      JSON.stringify(end.quarantined),
      end.counters.recordsRead,
      end.counters.recordsExpected,
      end.counters.pagesRead,
      end.counters.payloadHash,
      end.errorFamily,
      end.isResumable ?? false,
      end.isResumable || end.isPartial || false,
      end.counters.retries,
      end.retryAfterSeconds ?? null,
      end.pending === undefined ? null : JSON.stringify(end.pending),
      JSON.stringify(end.ignored),
    ],
  );
  await dropStaged(queries);
}

/** Whole pages or slices of run r lie in the store. */
const ANYTHING_READ = `exists (select 1 from slice s where s.run_id = r.id
  and (s.sealed_at is not null or exists (select 1 from slice_page p where p.slice_id = s.id)))`;

/**
 * Ends a run because a person wants so, whatever process works on it: that one finds out at its next beat, and
 * publishing looks at the state first, so it is before publishing or too late (F40). False: too late.
 */
export async function stopRun(queries: Queries, id: number): Promise<boolean> {
  const rows = await queries.rows(
    `update pull_run set state = 'CANCELLED', error_code = '${STOPPED_BY_PERSON}', finished_at = clock_timestamp(),
       message_vi = 'Đã dừng theo yêu cầu của người quản trị. Dữ liệu cũ được giữ nguyên; lần lấy tới theo lịch của nguồn, nếu có.',
       message_en = 'Stopped by a person. Earlier data are kept; the next pull comes by the source''s schedule, if it has one.'
     where id = $1 and state = 'RUNNING' returning id`,
    [id],
  );
  if (rows.length === 0) return false;
  await dropStaged(queries);
  return true;
}

/**
 * Ends runs that no process works on any more: those whose heart stopped, and with `allDead` (a database
 * for one process, just opened) every running one. Nothing of them was visible, so nothing is lost.
 */
export async function closeDeadRuns(queries: Queries, allDead: boolean): Promise<number> {
  const rows = await queries.rows<{ id: number }>(
    `update pull_run r set state = case when ${ANYTHING_READ} then 'PARTIAL' else 'FAILED' end,
       error_code = '${INTERRUPTED}', finished_at = clock_timestamp(), is_resumable = true,
       message_vi = 'Lần lấy dữ liệu bị ngắt giữa chừng. Dữ liệu cũ được giữ nguyên; hệ thống sẽ tự lấy lại.',
       message_en = 'The pull was interrupted. Earlier data are kept; the hub pulls again by itself.'
     where state = 'RUNNING' and ($1::boolean or heartbeat_at < clock_timestamp() - make_interval(secs => $2))
     returning id`,
    [allDead, HEARTBEAT_LIMIT_SECONDS],
  );
  await dropStaged(queries);
  return rows.length;
}
