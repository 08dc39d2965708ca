import type { Text } from '../core/text.ts';
import { copyText } from './copy-text.ts';
import type { Database, Queries } from './database.ts';
import type { RunCounters } from './pull-runs.ts';

/** Publishing and scoring exclude one another, so that a score's "known at" holds all facts before it. */
const FACTS_LOCK = 0x46414354;

export const lockFacts = (queries: Queries) => queries.rows(`select pg_advisory_xact_lock(${FACTS_LOCK})`);

export interface StreamOfRun {
  readonly stream: string;
  /** Measures whose facts inside a slice are replaced by it: what the slice does not show is gone. */
  readonly replaced: readonly number[];
  /** Measures counted from records: a unit that the source knows and that has no record has zero. */
  readonly counted: readonly number[];
}

export interface Publication {
  readonly runId: number;
  readonly fence: string;
  readonly sourceId: number;
  readonly streams: readonly StreamOfRun[];
  /** Where a slice says nothing of a unit: no zero is added and nothing known is taken away. */
  readonly silent: readonly { readonly sliceId: number; readonly unitId: number }[];
  /** State of the connector for its next read, JSON. */
  readonly state: unknown;
  readonly counters: RunCounters;
  readonly quarantined: Readonly<Record<string, number>>;
  message(factsChanged: number): Text;
}

/**
 * Makes a run visible: facts, slices, connector state and the end of the run in one transaction.
 * Answers how many facts changed, or null when the run's fence no longer holds (another process took over).
 */
export function publishRun(database: Database, publication: Publication): Promise<number | null> {
  return database.transaction(async (queries) => {
    await lockFacts(queries);
    const live = await queries.rows(
      `select id from pull_run where id = $1 and fence = $2 and state = 'RUNNING' for update`,
      [publication.runId, publication.fence],
    );
    if (live.length === 0) return null;
    await queries.rows(`select set_config('hub.known_at', clock_timestamp()::text, true)`);
    await addZeros(queries, publication);
    const changed = await writeFacts(queries, publication);
    await forgetUnchangedSlices(queries, publication.runId);
    await sealSlices(queries, publication.runId);
    await queries.rows('update source set state = $2::text::jsonb where id = $1', [
      publication.sourceId,
      JSON.stringify(publication.state),
    ]);
    await closeRun(queries, publication, changed);
    return changed;
  });
}

export const silentIn = (parameter: string) =>
  `jsonb_to_recordset(${parameter}::text::jsonb) as silent("sliceId" int, "unitId" int)`;

const KNOWN_AT = `current_setting('hub.known_at')::timestamptz`;

/** A slice that shows what the newest published slice of the same days shows is dropped: nothing changed. */
async function forgetUnchangedSlices(queries: Queries, runId: number): Promise<void> {
  const same = await queries.rows<{ id: number }>(
    `select s.id from slice s where s.run_id = $1 and s.digest = (
       select o.digest from slice o
       where o.source_id = s.source_id and o.stream = s.stream and o.published_at is not null
         and o.from_day <= s.to_day and o.to_day >= s.from_day
       order by o.id desc limit 1)
     and exists (
       select 1 from slice o where o.source_id = s.source_id and o.stream = s.stream and o.published_at is not null
         and o.from_day = s.from_day and o.to_day = s.to_day and o.digest = s.digest)`,
    [runId],
  );
  for (const { id } of same) {
    await queries.rows('delete from record where slice_id = $1', [id]);
    await queries.rows('delete from staged_fact where slice_id = $1', [id]);
    await queries.rows('delete from slice where id = $1', [id]);
  }
}

/**
 * Zero is a fact, absence is not: a unit that this run shows anywhere, or that had facts in the slice's days, is
 * known to the source, so a slice without any record of it means zero. A unit the source does not know stays
 * without data.
 */
export async function addZeros(
  queries: Queries,
  { runId, sourceId, streams, silent }: Pick<Publication, 'runId' | 'sourceId' | 'streams' | 'silent'>,
): Promise<void> {
  for (const { stream, counted } of streams.filter((one) => one.counted.length > 0)) {
    await queries.rows(
      `with own as (select id, from_day, to_day from slice where run_id = $1 and stream = $2
       ), counted as (select id::smallint from jsonb_array_elements_text($3::text::jsonb) as m(id)
       ), shown as (
         select distinct f.unit_id from staged_fact f join slice s on s.id = f.slice_id where s.run_id = $1
       ), known as (
         select own.id as slice_id, shown.unit_id from own cross join shown
         union
         select own.id, f.unit_id from own join fact f on f.day between own.from_day and own.to_day
         where f.known_to is null and f.source_id = $4 and f.measure_id in (select id from counted)
       )
       insert into staged_fact (slice_id, measure_id, unit_id, day, value)
       select own.id, counted.id, known.unit_id, own.from_day, 0
       from own join known on known.slice_id = own.id cross join counted
       join unit u on u.id = known.unit_id
         and (u.valid_from is null or u.valid_from <= own.from_day) and (u.valid_to is null or u.valid_to >= own.from_day)
       where not exists (select 1 from staged_fact f where f.slice_id = own.id and f.unit_id = known.unit_id)
         and not exists (select 1 from ${silentIn('$5')} where "sliceId" = own.id and "unitId" = known.unit_id)`,
      [runId, stream, JSON.stringify(counted), sourceId, JSON.stringify(silent)],
    );
  }
}

/** Closes what changed or vanished, adds what is new; answers how many facts that touched. */
async function writeFacts(
  queries: Queries,
  { runId, sourceId, streams, silent }: Publication,
): Promise<number> {
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
           and not exists (select 1 from ${silentIn('$5')} where "sliceId" = s.id and "unitId" = f.unit_id)
         returning 1)
       select count(*)::int as n from closed`,
      [runId, sourceId, stream, JSON.stringify(replaced), JSON.stringify(silent)],
    );
    vanished += row?.n ?? 0;
  }
  const [added] = await queries.rows<{ n: number }>(
    `with fresh as (
       insert into fact (unit_id, measure_id, day, source_id, value, run_id, known_from)
       select distinct on (n.unit_id, n.measure_id, n.day) n.unit_id, n.measure_id, n.day, $2::int, n.value, $1::int, ${KNOWN_AT}
       from staged_fact n join slice s on s.id = n.slice_id
       where s.run_id = $1 and not exists (
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
 * older ones go with their records. Facts keep every version.
 */
async function sealSlices(queries: Queries, runId: number): Promise<void> {
  const covered = `select old.id from slice old join slice new on new.run_id = $1
      and old.source_id = new.source_id and old.stream = new.stream and old.published_at is not null
      and old.from_day >= new.from_day and old.to_day <= new.to_day
    where exists (select 1 from slice later where later.source_id = old.source_id and later.stream = old.stream
      and later.published_at is not null and later.id > old.id and later.from_day <= old.from_day and later.to_day >= old.to_day)`;
  await queries.rows(`delete from record where slice_id in (${covered})`, [runId]);
  await queries.rows(`delete from slice where id in (${covered})`, [runId]);
  await queries.rows('delete from staged_fact where slice_id in (select id from slice where run_id = $1)', [
    runId,
  ]);
  await queries.rows(`update slice set published_at = ${KNOWN_AT} where run_id = $1`, [runId]);
}

async function closeRun(queries: Queries, publication: Publication, changed: number): Promise<void> {
  const { runId, counters, quarantined } = publication;
  const message = publication.message(changed);
  await queries.rows(
    `update pull_run set state = 'OK', finished_at = clock_timestamp(), facts_changed = $2, records_read = $3,
       records_expected = $4, pages_read = $5, payload_hash = $6, quarantined = $7::text::jsonb,
       message_vi = $8, message_en = $9
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
 * read before it ended, and later ones are new. Of stocks the latest snapshots stand beside each other, because
 * each read may bring another day's.
 */
export async function compareWithVisible(
  queries: Queries,
  runId: number,
  sourceId: number,
): Promise<Comparison[]> {
  // Right after a load the planner knows nothing of it (PGlite never does by itself) and joins row by row.
  for (const table of ['slice', 'staged_fact', 'fact']) await queries.rows(`analyze ${table}`);
  return queries.rows<Comparison>(
    `with old as (
       select f.measure_id, f.unit_id, f.day, f.value from fact f
       where f.known_to is null and f.source_id = $2 and exists (
         select 1 from slice s where s.run_id = $1 and f.day between s.from_day and s.to_day)
     ), stock as (select id as measure_id from measure where aggregation in ('LAST', 'CUM')
     ), edge as (
       select measure_id, max(day) as day from old where measure_id not in (select measure_id from stock) group by measure_id
     ), new as (
       select n.measure_id, n.unit_id, n.day, n.value from staged_fact n join slice s on s.id = n.slice_id where s.run_id = $1
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
    [runId, sourceId],
  );
}

/** One line of COPY for a staged record; the slice's id is put before it by the writer. */
export function recordLine(record: {
  key: string;
  unitId: number;
  at: string;
  title: string | null;
  counts: readonly number[];
  reasons: readonly (string | null)[] | null;
}): string {
  const reasons =
    record.reasons === null ? '\\N' : `{${record.reasons.map((reason) => reason ?? 'NULL').join(',')}}`;
  return `${copyText(record.key)}\t${record.unitId}\t${record.at.slice(0, 10)}\t${record.at}\t${copyText(record.title)}\t{${record.counts.join(',')}}\t${reasons}`;
}
