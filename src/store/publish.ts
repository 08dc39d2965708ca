import type { Text } from '../core/text.ts';
import type { Database, Queries } from './database.ts';
import type { RunCounters } from './pull-run.ts';
import { dropSlice } from './slices.ts';

/** Publishing and scoring exclude one another, so that a score's "known at" holds all facts before it. */
const FACTS_LOCK = 0x46414354;

export const lockFacts = (queries: Queries) => queries.rows(`select pg_advisory_xact_lock(${FACTS_LOCK})`);

/** For what may as well be done later: false while somebody publishes or scores. */
export async function tryLockFacts(queries: Queries): Promise<boolean> {
  const [lock] = await queries.rows<{ free: boolean }>(
    `select pg_try_advisory_xact_lock(${FACTS_LOCK}) as free`,
  );
  return lock?.free ?? false;
}

export interface StreamOfRun {
  readonly stream: string;
  /** All its measures. */
  readonly measures: readonly number[];
  /** Measures whose facts inside a slice are replaced by it: what the slice does not show is gone. */
  readonly replaced: readonly number[];
  /** Measures counted from records: a unit that the source knows and that has no record has zero. */
  readonly counted: readonly number[];
}

export interface StagedRun {
  readonly runId: number;
  readonly fence: string;
  readonly sourceId: number;
  readonly streams: readonly StreamOfRun[];
  /** Visible slices that the source sent again as they are. */
  readonly confirmed: readonly number[];
  /** State of the connector for its next read, JSON. */
  readonly state: unknown;
  readonly counters: RunCounters;
  /** Rows by codes that wait for a match. */
  readonly quarantined: Readonly<Record<string, number>>;
  /** Rows by codes that a person said are none of ours. */
  readonly ignored: Readonly<Record<string, number>>;
  message(factsChanged: number): Text;
  /** The reason of the person who accepts a run that was held; left out for a run that reading has just ended. */
  readonly accepted?: string;
  /** Done in the same transaction, as its last thing. */
  readonly also?: (queries: Queries) => Promise<void>;
}

/**
 * Makes a run visible: facts, slices, connector state and the end of the run in one transaction.
 * Answers how many facts changed, or null when the run is no longer ours: another process took it over or a person
 * stopped it; of an accepted one, somebody else had decided or a later one shows some of its days.
 */
export function publishRun(database: Database, staged: StagedRun): Promise<number | null> {
  return database.transaction(async (queries) => {
    await lockFacts(queries);
    const live = await queries.rows(
      `select id from pull_run r where id = $1 and case when $3::boolean then state = 'NEEDS_REVIEW' and decision is null
           and not exists (select 1 from pull_run later where later.source_id = r.source_id and later.id > r.id
             and later.state = 'OK' and later.window_from <= r.window_to and later.window_to >= r.window_from)
         else fence::text = $2 and state = 'RUNNING' end for update`,
      [staged.runId, staged.fence, staged.accepted !== undefined],
    );
    if (live.length === 0) return null;
    await queries.rows(`select set_config('hub.known_at', clock_timestamp()::text, true)`);
    await queries.rows(
      'update slice set confirmed_run = $1 where id in (select jsonb_array_elements_text($2::text::jsonb)::int)',
      [staged.runId, JSON.stringify(staged.confirmed)],
    );
    await addZeros(queries, staged);
    const changed = await writeFacts(queries, staged);
    await forgetUnchangedSlices(queries, staged.runId);
    await sealSlices(queries, staged.runId);
    await queries.rows('update source set state = $2::text::jsonb where id = $1', [
      staged.sourceId,
      JSON.stringify(staged.state),
    ]);
    await closeRun(queries, staged, changed);
    await staged.also?.(queries);
    return changed;
  });
}

/** Where a slice of run $1 says nothing of a unit: no zero is added and nothing known is taken away. */
export const SILENT = `(select s.id as slice_id, u.id::int as unit_id
  from slice s cross join jsonb_array_elements_text(s.silent) as u(id) where s.run_id = $1) as silent`;

/** A query of its own is asked once; the function alone would be, and its text read, for each fact. */
const KNOWN_AT = `(select current_setting('hub.known_at')::timestamptz)`;

/**
 * A slice that shows what the newest published slice of the same days shows is dropped: nothing changed. Not one that
 * was read with other codes: then the same answers give other records. And not where the records of the published one
 * were erased: this one brings them back.
 */
async function forgetUnchangedSlices(queries: Queries, runId: number): Promise<void> {
  const same = await queries.rows<{ id: number }>(
    `select s.id from slice s cross join lateral (
       select o.digest, o.from_day, o.to_day, o.reading, o.erased_at >= o.published_at as is_erased from slice o
       where o.source_id = s.source_id and o.stream = s.stream and o.published_at is not null
         and o.from_day <= s.to_day and o.to_day >= s.from_day
       order by o.id desc limit 1) newest
     where s.run_id = $1 and s.digest = newest.digest and s.from_day = newest.from_day
       and s.to_day = newest.to_day and s.reading is not distinct from newest.reading
       and newest.is_erased is not true`,
    [runId],
  );
  for (const { id } of same) await dropSlice(queries, id);
}

/**
 * Zero is a fact, absence is not: a unit that this run shows anywhere, or that had facts in the slice's days, is
 * known to the source, so a slice without any record of it means zero. A unit the source does not know stays
 * without data.
 */
export async function addZeros(
  queries: Queries,
  { runId, sourceId, streams }: Pick<StagedRun, 'runId' | 'sourceId' | 'streams'>,
): Promise<void> {
  for (const { stream, counted } of streams.filter((one) => one.counted.length > 0)) {
    await queries.rows(
      `with own as (select id, from_day, to_day from slice where run_id = $1 and stream = $2
       ), counted as (select id::smallint from jsonb_array_elements_text($3::text::jsonb) as m(id)
       ), seen as materialized (
         select distinct f.slice_id, f.unit_id from staged_fact f join slice s on s.id = f.slice_id where s.run_id = $1
       ), shown as (select distinct unit_id from seen
       ), known as (
         select own.id as slice_id, shown.unit_id from own cross join shown
         union
         select own.id, f.unit_id from own join fact f on f.day between own.from_day and own.to_day
         where f.known_to is null and f.source_id = $4 and f.measure_id in (select id from counted)
       ), missing as materialized (
         select slice_id, unit_id from known
         except select slice_id, unit_id from seen
         except select slice_id, unit_id from ${SILENT}
       )
       insert into staged_fact (slice_id, measure_id, unit_id, day, value)
       select own.id, counted.id, missing.unit_id, own.from_day, 0
       from missing join own on own.id = missing.slice_id cross join counted
       join unit u on u.id = missing.unit_id
         and (u.valid_from is null or u.valid_from <= own.from_day) and (u.valid_to is null or u.valid_to >= own.from_day)`,
      [runId, stream, JSON.stringify(counted), sourceId],
    );
    await addZerosOfNewUnits(queries, { runId, sourceId, stream, counted });
  }
}

/** A unit that this run shows for the first time has zero in the slices that did not change, too. */
async function addZerosOfNewUnits(
  queries: Queries,
  {
    runId,
    sourceId,
    stream,
    counted,
  }: { runId: number; sourceId: number; stream: string; counted: readonly number[] },
): Promise<void> {
  await queries.rows(
    `with counted as (select id::smallint from jsonb_array_elements_text($3::text::jsonb) as m(id)
     ), shown as (
       select distinct f.unit_id from staged_fact f join slice s on s.id = f.slice_id where s.run_id = $1
     )
     insert into staged_fact (slice_id, measure_id, unit_id, day, value)
     select s.id, counted.id, u.id, s.from_day, 0
     from slice s cross join counted cross join shown
     join unit u on u.id = shown.unit_id
       and (u.valid_from is null or u.valid_from <= s.from_day) and (u.valid_to is null or u.valid_to >= s.from_day)
     where s.confirmed_run = $1 and s.stream = $2 and not exists (
       select 1 from fact f where f.known_to is null and f.source_id = $4 and f.unit_id = u.id
         and f.measure_id = counted.id and f.day between s.from_day and s.to_day)`,
    [runId, stream, JSON.stringify(counted), sourceId],
  );
}

/** Closes what changed or vanished, adds what is new; answers how many facts that touched. */
async function writeFacts(queries: Queries, { runId, sourceId, streams }: StagedRun): Promise<number> {
  const [corrected] = await queries.rows<{ n: number }>(
    `with closed as (
       update fact f set known_to = ${KNOWN_AT}
       from staged_fact n join slice s on s.id = n.slice_id
       where s.run_id = $1 and f.known_to is null and f.source_id = $2
         and f.unit_id = n.unit_id and f.measure_id = n.measure_id and f.day = n.day and f.value <> n.value
       returning 1)
     select count(*)::int as n from closed`,
    [runId, sourceId],
  );
  let vanished = 0;
  for (const { stream, replaced } of streams.filter((one) => one.replaced.length > 0)) {
    const [row] = await queries.rows<{ n: number }>(
      `with closed as (
         update fact f set known_to = ${KNOWN_AT}
         from slice s
         where s.run_id = $1 and s.stream = $3 and f.known_to is null and f.source_id = $2
           and f.measure_id in (select jsonb_array_elements_text($4::text::jsonb)::smallint)
           and f.day between s.from_day and s.to_day
           and not exists (select 1 from staged_fact n where n.slice_id = s.id
             and n.unit_id = f.unit_id and n.measure_id = f.measure_id and n.day = f.day)
           and not exists (select 1 from ${SILENT} where slice_id = s.id and unit_id = f.unit_id)
         returning 1)
       select count(*)::int as n from closed`,
      [runId, sourceId, stream, JSON.stringify(replaced)],
    );
    vanished += row?.n ?? 0;
  }
  const [added] = await queries.rows<{ n: number }>(
    `with fresh as (
       insert into fact (unit_id, measure_id, day, source_id, value, run_id, known_from)
       select distinct on (n.unit_id, n.measure_id, n.day) n.unit_id, n.measure_id, n.day, $2::int, n.value, $1::int, ${KNOWN_AT}
       from staged_fact n join slice s on s.id = n.slice_id
       where (s.run_id = $1 or s.confirmed_run = $1) and not exists (
         select 1 from fact f where f.known_to is null and f.source_id = $2
           and f.unit_id = n.unit_id and f.measure_id = n.measure_id and f.day = n.day)
       returning 1)
     select count(*)::int as n from fresh`,
    [runId, sourceId],
  );
  return vanished + Math.max(corrected?.n ?? 0, added?.n ?? 0);
}

/**
 * Slices become visible; of those that a newer one covers whole, the newest stays for comparison and the
 * older ones go with their records. Facts keep every version. Where units are silent, what was erased of them before
 * stays told.
 */
async function sealSlices(queries: Queries, runId: number): Promise<void> {
  const covered = `select old.id from slice old join slice new on new.run_id = $1
      and old.source_id = new.source_id and old.stream = new.stream and old.published_at is not null
      and old.from_day >= new.from_day and old.to_day <= new.to_day
    where exists (select 1 from slice later where later.source_id = old.source_id and later.stream = old.stream
      and later.published_at is not null and later.id > old.id and later.from_day <= old.from_day and later.to_day >= old.to_day)`;
  for (const table of ['record', 'slice_page']) {
    await queries.rows(`delete from ${table} where slice_id in (${covered})`, [runId]);
  }
  await queries.rows(`delete from slice where id in (${covered})`, [runId]);
  await queries.rows(
    'delete from staged_fact where slice_id in (select id from slice where run_id = $1 or confirmed_run = $1)',
    [runId],
  );
  await queries.rows(
    `update slice s set published_at = ${KNOWN_AT}, erased_at = case when s.silent is not null then (
       select max(old.erased_at) from slice old
       where old.source_id = s.source_id and old.stream = s.stream and old.published_at is not null
         and old.from_day <= s.to_day and old.to_day >= s.from_day) end
     where run_id = $1`,
    [runId],
  );
}

async function closeRun(queries: Queries, staged: StagedRun, changed: number): Promise<void> {
  const { runId, counters, quarantined, ignored } = staged;
  const message = staged.message(changed);
  await queries.rows(
    `update pull_run set state = 'OK', finished_at = clock_timestamp(), facts_changed = $2, records_read = $3,
       records_expected = $4, pages_read = $5, payload_hash = $6, quarantined = $7::text::jsonb,
       message_vi = $8, message_en = $9, retries = $10, decision = case when $11::text is null then null else 'ACCEPTED' end,
       decision_reason = $11::text, decided_at = case when $11::text is null then null else clock_timestamp() end,
       ignored = $12::text::jsonb
     where id = $1`,
    [
      runId,
      changed,
      counters.recordsRead,
      counters.recordsExpected,
      counters.pagesRead,
      counters.payloadHash,
      JSON.stringify(quarantined),
      message.vi,
      message.en,
      counters.retries,
      staged.accepted ?? null,
      JSON.stringify(ignored),
    ],
  );
}

/** What a run would show beside what is visible now, over the same slices: the ground for holding it back. */
export interface Comparison {
  readonly measureId: number;
  readonly unitId: number;
  /** Sums over the days that both sides have whole, latest values of stocks; null when that side has no fact. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Per measure and unit. Of sums, days from the last one that was visible before on are left out: that day was
 * read before it ended, and later ones are new. Units of which a slice says nothing are left out. Of stocks the latest snapshots stand beside each other, because
 * each read may bring another day's.
 */
export async function compareWithVisible(
  queries: Queries,
  { runId, sourceId, streams, confirmed }: Pick<StagedRun, 'runId' | 'sourceId' | 'streams' | 'confirmed'>,
): Promise<Comparison[]> {
  // Right after a load the planner knows nothing of it (PGlite never does by itself) and joins row by row.
  for (const table of ['slice', 'staged_fact', 'fact']) await queries.rows(`analyze ${table}`);
  return queries.rows<Comparison>(
    `with same as (
       select stream, from_day, to_day from slice where id in (select jsonb_array_elements_text($3::text::jsonb)::int)
     ), shown as (
       select own.from_day, own.to_day, own.silent, m.id::smallint as measure_id
       from (select stream, from_day, to_day, silent from slice where run_id = $1
             union select stream, from_day, to_day, null from same) own
       join jsonb_to_recordset($4::text::jsonb) as of_run(stream text, measures jsonb) using (stream)
       cross join jsonb_array_elements_text(of_run.measures) as m(id)
     ), old as (
       select f.measure_id, f.unit_id, f.day, f.value from fact f
       where f.known_to is null and f.source_id = $2 and exists (
         select 1 from shown where shown.measure_id = f.measure_id and f.day between shown.from_day and shown.to_day
           and not coalesce(shown.silent @> to_jsonb(f.unit_id), false))
     ), stock as (select id as measure_id from measure where aggregation in ('LAST', 'CUM')
     ), edge as (
       select measure_id, max(day) as day from old where measure_id not in (select measure_id from stock) group by measure_id
     ), new as (
       select n.measure_id, n.unit_id, n.day, n.value from staged_fact n join slice s on s.id = n.slice_id where s.run_id = $1
       union all
       select old.measure_id, old.unit_id, old.day, old.value
       from jsonb_to_recordset($4::text::jsonb) as own_stream(stream text, measures jsonb)
       join same using (stream) join old on old.day between same.from_day and same.to_day
         and own_stream.measures @> to_jsonb(old.measure_id)
     ), sides as (
       select measure_id, unit_id, sum(value) as before, null::numeric as after from old join edge using (measure_id)
       where old.day < edge.day group by 1, 2
       union all
       select measure_id, unit_id, null, sum(value) from new join edge using (measure_id)
       where new.day < edge.day group by 1, 2
       union all
       (select distinct on (measure_id, unit_id) measure_id, unit_id, value, null from old join stock using (measure_id)
        order by measure_id, unit_id, day desc)
       union all
       (select distinct on (measure_id, unit_id) measure_id, unit_id, null, value from new join stock using (measure_id)
        order by measure_id, unit_id, day desc)
     )
     select measure_id as "measureId", unit_id as "unitId", sum(before)::bigint as before, sum(after)::bigint as after
     from sides group by 1, 2`,
    [runId, sourceId, JSON.stringify(confirmed), JSON.stringify(streams)],
  );
}
