import type { Day, Window } from '../core/clock.ts';
import type { Queries } from './database.ts';

export interface NewSlice {
  readonly runId: number;
  readonly sourceId: number;
  readonly stream: string;
  /** Where it is known beforehand, so that a later run can go on with it. */
  readonly window: Window | null;
  /** See slice.reading. */
  readonly reading: string;
}

/** Ids for slices that are about to be opened, so that reading need not wait for each. */
export async function reserveSliceIds(queries: Queries, count: number): Promise<number[]> {
  const rows = await queries.rows<{ id: number }>(
    `select nextval(pg_get_serial_sequence('slice', 'id'))::int as id from generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** Opens a slice of a run: what is copied into it stays invisible until the run is published. */
export async function openSlice(queries: Queries, id: number, slice: NewSlice): Promise<void> {
  await queries.rows(
    `insert into slice (id, run_id, source_id, stream, from_day, to_day, reading) overriding system value
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      slice.runId,
      slice.sourceId,
      slice.stream,
      slice.window?.from ?? null,
      slice.window?.to ?? null,
      slice.reading,
    ],
  );
}

const RECORD_COLUMNS = [
  'slice_id',
  'page',
  'key',
  'unit_id',
  'source_unit',
  'day',
  'at',
  'title',
  'verdict',
] as const;
const VALUE_COLUMNS = ['slice_id', 'measure_id', 'unit_id', 'day', 'value'] as const;

export const copyRecords = (queries: Queries, lines: Uint8Array) =>
  queries.copy('record', RECORD_COLUMNS, lines);
export const copyValues = (queries: Queries, lines: Uint8Array) =>
  queries.copy('staged_fact', VALUE_COLUMNS, lines);

/** Unit id of quarantined records: their code names no unit on their day. They are kept and never counted. */
export const NO_UNIT = 0;

export interface StoredPage {
  readonly number: number;
  readonly digest: string;
  readonly etag: string | null;
  readonly items: number;
  readonly records: number;
  readonly total: number | null;
}

/** The checkpoint of a slice: pages of which all rows are stored. */
export async function savePages(
  queries: Queries,
  sliceId: number,
  pages: readonly StoredPage[],
): Promise<void> {
  await queries.rows(
    `insert into slice_page (slice_id, number, digest, etag, items, records, total)
     select $1, number, digest, etag, items, records, total
     from jsonb_to_recordset($2::text::jsonb)
       as page(number int, digest text, etag text, items int, records int, total int)`,
    [sliceId, JSON.stringify(pages)],
  );
}

/** How many ready values carry a code that names no unit on their day: they are stored nowhere. */
export type UnmatchedValues = readonly (readonly [code: string, day: Day, count: number])[];

export interface SliceEnd {
  readonly sliceId: number;
  readonly window: Window;
  readonly digest: string;
  readonly declaredTotal: number | null;
  /** See slice.silent. */
  readonly silentUnitIds: readonly number[];
  /** False when rows of it were set aside: no later run may take it as read. */
  readonly isWhole: boolean;
  readonly unmatched: UnmatchedValues;
}

export interface SliceCounts {
  /** Distinct records, or values. */
  readonly records: number;
  readonly duplicates: number;
}

export interface ConflictingValue {
  readonly measureId: number;
  readonly unitId: number;
  readonly day: Day;
}

/** Ends a slice of ready values; the same value twice is one, two different ones are answered as a conflict. */
export async function closeValueSlice(
  queries: Queries,
  end: SliceEnd,
): Promise<SliceCounts | { readonly conflict: ConflictingValue }> {
  const [conflict] = await queries.rows<{ measure_id: number; unit_id: number; day: Day }>(
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

export async function sealSlice(queries: Queries, end: SliceEnd, counts: SliceCounts): Promise<void> {
  await queries.rows(
    `update slice set from_day = $2, to_day = $3, digest = $4, declared_total = $5, record_count = $6,
       duplicate_count = $7, silent = $8::text::jsonb, sealed_at = clock_timestamp(),
       reading = case when $9::boolean then reading end, unmatched = $10::text::jsonb
     where id = $1`,
    [
      end.sliceId,
      end.window.from,
      end.window.to,
      end.digest,
      end.declaredTotal,
      counts.records,
      counts.duplicates,
      end.silentUnitIds.length > 0 ? JSON.stringify(end.silentUnitIds) : null,
      end.isWhole,
      end.unmatched.length > 0 ? JSON.stringify(end.unmatched) : null,
    ],
  );
}

/** A slice that was opened in vain: everything it would show is shown already. */
export async function dropSlice(queries: Queries, sliceId: number): Promise<void> {
  for (const table of ['record', 'staged_fact', 'slice_page']) {
    await queries.rows(`delete from ${table} where slice_id = $1`, [sliceId]);
  }
  await queries.rows('delete from slice where id = $1', [sliceId]);
}
