import type { Aggregation, Measure } from '../core/measure.ts';
import type { Queries } from './database.ts';

/** Small ids of measures by code; a changed aggregation is taken over, a measure is never removed. */
export async function syncMeasures(
  queries: Queries,
  measures: readonly Measure[],
): Promise<ReadonlyMap<string, number>> {
  const offered = JSON.stringify(measures.map(({ code, aggregation }) => ({ code, aggregation })));
  const m = 'jsonb_to_recordset($1::text::jsonb) as m(code text, aggregation text)';
  // Known codes are left out first: each row that only conflicts would use up one of the 32,767 ids.
  await queries.rows(
    `insert into measure (code, aggregation)
     select code, aggregation from ${m} where code not in (select code from measure)
     on conflict (code) do nothing`,
    [offered],
  );
  await queries.rows(
    `update measure k set aggregation = m.aggregation from ${m}
     where k.code = m.code and k.aggregation <> m.aggregation`,
    [offered],
  );
  const rows = await queries.rows<{ id: number; code: string }>('select id, code from measure');
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** All measures of the store: their ids, and those that configurations have declared, also of sources that are gone. */
export interface StoredMeasures {
  readonly ids: ReadonlyMap<string, number>;
  readonly declared: readonly Measure[];
}

export async function storedMeasures(queries: Queries): Promise<StoredMeasures> {
  const rows = await queries.rows<{
    id: number;
    code: string;
    aggregation: Aggregation;
    declared: Pick<Measure, 'title' | 'unit'> | null;
  }>('select id, code, aggregation, declared from measure');
  return {
    ids: new Map(rows.map(({ id, code }) => [code, id])),
    declared: rows.flatMap(({ code, aggregation, declared }) =>
      declared ? [{ code, aggregation, title: declared.title, unit: declared.unit }] : [],
    ),
  };
}

/** Stores measures of a configuration; what an earlier one said of the same code gives way. */
export async function declareMeasures(
  queries: Queries,
  measures: readonly Measure[],
): Promise<StoredMeasures> {
  await syncMeasures(queries, measures);
  await queries.rows(
    `update measure k set declared = m.declared
     from jsonb_to_recordset($1::text::jsonb) as m(code text, declared jsonb)
     where k.code = m.code and k.declared is distinct from m.declared`,
    [JSON.stringify(measures.map(({ code, title, unit }) => ({ code, declared: { title, unit } })))],
  );
  return storedMeasures(queries);
}
