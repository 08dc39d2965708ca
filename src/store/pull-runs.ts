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
  /** The last sign of life of a running one. */
  readonly heartbeatAt: Date;
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
  /** When the schedule wanted it; null when it was begun by hand. */
  readonly dueAt: Date | null;
  /** Source codes of the units it was limited to; null: all. */
  readonly onlyUnits: readonly string[] | null;
  /** Not to be tried again before. */
  readonly retryAt: Date | null;
  /** Requests that were made again. */
  readonly retries: number;
  readonly decision: RunDecision | null;
  /** What it read stays staged for the next run of the same days. */
  readonly isResumable: boolean;
}

/** What a person decided on a run that waited for review. */
export interface RunDecision {
  readonly decision: 'ACCEPTED' | 'REJECTED';
  readonly reason: string;
  readonly decidedAt: Date;
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
  /** Requests that were made again. */
  readonly retries: number;
}

export interface RunEnd {
  readonly state: Exclude<PullRunState, 'RUNNING'>;
  readonly errorCode: string | null;
  readonly errorFamily: ErrorFamily | null;
  readonly message: Text;
  readonly held: readonly HeldMeasure[];
  readonly quarantined: Readonly<Record<string, number>>;
  readonly counters: RunCounters;
  /** What was read stays for the next run of the same days; with anything read, FAILED then is PARTIAL. */
  readonly isResumable?: boolean;
  /** Reading ended at a limit of ours: what was read is only a part. */
  readonly isPartial?: boolean;
  /** The source asked not to be asked again before. */
  readonly retryAfterSeconds?: number | null;
  /** For publishing later, when a person accepts: JSON. */
  readonly pending?: unknown;
}

/** Error code of a run that was only to show what would happen: it says nothing about what is due. */
export const DRY_RUN = 'DRY_RUN';

/** Error code of a run whose process ended before it did. */
export const INTERRUPTED = 'INTERRUPTED';

/** Error code of a run that a person stopped. */
export const STOPPED_BY_PERSON = 'STOPPED_BY_PERSON';

/** A run whose heart has not beaten for so long is dead: its process was killed. */
export const HEARTBEAT_LIMIT_SECONDS = 30;

export interface Row {
  id: number;
  source_id: number;
  connector_version: string;
  state: PullRunState;
  window_from: Day;
  window_to: Day;
  started_at: string;
  heartbeat_at: string;
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
  due_at: string | null;
  only_units: string[] | null;
  retry_at: string | null;
  retries: number;
  decision: RunDecision['decision'] | null;
  decision_reason: string | null;
  decided_at: string | null;
  is_resumable: boolean;
}

export const toRun = (row: Row): PullRun => ({
  id: row.id,
  sourceId: row.source_id,
  connectorVersion: row.connector_version,
  state: row.state,
  window: { from: row.window_from, to: row.window_to },
  startedAt: instant(row.started_at),
  heartbeatAt: instant(row.heartbeat_at),
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
  dueAt: optional(row.due_at),
  onlyUnits: row.only_units,
  retryAt: optional(row.retry_at),
  retries: row.retries,
  decision: decisionOf(row),
  isResumable: row.is_resumable,
});

const optional = (at: string | null): Date | null => (at === null ? null : instant(at));

const decisionOf = ({ decision, decision_reason: reason, decided_at: at }: Row): RunDecision | null =>
  decision === null || at === null ? null : { decision, reason: reason ?? '', decidedAt: instant(at) };

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
       finished_at = clock_timestamp()
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
       message_vi = 'Đã dừng theo yêu cầu của người quản trị. Dữ liệu cũ được giữ nguyên; lần lấy tới theo lịch.',
       message_en = 'Stopped by a person. Earlier data are kept; the next pull comes by the schedule.'
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

/** True when the pull that was due then has been done, or is being done. */
export async function isPulledSince(
  queries: Queries,
  { sourceId, window, dueAt }: { sourceId: number; window: Window; dueAt: Date },
): Promise<boolean> {
  const rows = await queries.rows(
    `select 1 as done from pull_run where source_id = $1 and window_from = $2 and window_to = $3 and only_units is null
       and due_at >= $4::timestamptz and (state = 'RUNNING' or error_code is distinct from '${INTERRUPTED}'
         and (state <> 'CANCELLED' or error_code = '${STOPPED_BY_PERSON}'))
     limit 1`,
    [sourceId, window.from, window.to, dueAt.toISOString()],
  );
  return rows.length > 0;
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

/**
 * The newest finished run of each source over each of these windows, as far as the window went by then: what is due
 * follows from it. Pulls of some days or units do not stand for the whole.
 */
export async function newestRunsByWindow(queries: Queries, windows: readonly Window[]): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select distinct on (r.source_id, r.window_from) r.*
     from jsonb_to_recordset($1::text::jsonb) as w("from" date, "to" date)
     join pull_run r on r.window_from = w."from" and r.only_units is null
       and r.window_to >= least(w."to", (r.started_at at time zone 'Asia/Ho_Chi_Minh')::date)
     where r.state <> 'RUNNING' and r.error_code is distinct from '${DRY_RUN}'
     order by r.source_id, r.window_from, r.id desc`,
    [JSON.stringify(windows)],
  );
  return rows.map(toRun);
}

/**
 * The newest finished nightly pull of each source that read only the last days of these windows. A pull of some days
 * by hand is none.
 */
export async function newestLookbacks(queries: Queries, windows: readonly Window[]): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select distinct on (r.source_id, w."from") r.*
     from jsonb_to_recordset($1::text::jsonb) as w("from" date, "to" date)
     join pull_run r on r.window_from > w."from" and r.window_from <= w."to" and r.due_at is not null
       and r.only_units is null and r.window_to >= least(w."to", (r.started_at at time zone 'Asia/Ho_Chi_Minh')::date)
     where r.state <> 'RUNNING'
     order by r.source_id, w."from", r.id desc`,
    [JSON.stringify(windows)],
  );
  return rows.map(toRun);
}

/** When the newest run ended, or was decided upon, that touched any of these days; null when none did. */
export async function lastRunEnd(queries: Queries, window: Window): Promise<Date | null> {
  const [row] = await queries.rows<{ at: string | null }>(
    'select max(greatest(finished_at, decided_at))::text as at from pull_run where window_from <= $2 and window_to >= $1',
    [window.from, window.to],
  );
  return row?.at ? instant(row.at) : null;
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
