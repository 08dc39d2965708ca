import type { Day } from '../core/clock.ts';
import type { Queries } from './database.ts';
import { NO_UNIT } from './slices.ts';

/** Records and ready values of slices `s` whose code names no unit, by code and day. */
const rowsWithoutUnit = (slices: string) => `
  select s.id, coalesce(r.source_unit, '?') as code, r.day, 1 as records, 0 as "values"
  from ${slices} s join record r on r.slice_id = s.id and r.unit_id = ${NO_UNIT} and r.vanished_run is null
  union all
  select s.id, v ->> 0, (v ->> 1)::date, 0, (v ->> 2)::int
  from ${slices} s cross join jsonb_array_elements(s.unmatched) as v`;

/** How many rows of these slices carry a code that names no unit, by code. */
export async function unmatchedCounts(
  queries: Queries,
  sliceIds: readonly number[],
): Promise<readonly { readonly code: string; readonly count: number }[]> {
  return queries.rows(
    `with own as (select * from slice where id in (select jsonb_array_elements_text($1::text::jsonb)::int))
     select code, sum(records + "values")::int as count from (${rowsWithoutUnit('own')}) as unmatched
     group by code order by code collate "C"`,
    [JSON.stringify(sliceIds)],
  );
}

/** Units of which staged slices have figures. */
export async function unitsOfSlices(
  queries: Queries,
  sliceIds: readonly number[],
): Promise<readonly number[]> {
  const rows = await queries.rows<{ id: number }>(
    `select distinct unit_id as id from staged_fact
     where slice_id in (select jsonb_array_elements_text($1::text::jsonb)::int)`,
    [JSON.stringify(sliceIds)],
  );
  return rows.map(({ id }) => id);
}

/** A code of a source that waits for a match. */
export interface UnmatchedCode {
  readonly code: string;
  readonly records: number;
  readonly values: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Days on which a code is decided; null: open. */
export interface DecidedDays {
  readonly code: string;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A source that writes something else in place of the unit has as many codes as rows: nobody matches those. */
const MOST_CODES = 10_000;

/**
 * The codes of a source that name no unit, or one of them, most rows first: of each day what the newest visible slice shows, or one
 * of a pull that waits for a person. What is decided meanwhile waits for the next pull, not for a person.
 */
export function unmatchedCodes(
  queries: Queries,
  sourceId: number,
  decided: readonly DecidedDays[],
  only: string | null = null,
): Promise<UnmatchedCode[]> {
  return queries.rows<UnmatchedCode>(
    `with shown as (
       select s.* from slice s join pull_run r on r.id = s.run_id
       where s.source_id = $1 and s.sealed_at is not null
         and (s.published_at is not null or r.state = 'NEEDS_REVIEW' and r.decision is null)
     ), decided as (
       select * from jsonb_to_recordset($2::text::jsonb) as d(code text, "from" date, "to" date)
     ), unmatched as (${rowsWithoutUnit('shown')})
     select code, sum(records)::int as records, sum("values")::int as "values",
       min(day) as "firstDay", max(day) as "lastDay"
     from unmatched u join shown s on s.id = u.id
     where not exists (
         select 1 from shown newer where newer.stream = s.stream and newer.id > s.id
           and newer.from_day <= u.day and newer.to_day >= u.day)
       and not exists (
         select 1 from decided d where d.code = u.code and (d."from" is null or d."from" <= u.day)
           and (d."to" is null or d."to" >= u.day))
       and ($3::text is null or u.code = $3)
     group by code order by sum(records + "values") desc, code collate "C" limit ${MOST_CODES}`,
    [sourceId, JSON.stringify(decided), only],
  );
}
