import type { Day } from '../core/clock.ts';
import type { Text } from '../core/text.ts';
import { instant, type Queries } from './database.ts';
import { INTERRUPTED } from './pull-run.ts';

/** Why people are told: the newest run ended so, or no pull was published for too long. */
export type AlertKind = 'FAILED' | 'PARTIAL' | 'NEEDS_REVIEW' | 'STALE';

export interface StoredAlert {
  readonly id: number;
  readonly sourceId: number;
  readonly kind: AlertKind;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
  readonly closedAt: Date | null;
  readonly message: Text;
}

/** What holds now; an alert is open as long as its cause does. */
export interface AlertCause {
  readonly sourceId: number;
  readonly kind: AlertKind;
  readonly runId: number | null;
  readonly seenAt: Date;
  readonly message: Text;
}

interface Row {
  id: number;
  source_id: number;
  kind: AlertKind;
  opened_at: string;
  last_seen_at: string;
  closed_at: string | null;
  message_vi: string;
  message_en: string;
}

const toAlert = (row: Row): StoredAlert => ({
  id: row.id,
  sourceId: row.source_id,
  kind: row.kind,
  openedAt: instant(row.opened_at),
  lastSeenAt: instant(row.last_seen_at),
  closedAt: row.closed_at === null ? null : instant(row.closed_at),
  message: { vi: row.message_vi, en: row.message_en },
});

/** Any number that no other program of ours locks: "DTIA" in ASCII. */
const LOCK = 0x44544941;

/** Until the end of the transaction; false while another hub judges the same sources. */
export async function lockAlerts(queries: Queries): Promise<boolean> {
  const [row] = await queries.rows<{ locked: boolean }>(
    `select pg_try_advisory_xact_lock(${LOCK}) as locked`,
  );
  return row?.locked ?? false;
}

/**
 * Per source and way of ending, the newest run that ended badly, that nobody has decided on and that no later
 * run made up for. A run that the hub itself broke off says nothing about its source.
 */
export async function badRuns(queries: Queries): Promise<AlertCause[]> {
  const rows = await queries.rows<Row & { finished_at: string }>(
    `select distinct on (r.source_id, r.state)
       r.id, r.source_id, r.state as kind, r.finished_at, r.message_vi, r.message_en
     from pull_run r join source s on s.id = r.source_id and s.enabled
     where r.state in ('FAILED', 'PARTIAL', 'NEEDS_REVIEW') and r.error_code is distinct from '${INTERRUPTED}'
       and r.decision is null
       and not exists (
         select 1 from pull_run later where later.source_id = r.source_id and later.id > r.id
           and later.state in ('OK', 'FAILED', 'PARTIAL', 'NEEDS_REVIEW')
           and later.error_code is distinct from '${INTERRUPTED}'
           and (later.only_units is null or later.only_units = r.only_units)
           and later.window_from <= r.window_from and later.window_to >= r.window_to)
     order by r.source_id, r.state, r.id desc`,
  );
  return rows.map((row) => ({
    sourceId: row.source_id,
    kind: row.kind,
    runId: row.id,
    seenAt: instant(row.finished_at),
    message: { vi: row.message_vi, en: row.message_en },
  }));
}

/** How long a source may go without a published pull of the window that begins on a day. */
export interface ExpectedPull {
  readonly sourceId: number;
  readonly from: Day;
  readonly limitSeconds: number;
}

/** The sources that were silent for longer, and since when. The database's clock decides. */
export async function silentSources(
  queries: Queries,
  expected: readonly ExpectedPull[],
): Promise<{ sourceId: number; since: Date; now: Date }[]> {
  const rows = await queries.rows<{ source_id: number; since: string; now: string }>(
    `select source_id, min(since)::text as since, clock_timestamp()::text as now from (
       select e."sourceId" as source_id, e."limitSeconds" as seconds, coalesce(
         (select max(finished_at) from pull_run r
          where r.source_id = e."sourceId" and r.state = 'OK' and r.only_units is null and r.window_from = e."from"),
         greatest(s.created_at, e."from"::timestamp at time zone 'Asia/Ho_Chi_Minh')) as since
       from jsonb_to_recordset($1::text::jsonb) as e("sourceId" int, "from" date, "limitSeconds" int)
       join source s on s.id = e."sourceId") one
     where clock_timestamp() - since > make_interval(secs => seconds) group by source_id`,
    [JSON.stringify(expected)],
  );
  return rows.map((row) => ({
    sourceId: row.source_id,
    since: instant(row.since),
    now: instant(row.now),
  }));
}

const CAUSES = `jsonb_to_recordset($1::text::jsonb)
  as c("sourceId" int, kind text, "runId" int, "seenAt" timestamptz, message jsonb)`;

/** Opens an alert for each cause that has none; answers those that are new. */
export async function openAlerts(queries: Queries, causes: readonly AlertCause[]): Promise<StoredAlert[]> {
  const rows = await queries.rows<Row>(
    `insert into alert (source_id, kind, run_id, last_seen_at, message_vi, message_en)
     select "sourceId", kind, "runId", "seenAt", message ->> 'vi', message ->> 'en' from ${CAUSES}
     on conflict (source_id, kind) where closed_at is null do nothing returning *`,
    [JSON.stringify(causes)],
  );
  return rows.map(toAlert);
}

/** An open alert tells what its newest run said. Silence goes on all the time: noting that once an hour is enough. */
export async function renewAlerts(queries: Queries, causes: readonly AlertCause[]): Promise<void> {
  await queries.rows(
    `update alert a set last_seen_at = c."seenAt", message_vi = c.message ->> 'vi', message_en = c.message ->> 'en'
     from ${CAUSES}
     where a.closed_at is null and a.source_id = c."sourceId" and a.kind = c.kind
       and a.last_seen_at < c."seenAt" - (case a.kind when 'STALE' then interval '1 hour' else interval '0' end)`,
    [JSON.stringify(causes)],
  );
}

/** Closes the alerts without a cause; their digest lines that wait would tell what is over. */
export async function closeAlerts(
  queries: Queries,
  causes: readonly AlertCause[],
): Promise<(StoredAlert & { readonly sourceEnabled: boolean })[]> {
  const rows = await queries.rows<Row & { enabled: boolean }>(
    `update alert a set closed_at = clock_timestamp() from source s
     where s.id = a.source_id and a.closed_at is null and not exists (
       select 1 from ${CAUSES} where c."sourceId" = a.source_id and c.kind = a.kind)
     returning a.*, s.enabled`,
    [JSON.stringify(causes)],
  );
  await queries.rows(
    `delete from alert_delivery where event = 'DIGEST' and state = 'WAITING'
       and alert_id in (select jsonb_array_elements_text($1::text::jsonb)::int)`,
    [JSON.stringify(rows.map((row) => row.id))],
  );
  return rows.map((row) => ({ ...toAlert(row), sourceEnabled: row.enabled }));
}

/** Open, over, or both (null). */
export type AlertState = 'OPEN' | 'CLOSED';

const OF_STATE = `($1::text is null or (closed_at is null) = ($1 = 'OPEN'))`;

/** Newest first, those before an id. */
export async function alertsBefore(
  queries: Queries,
  state: AlertState | null,
  beforeId: number | null,
  first: number,
): Promise<StoredAlert[]> {
  const rows = await queries.rows<Row>(
    `select * from alert where ${OF_STATE} and ($2::int is null or id < $2) order by id desc limit $3`,
    [state, beforeId, first],
  );
  return rows.map(toAlert);
}

export async function alertById(queries: Queries, id: number): Promise<StoredAlert | null> {
  const [row] = await queries.rows<Row>('select * from alert where id = $1', [id]);
  return row ? toAlert(row) : null;
}

export async function countAlerts(queries: Queries, state: AlertState | null): Promise<number> {
  const [row] = await queries.rows<{ n: number }>(`select count(*)::int as n from alert where ${OF_STATE}`, [
    state,
  ]);
  return row?.n ?? 0;
}
