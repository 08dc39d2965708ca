import type { Day, Window } from '../core/clock.ts';
import type { ErrorFamily } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { instant, type Queries } from './database.ts';

export type PullRunState = 'RUNNING' | 'OK' | 'PARTIAL' | 'FAILED' | 'NEEDS_REVIEW' | 'CANCELLED';

export interface PullRun {
  readonly id: number;
  readonly sourceId: number;
  readonly connectorVersion: string;
  readonly state: PullRunState;
  readonly window: Window;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly recordsRead: number;
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  readonly factsChanged: number;
  readonly payloadHash: string | null;
  readonly errorCode: string | null;
  readonly errorFamily: ErrorFamily | null;
  readonly message: Text;
  readonly held: readonly HeldMeasure[];
  readonly quarantined: Readonly<Record<string, number>>;
}

/** A measure kept back for review; unitId null means for every unit of the source. */
export interface HeldMeasure {
  readonly measure: string;
  readonly unitId: number | null;
  readonly reason: Text;
}

export interface RunCounters {
  readonly recordsRead: number;
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  readonly payloadHash: string | null;
}

export interface RunEnd {
  readonly state: Exclude<PullRunState, 'RUNNING'>;
  readonly errorCode: string | null;
  readonly errorFamily: ErrorFamily | null;
  readonly message: Text;
  readonly held: readonly HeldMeasure[];
  readonly quarantined: Readonly<Record<string, number>>;
  readonly counters: RunCounters;
}

/** Error code of a run that was only to show what would happen: it says nothing about what is due. */
export const DRY_RUN = 'DRY_RUN';

/** Error code of a run whose process ended before it did. */
export const INTERRUPTED = 'INTERRUPTED';

/** A run whose heart has not beaten for so long is dead: its process was killed. */
export const HEARTBEAT_LIMIT_SECONDS = 60;

interface Row {
  id: number;
  source_id: number;
  connector_version: string;
  state: PullRunState;
  window_from: Day;
  window_to: Day;
  started_at: string;
  finished_at: string | null;
  records_read: number;
  records_expected: number | null;
  pages_read: number;
  facts_changed: number;
  payload_hash: string | null;
  error_code: string | null;
  error_family: ErrorFamily | null;
  message_vi: string;
  message_en: string;
  held: HeldMeasure[] | null;
  quarantined: Record<string, number> | null;
}

const toRun = (row: Row): PullRun => ({
  id: row.id,
  sourceId: row.source_id,
  connectorVersion: row.connector_version,
  state: row.state,
  window: { from: row.window_from, to: row.window_to },
  startedAt: instant(row.started_at),
  finishedAt: row.finished_at === null ? null : instant(row.finished_at),
  recordsRead: row.records_read,
  recordsExpected: row.records_expected,
  pagesRead: row.pages_read,
  factsChanged: row.facts_changed,
  payloadHash: row.payload_hash,
  errorCode: row.error_code,
  errorFamily: row.error_family,
  message: { vi: row.message_vi, en: row.message_en },
  held: row.held ?? [],
  quarantined: row.quarantined ?? {},
});

/** Begins a run and takes the source's lease; null when another run of the source lives. */
export async function startRun(
  queries: Queries,
  run: { sourceId: number; connectorVersion: string; window: Window; fence: string; message: Text },
): Promise<PullRun | null> {
  const rows = await queries.rows<Row>(
    `insert into pull_run (source_id, connector_version, state, window_from, window_to, fence, message_vi, message_en)
     values ($1, $2, 'RUNNING', $3, $4, $5, $6, $7)
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
    ],
  );
  return rows[0] ? toRun(rows[0]) : null;
}

/** Renews the lease and shows the progress; false when the run is no longer ours. */
export async function beat(
  queries: Queries,
  id: number,
  fence: string,
  counters: RunCounters,
): Promise<boolean> {
  const rows = await queries.rows(
    `update pull_run set heartbeat_at = clock_timestamp(), records_read = $3, records_expected = $4, pages_read = $5
     where id = $1 and fence = $2 and state = 'RUNNING' returning id`,
    [id, fence, counters.recordsRead, counters.recordsExpected, counters.pagesRead],
  );
  return rows.length === 1;
}

/** Closes a run without publishing: failed, held for review or cancelled. Staged rows of a failed run go. */
export async function endRun(queries: Queries, id: number, fence: string, end: RunEnd): Promise<void> {
  await queries.rows(
    `update pull_run set state = $3, error_code = $4, message_vi = $5, message_en = $6,
       held = $7::text::jsonb, quarantined = $8::text::jsonb, records_read = $9, records_expected = $10,
       pages_read = $11, payload_hash = $12, error_family = $13, finished_at = clock_timestamp()
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
    ],
  );
  await dropStaged(queries);
}

/**
 * Ends runs that no process works on any more: those whose heart stopped, and with `allDead` (a database
 * for one process, just opened) every running one. Nothing of them was visible, so nothing is lost.
 */
export async function closeDeadRuns(queries: Queries, allDead: boolean): Promise<number> {
  const rows = await queries.rows<{ id: number }>(
    `update pull_run set state = 'FAILED', error_code = '${INTERRUPTED}', finished_at = clock_timestamp(),
       message_vi = 'Lần lấy dữ liệu bị ngắt giữa chừng. Dữ liệu cũ được giữ nguyên; hệ thống sẽ tự lấy lại.',
       message_en = 'The pull was interrupted. Earlier data are kept; the hub pulls again by itself.'
     where state = 'RUNNING' and ($1::boolean or heartbeat_at < clock_timestamp() - make_interval(secs => $2))
     returning id`,
    [allDead, HEARTBEAT_LIMIT_SECONDS],
  );
  await dropStaged(queries);
  return rows.length;
}

/**
 * Rows of runs that ended without publishing and of which nobody needs to decide, or not any more, because a
 * later run read the same days. The slice itself outlives a run whose process stopped: should that process only
 * have slept, it finds and drops there what it wrote after it woke.
 */
export async function dropStaged(queries: Queries): Promise<void> {
  const dead = `select s.id from slice s join pull_run r on r.id = s.run_id
    where s.published_at is null and (r.state in ('FAILED', 'CANCELLED') or r.state = 'NEEDS_REVIEW' and exists (
      select 1 from pull_run later where later.source_id = r.source_id and later.id > r.id
        and later.state in ('OK', 'NEEDS_REVIEW')
        and later.window_from <= r.window_from and later.window_to >= r.window_to))`;
  await queries.rows(`delete from record where slice_id in (${dead})`);
  await queries.rows(`delete from staged_fact where slice_id in (${dead})`);
  await queries.rows(
    `delete from slice where id in (${dead} and (r.error_code is distinct from '${INTERRUPTED}'
       or r.finished_at < clock_timestamp() - interval '1 day'))`,
  );
}

export async function runById(queries: Queries, id: number): Promise<PullRun | null> {
  const rows = await queries.rows<Row>('select * from pull_run where id = $1', [id]);
  return rows[0] ? toRun(rows[0]) : null;
}

export async function liveRun(queries: Queries, sourceId: number): Promise<PullRun | null> {
  const rows = await queries.rows<Row>(`select * from pull_run where source_id = $1 and state = 'RUNNING'`, [
    sourceId,
  ]);
  return rows[0] ? toRun(rows[0]) : null;
}

/** The latest runs of each source, newest first. */
export async function latestRuns(
  queries: Queries,
  sourceIds: readonly number[],
  first: number,
): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select r.* from jsonb_array_elements_text($1::text::jsonb) as s(id)
     cross join lateral (select * from pull_run where source_id = s.id::int order by id desc limit $2) r
     order by r.source_id, r.id desc`,
    [JSON.stringify(sourceIds), first],
  );
  return rows.map(toRun);
}

export async function runsById(queries: Queries, ids: readonly number[]): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    'select * from pull_run where id in (select jsonb_array_elements_text($1::text::jsonb)::int)',
    [JSON.stringify(ids)],
  );
  return rows.map(toRun);
}

/** The newest finished run of each source over each window: what is due follows from it. */
export async function newestRunsByWindow(queries: Queries): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select distinct on (source_id, window_from) * from pull_run
     where state <> 'RUNNING' and error_code is distinct from '${DRY_RUN}'
     order by source_id, window_from, id desc`,
  );
  return rows.map(toRun);
}

/** Runs that wait for a person: no later pull of the same source covered their days and was published. */
export async function heldRuns(queries: Queries): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select r.* from pull_run r join source o on o.id = r.source_id and o.enabled
     where r.state = 'NEEDS_REVIEW' and not exists (
       select 1 from pull_run later where later.source_id = r.source_id and later.id > r.id and later.state = 'OK'
         and later.window_from <= r.window_from and later.window_to >= r.window_to)
     order by r.id`,
  );
  return rows.map(toRun);
}

/** When the newest run ended that touched any of these days; null when none did. */
export async function lastRunEnd(queries: Queries, window: Window): Promise<Date | null> {
  const [row] = await queries.rows<{ at: string | null }>(
    'select max(finished_at)::text as at from pull_run where window_from <= $2 and window_to >= $1',
    [window.from, window.to],
  );
  return row?.at ? instant(row.at) : null;
}

/**
 * When each source last delivered the whole of a window as far as it went by then: a pull of some days makes
 * only those days fresh.
 */
export async function lastDeliveries(queries: Queries, window: Window): Promise<ReadonlyMap<number, Date>> {
  const rows = await queries.rows<{ source_id: number; at: string }>(
    `select source_id, max(finished_at)::text as at from pull_run
     where state = 'OK' and window_from <= $1
       and window_to >= least($2::date, (started_at at time zone 'Asia/Ho_Chi_Minh')::date)
     group by source_id`,
    [window.from, window.to],
  );
  return new Map(rows.map((row) => [row.source_id, instant(row.at)]));
}

/** When each source last delivered for a year, by "sourceId:year". */
export async function lastSuccesses(queries: Queries): Promise<ReadonlyMap<string, Date>> {
  const rows = await queries.rows<{ source_id: number; year: number; at: string }>(
    `select source_id, extract(year from window_from)::int as year, max(finished_at) as at from pull_run
     where state = 'OK' group by 1, 2`,
  );
  return new Map(rows.map((row) => [`${row.source_id}:${row.year}`, instant(row.at)]));
}

export async function runsAreLive(queries: Queries): Promise<boolean> {
  return (await queries.rows(`select 1 as live from pull_run where state = 'RUNNING' limit 1`)).length > 0;
}

/** 0 before the first run. */
export async function newestRunId(queries: Queries): Promise<number> {
  const [row] = await queries.rows<{ id: number }>('select coalesce(max(id), 0)::int as id from pull_run');
  return row?.id ?? 0;
}
