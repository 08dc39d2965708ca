import type { Window } from '../core/clock.ts';
import type { Queries } from './database.ts';
import type { StoredPage } from './slices.ts';

/** A slice that stands in the store and may save a reading. */
export interface KnownStoredSlice {
  readonly id: number;
  readonly isSealed: boolean;
  readonly pages: readonly StoredPage[];
}

export interface SliceWanted {
  readonly sourceId: number;
  readonly stream: string;
  readonly window: Window;
  readonly reading: string;
}

/** How long what a stopped run has read may be gone on with. */
const RESUMABLE = `interval '1 day'`;

/**
 * The stopped run that this one goes on from: the newest of the same days, unless another one of them ended in
 * between or it has lain too long.
 */
export async function resumableRun(
  queries: Queries,
  run: { readonly id: number; readonly sourceId: number; readonly window: Window },
): Promise<number | null> {
  const [last] = await queries.rows<{ id: number; fits: boolean }>(
    `select id, is_resumable and finished_at > clock_timestamp() - ${RESUMABLE} as fits from pull_run
     where source_id = $1 and id < $2 and window_from = $3 and window_to = $4 and state <> 'RUNNING'
     order by id desc limit 1`,
    [run.sourceId, run.id, run.window.from, run.window.to],
  );
  return last?.fits ? last.id : null;
}

/** What a stopped run has read of a slice. */
export const stagedSlice = (
  queries: Queries,
  runId: number,
  wanted: SliceWanted,
): Promise<KnownStoredSlice | null> =>
  sliceWithPages(
    queries,
    `select id, sealed_at, record_count, duplicate_count from slice where run_id = $5 and source_id = $1 and stream = $2
       and from_day = $3 and to_day = $4 and reading = $6 and published_at is null
     order by id desc limit 1`,
    [wanted.sourceId, wanted.stream, wanted.window.from, wanted.window.to, runId, wanted.reading],
  );

/** False for a source that was never published: then nothing of it can be known. */
export async function isAnythingPublished(queries: Queries, sourceId: number): Promise<boolean> {
  const statement = 'select 1 as known from slice where source_id = $1 and published_at is not null limit 1';
  return (await queries.rows(statement, [sourceId])).length > 0;
}

/** The visible slice of just these days, unless a newer one shows some of them. */
export const publishedSlice = (queries: Queries, wanted: SliceWanted): Promise<KnownStoredSlice | null> =>
  sliceWithPages(
    queries,
    `select id, sealed_at, record_count, duplicate_count from (
       select id, sealed_at, record_count, duplicate_count, from_day, to_day, reading from slice
       where source_id = $1 and stream = $2 and published_at is not null and from_day <= $4 and to_day >= $3
       order by id desc limit 1) as newest
     where from_day = $3 and to_day = $4 and reading = $5`,
    [wanted.sourceId, wanted.stream, wanted.window.from, wanted.window.to, wanted.reading],
  );

async function sliceWithPages(
  queries: Queries,
  statement: string,
  parameters: readonly unknown[],
): Promise<KnownStoredSlice | null> {
  const [slice] = await queries.rows<StoredSlice>(statement, parameters);
  if (!slice) return null;
  const pages = await queries.rows<StoredPage>(
    'select number, digest, etag, items, records, total from slice_page where slice_id = $1 order by number',
    [slice.id],
  );
  return { id: slice.id, isSealed: slice.sealed_at !== null, pages: isSound(slice, pages) ? pages : [] };
}

interface StoredSlice {
  readonly id: number;
  readonly sealed_at: string | null;
  readonly record_count: number;
  readonly duplicate_count: number;
}

/**
 * Whether pages say of their slice what its reading said. Where they do not, they would end the next reading too
 * early or too late: everything is read again (F28).
 */
function isSound(slice: StoredSlice, pages: readonly StoredPage[]): boolean {
  if (pages.some((page) => page.items < 0 || page.records < 0)) return false;
  const last = pages.at(-1);
  if (slice.sealed_at === null || last === undefined) return true;
  let items = 0;
  let records = 0;
  for (const page of pages) {
    items += page.items;
    records += page.records;
    if (page !== last && (page.items === 0 || (page.total !== null && items >= page.total))) return false;
  }
  return records === slice.record_count + slice.duplicate_count && (last.total ?? items) === items;
}

/** What was read of it counts for another run from now on. */
export async function adoptSlice(
  queries: Queries,
  sliceId: number,
  runId: number,
): Promise<{ records: number; declaredTotal: number | null }> {
  const [slice] = await queries.rows<{ records: number; declaredTotal: number | null }>(
    `update slice set run_id = $2 where id = $1
     returning record_count as records, declared_total as "declaredTotal"`,
    [sliceId, runId],
  );
  return slice as { records: number; declaredTotal: number | null };
}

export async function sliceCounts(
  queries: Queries,
  sliceId: number,
): Promise<{ records: number; declaredTotal: number | null }> {
  const [slice] = await queries.rows<{ records: number; declaredTotal: number | null }>(
    'select record_count as records, declared_total as "declaredTotal" from slice where id = $1',
    [sliceId],
  );
  return slice as { records: number; declaredTotal: number | null };
}
