import type { Measure } from '../core/measure.ts';
import type { Queries } from './database.ts';

/** Small ids of measures by code; a changed aggregation is taken over, a measure is never removed. */
export async function syncMeasures(
  queries: Queries,
  measures: readonly Measure[],
): Promise<ReadonlyMap<string, number>> {
  await queries.rows(
    `insert into measure (code, aggregation)
     select code, aggregation from jsonb_to_recordset($1::text::jsonb) as m(code text, aggregation text)
     on conflict (code) do update set aggregation = excluded.aggregation`,
    [JSON.stringify(measures.map(({ code, aggregation }) => ({ code, aggregation })))],
  );
  const rows = await queries.rows<{ id: number; code: string }>('select id, code from measure');
  return new Map(rows.map(({ id, code }) => [code, id]));
}
