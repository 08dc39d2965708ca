import type { Window } from '../core/clock.ts';
import type { Queries } from './database.ts';

/** Opens a slice of a run: what is copied into it stays invisible until the run is published. */
export async function openSlice(
  queries: Queries,
  slice: { runId: number; sourceId: number; stream: string },
): Promise<number> {
  const rows = await queries.rows<{ id: number }>(
    'insert into slice (run_id, source_id, stream) values ($1, $2, $3) returning id',
    [slice.runId, slice.sourceId, slice.stream],
  );
  return (rows[0] as { id: number }).id;
}

export const RECORD_COLUMNS = [
  'slice_id',
  'key',
  'unit_id',
  'day',
  'at',
  'title',
  'counts',
  'reasons',
] as const;
export const VALUE_COLUMNS = ['slice_id', 'measure_id', 'unit_id', 'day', 'value'] as const;

export const copyRecords = (queries: Queries, lines: string) => queries.copy('record', RECORD_COLUMNS, lines);
export const copyValues = (queries: Queries, lines: string) =>
  queries.copy('staged_fact', VALUE_COLUMNS, lines);

/** Unit id of quarantined records: their code names no unit on their day. They are kept and never counted. */
export const NO_UNIT = 0;

export interface SliceEnd {
  readonly sliceId: number;
  readonly window: Window;
  readonly digest: string;
  readonly declaredTotal: number | null;
}

export interface SliceCounts {
  /** Distinct records, or values. */
  readonly records: number;
  readonly duplicates: number;
}

/**
 * Ends a slice of records: of records that came twice one stays, the same in whatever order they came (the
 * latest, then the one that counts for more), and the measures are counted per unit and day. `measureIds` in the order of the stream.
 */
export async function closeRecordSlice(
  queries: Queries,
  end: SliceEnd,
  measureIds: readonly number[],
): Promise<SliceCounts> {
  const duplicates = await dropDuplicates(queries, end.sliceId);
  const sums = measureIds.map((_, index) => `sum(counts[${index + 1}]) as s${index}`).join(', ');
  const pairs = measureIds.map((id, index) => `(${id}::smallint, s${index})`).join(', ');
  const [count] = await queries.rows<{ count: number }>(
    `with grouped as (
       select unit_id, day, count(*) as n, ${sums} from record where slice_id = $1 group by unit_id, day
     ), staged as (
       insert into staged_fact (slice_id, measure_id, unit_id, day, value)
       select $1, pair.measure_id, unit_id, day, pair.value from grouped cross join lateral (values ${pairs}) as pair(measure_id, value)
       where unit_id <> ${NO_UNIT}
     )
     select coalesce(sum(n), 0)::int as count from grouped`,
    [end.sliceId],
  );
  const counts = { records: count?.count ?? 0, duplicates };
  await sealSlice(queries, end, counts);
  return counts;
}

async function dropDuplicates(queries: Queries, sliceId: number): Promise<number> {
  const [row] = await queries.rows<{ extra: number }>(
    'select (count(*) - count(distinct key))::int as extra from record where slice_id = $1',
    [sliceId],
  );
  if (!row?.extra) return 0;
  await queries.rows(
    `delete from record where slice_id = $1 and ctid in (
       select ctid from (select ctid, row_number() over (partition by key order by at desc, counts desc, unit_id, title, ctid) as place
                         from record where slice_id = $1) as numbered where place > 1)`,
    [sliceId],
  );
  return row.extra;
}

export interface ConflictingValue {
  readonly measureId: number;
  readonly unitId: number;
  readonly day: string;
}

/** Ends a slice of ready values; the same value twice is one, two different ones are answered as a conflict. */
export async function closeValueSlice(
  queries: Queries,
  end: SliceEnd,
): Promise<SliceCounts | { readonly conflict: ConflictingValue }> {
  const [conflict] = await queries.rows<{ measure_id: number; unit_id: number; day: string }>(
    `select measure_id, unit_id, day from staged_fact where slice_id = $1
     group by measure_id, unit_id, day having count(distinct value) > 1 limit 1`,
    [end.sliceId],
  );
  if (conflict) {
    return { conflict: { measureId: conflict.measure_id, unitId: conflict.unit_id, day: conflict.day } };
  }
  const [row] = await queries.rows<{ count: number; extra: number }>(
    `select count(distinct (measure_id, unit_id, day))::int as count,
            (count(*) - count(distinct (measure_id, unit_id, day)))::int as extra
     from staged_fact where slice_id = $1`,
    [end.sliceId],
  );
  const counts = { records: row?.count ?? 0, duplicates: row?.extra ?? 0 };
  await sealSlice(queries, end, counts);
  return counts;
}

async function sealSlice(queries: Queries, end: SliceEnd, counts: SliceCounts): Promise<void> {
  await queries.rows(
    `update slice set from_day = $2, to_day = $3, digest = $4, declared_total = $5, record_count = $6, duplicate_count = $7
     where id = $1`,
    [
      end.sliceId,
      end.window.from,
      end.window.to,
      end.digest,
      end.declaredTotal,
      counts.records,
      counts.duplicates,
    ],
  );
}
