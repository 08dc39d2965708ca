import type { Queries } from '../store/database.ts';
import type { StreamOfRun } from '../store/publish.ts';

/** How many facts a staged run would touch if it were published. */
export interface StagedChanges {
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
}

/** Counts what publishRun (store/publish.ts) would write, from the same staged rows, zeros included. */
export async function stagedChanges(
  queries: Queries,
  run: { readonly runId: number; readonly sourceId: number; readonly streams: readonly StreamOfRun[] },
): Promise<StagedChanges> {
  let total: StagedChanges = { added: 0, changed: 0, vanished: 0 };
  for (const stream of run.streams) {
    const [one] = await queries.rows<StagedChanges>(CHANGES, [
      run.runId,
      run.sourceId,
      stream.stream,
      JSON.stringify(stream.counted),
      JSON.stringify(stream.replaced),
    ]);
    if (one) total = sum(total, one);
  }
  return total;
}

const sum = (a: StagedChanges, b: StagedChanges): StagedChanges => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  vanished: a.vanished + b.vanished,
});

const CHANGES = `
  with own as (
    select id, from_day, to_day from slice where run_id = $1 and stream = $3
  ), seen as (
    select distinct f.unit_id from staged_fact f join slice s on s.id = f.slice_id where s.run_id = $1
  ), zero as (
    select s.id as slice_id, seen.unit_id, m.id::smallint as measure_id, s.from_day as day, 0::bigint as value
    from own s
    cross join jsonb_array_elements_text($4::text::jsonb) as m(id)
    cross join seen
    join unit u on u.id = seen.unit_id
      and (u.valid_from is null or u.valid_from <= s.from_day) and (u.valid_to is null or u.valid_to >= s.from_day)
    where not exists (select 1 from staged_fact f where f.slice_id = s.id and f.unit_id = seen.unit_id)
  ), fresh as (
    select f.unit_id, f.measure_id, f.day, f.value from staged_fact f join own on own.id = f.slice_id
    union select unit_id, measure_id, day, value from zero
  ), visible as (
    select unit_id, measure_id, day, value from fact where source_id = $2 and known_to is null
  )
  select
    (select count(*)::int from fresh left join visible v using (unit_id, measure_id, day) where v.value is null) as added,
    (select count(*)::int from fresh join visible v using (unit_id, measure_id, day) where v.value <> fresh.value) as changed,
    (select count(*)::int from visible v
     where v.measure_id in (select jsonb_array_elements_text($5::text::jsonb)::smallint)
       and exists (select 1 from own where v.day between own.from_day and own.to_day)
       and not exists (select 1 from fresh n
         where n.unit_id = v.unit_id and n.measure_id = v.measure_id and n.day = v.day)) as vanished`;
