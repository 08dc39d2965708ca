import { instant, type Queries } from './database.ts';

/** How many units an assessment has, for how many of them each indicator has data, and when the last of that came. */
export async function unitsWithData(
  queries: Queries,
  assessmentId: number,
): Promise<{ units: number; withData: ReadonlyMap<string, number>; knownFrom: Date | null }> {
  const rows = await queries.rows<{ indicator: string; units: number; with_data: number; last: string }>(
    `select indicator, count(*)::int as units, (count(*) filter (where state <> 'NO_DATA'))::int as with_data,
       max(max(known_from)) over ()::text as last
     from score where assessment_id = $1 and known_to is null group by indicator`,
    [assessmentId],
  );
  return {
    units: Math.max(0, ...rows.map((row) => row.units)),
    withData: new Map(rows.map((row) => [row.indicator, row.with_data])),
    knownFrom: rows[0] ? instant(rows[0].last) : null,
  };
}
