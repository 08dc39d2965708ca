import type { Window } from '../core/clock.ts';
import { instant, type Queries } from './database.ts';
import { DRY_RUN, INTERRUPTED, type PullRun, type Row, STOPPED_BY_PERSON, toRun } from './pull-run.ts';

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

/** Of one source, newest first, those before an id; of any state (null) or one. */
export async function runsBefore(
  queries: Queries,
  sourceId: number,
  state: PullRun['state'] | null,
  beforeId: number | null,
  first: number,
): Promise<PullRun[]> {
  const rows = await queries.rows<Row>(
    `select * from pull_run where source_id = $1 and ($2::text is null or state = $2) and ($3::int is null or id < $3)
     order by id desc limit $4`,
    [sourceId, state, beforeId, first],
  );
  return rows.map(toRun);
}

export async function countRuns(
  queries: Queries,
  sourceId: number,
  state: PullRun['state'] | null,
): Promise<number> {
  const [row] = await queries.rows<{ n: number }>(
    'select count(*)::int as n from pull_run where source_id = $1 and ($2::text is null or state = $2)',
    [sourceId, state],
  );
  return row?.n ?? 0;
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
