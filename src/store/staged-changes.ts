import type { Queries } from './database.ts';
import { addZeros, type Publication, silentIn } from './publish.ts';

/** How many facts a staged run would touch if it were published. */
export interface StagedChanges {
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
}

/** Counts what publishRun would write, from the same staged rows. */
export async function stagedChanges(
  queries: Queries,
  run: Pick<Publication, 'runId' | 'sourceId' | 'streams' | 'silent'>,
): Promise<StagedChanges> {
  await addZeros(queries, run);
  const total = { added: 0, changed: 0, vanished: 0 };
  for (const { stream, replaced } of run.streams) {
    const [one] = await queries.rows<StagedChanges>(CHANGES, [
      run.runId,
      run.sourceId,
      stream,
      JSON.stringify(replaced),
      JSON.stringify(run.silent),
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
       and not exists (select 1 from ${silentIn('$5')} join own on own.id = "sliceId" where "unitId" = v.unit_id)
       and not exists (select 1 from staged n
         where n.unit_id = v.unit_id and n.measure_id = v.measure_id and n.day = v.day)) as vanished`;
