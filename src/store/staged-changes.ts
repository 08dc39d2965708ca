import type { Queries } from './database.ts';
import { addZeros, type StagedRun, SILENT } from './publish.ts';

/** How many facts a staged run would touch if it were published. */
export interface StagedChanges {
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
}

/** What a quantity of one unit is over the days of a run, and what it would be. null: no data. */
export interface QuantityChange {
  readonly measureId: number;
  readonly unitId: number;
  readonly before: number | null;
  readonly after: number | null;
}

/** What publishing a staged run would do, kept with the run for people to read. */
export interface RunPreview {
  readonly facts: StagedChanges;
  /** The biggest changes first; not all of them. */
  readonly changes: readonly QuantityChange[];
  /** How many there are. */
  readonly changesCount: number;
  readonly affected: readonly AffectedScores[];
}

/** Scores of one indicator that stand on a changed quantity. */
export interface AffectedScores {
  readonly indexSet: string;
  readonly year: number;
  readonly level: string;
  readonly indicator: string;
  readonly units: number;
}

/** Every quantity that would change: sums over the days of the slices, the latest value of stocks. */
export async function quantityChanges(
  queries: Queries,
  run: Pick<StagedRun, 'runId' | 'sourceId' | 'streams'>,
): Promise<QuantityChange[]> {
  const all: QuantityChange[] = [];
  for (const { stream, measures, replaced } of run.streams) {
    const stocks = measures.filter((id) => !replaced.includes(id));
    const parameters = [run.runId, run.sourceId, stream, JSON.stringify(replaced), JSON.stringify(stocks)];
    all.push(...(await queries.rows<QuantityChange>(QUANTITY_CHANGES, parameters)));
  }
  return all;
}

const IDS = (parameter: string) => `(select jsonb_array_elements_text(${parameter}::text::jsonb)::smallint)`;

const QUANTITY_CHANGES = `
  with own as (
    select id, from_day, to_day, silent from slice where run_id = $1 and stream = $3
  ), staged as (
    select distinct f.unit_id, f.measure_id, f.day, f.value from staged_fact f join own on own.id = f.slice_id
  ), visible as (
    select f.unit_id, f.measure_id, f.day, f.value from fact f
    where f.source_id = $2 and f.known_to is null and (f.measure_id in ${IDS('$4')} or f.measure_id in ${IDS('$5')})
      and exists (select 1 from own where f.day between own.from_day and own.to_day
        and not coalesce(own.silent @> to_jsonb(f.unit_id), false))
  ), merged as (
    select * from staged union all
    select * from visible v where not exists (
      select 1 from staged n where n.unit_id = v.unit_id and n.measure_id = v.measure_id and n.day = v.day)
  ), sides as (
    select measure_id, unit_id, sum(value) as before, null::numeric as after from visible
    where measure_id in ${IDS('$4')} group by 1, 2
    union all
    select measure_id, unit_id, null, sum(value) from staged where measure_id in ${IDS('$4')} group by 1, 2
    union all
    (select distinct on (measure_id, unit_id) measure_id, unit_id, value, null from visible
     where measure_id in ${IDS('$5')} order by measure_id, unit_id, day desc)
    union all
    (select distinct on (measure_id, unit_id) measure_id, unit_id, null, value from merged
     where measure_id in ${IDS('$5')} order by measure_id, unit_id, day desc)
  )
  select measure_id as "measureId", unit_id as "unitId", sum(before)::bigint as before, sum(after)::bigint as after
  from sides group by 1, 2 having sum(before) is distinct from sum(after)`;

/** Counts what publishRun would write, from the same staged rows. */
export async function stagedChanges(
  queries: Queries,
  run: Pick<StagedRun, 'runId' | 'sourceId' | 'streams'>,
): Promise<StagedChanges> {
  await addZeros(queries, run);
  const total = { added: 0, changed: 0, vanished: 0 };
  for (const { stream, replaced } of run.streams) {
    const [one] = await queries.rows<StagedChanges>(CHANGES, [
      run.runId,
      run.sourceId,
      stream,
      JSON.stringify(replaced),
    ]);
    total.added += one?.added ?? 0;
    total.changed += one?.changed ?? 0;
    total.vanished += one?.vanished ?? 0;
  }
  return total;
}

const CHANGES = `
  with own as (
    select id, from_day, to_day from slice where run_id = $1 and stream = $3
  ), staged as (
    select distinct f.unit_id, f.measure_id, f.day, f.value from staged_fact f join own on own.id = f.slice_id
  ), visible as (
    select unit_id, measure_id, day, value from fact where source_id = $2 and known_to is null
  )
  select
    (select count(*)::int from staged left join visible v using (unit_id, measure_id, day) where v.value is null) as added,
    (select count(*)::int from staged join visible v using (unit_id, measure_id, day) where v.value <> staged.value) as changed,
    (select count(*)::int from visible v
     where v.measure_id in (select jsonb_array_elements_text($4::text::jsonb)::smallint)
       and exists (select 1 from own where v.day between own.from_day and own.to_day)
       and not exists (select 1 from ${SILENT} join own on own.id = silent.slice_id where silent.unit_id = v.unit_id)
       and not exists (select 1 from staged n
         where n.unit_id = v.unit_id and n.measure_id = v.measure_id and n.day = v.day)) as vanished`;
