import { retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Queries } from './database.ts';
import { NO_UNIT, type SliceCounts, type SliceEnd, sealSlice } from './slices.ts';

/** Pages of an earlier slice whose records are this one's, because the source sent the same bytes. */
export interface SamePages {
  readonly sliceId: number;
  readonly pages: readonly number[];
}

export interface RunOfSlice {
  readonly id: number;
  readonly sourceId: number;
  readonly stream: string;
}

/**
 * Takes over the records of pages that are as they were. Throws where the pages went meanwhile, as they do with records
 * that were kept long enough (S43): without their records the slice would show zeros.
 */
export async function takeOverPages(
  queries: Queries,
  sliceId: number,
  { sliceId: from, pages }: SamePages,
): Promise<void> {
  const numbers = JSON.stringify(pages);
  const chosen = 'in (select jsonb_array_elements_text($3::text::jsonb)::int)';
  await queries.rows(
    `insert into record (slice_id, page, key, unit_id, source_unit, day, at, title, verdict)
     select $1, page, key, unit_id, source_unit, day, at, title, verdict from record
     where slice_id = $2 and vanished_run is null and page ${chosen}`,
    [sliceId, from, numbers],
  );
  const taken = await queries.rows(
    `insert into slice_page (slice_id, number, digest, etag, items, records, total)
     select $1, number, digest, etag, items, records, total from slice_page
     where slice_id = $2 and number ${chosen} returning number`,
    [sliceId, from, numbers],
  );
  if (taken.length < pages.length) throw pagesGone(pages.length - taken.length);
}

const pagesGone = (count: number) =>
  retryError(
    'KEPT_PAGES_GONE',
    text(
      `${count} trang đã lưu của lần lấy trước vừa được xóa vì hết hạn giữ, trong khi lần này còn cần. Dữ liệu cũ được giữ nguyên; hệ thống sẽ tự lấy lại toàn bộ.`,
      `${count} kept pages of an earlier pull were erased at the end of their time while this one needed them. Earlier data are kept; the hub reads everything again by itself.`,
    ),
  );

/**
 * Ends a slice of records: of records that came twice one stays, the same in whatever order they came (the
 * latest, then the one that counts for more); records that were visible and did not come are kept and marked as
 * vanished; and the measures are counted per unit and day. `measureIds` in the order of the stream.
 */
export async function closeRecordSlice(
  queries: Queries,
  end: SliceEnd,
  run: RunOfSlice,
  measureIds: readonly number[],
  takenOver: SamePages | null,
): Promise<SliceCounts> {
  const duplicates = await dropDuplicates(queries, end.sliceId);
  const sums = measureIds.map((_, index) => `sum(n * counts[${index + 1}])::bigint as s${index}`).join(', ');
  const pairs = measureIds.map((id, index) => `(${id}::smallint, s${index})`).join(', ');
  const [count] = await queries.rows<{ count: number }>(
    `with grouped as (
       select unit_id, day, verdict, count(*) as n from record where slice_id = $1 group by unit_id, day, verdict
     ), counted as (
       select unit_id, day, n, string_to_array(split_part(verdict, '|', 1), ',')::bigint[] as counts from grouped
     ), summed as (
       select unit_id, day, ${sums} from counted where unit_id <> ${NO_UNIT} group by unit_id, day
     ), staged as (
       insert into staged_fact (slice_id, measure_id, unit_id, day, value)
       select $1, pair.measure_id, unit_id, day, pair.value
       from summed cross join lateral (values ${pairs}) as pair(measure_id, value)
     )
     select coalesce(sum(n), 0)::int as count from grouped`,
    [end.sliceId],
  );
  await keepVanished(queries, end, run, takenOver);
  const counts = { records: count?.count ?? 0, duplicates };
  await sealSlice(queries, end, counts);
  return counts;
}

export async function isWithoutDuplicates(queries: Queries, sliceId: number): Promise<boolean> {
  return (await duplicatesOf(queries, sliceId)) === 0;
}

/** The same of a slice without duplicates whose measures the reading has counted. */
export async function closeCountedSlice(
  queries: Queries,
  end: SliceEnd,
  run: RunOfSlice,
  records: number,
): Promise<void> {
  await keepVanished(queries, end, run, null);
  await sealSlice(queries, end, { records, duplicates: 0 });
}

async function dropDuplicates(queries: Queries, sliceId: number): Promise<number> {
  const extra = await duplicatesOf(queries, sliceId);
  if (extra === 0) return 0;
  await queries.rows(
    `delete from record where slice_id = $1 and ctid in (
       select ctid from (select ctid, row_number() over (
           partition by key
           order by at desc, string_to_array(split_part(verdict, '|', 1), ',')::bigint[] desc, unit_id, title, verdict, ctid) as place
         from record where slice_id = $1) as numbered where place > 1)`,
    [sliceId],
  );
  return extra;
}

async function duplicatesOf(queries: Queries, sliceId: number): Promise<number> {
  const [row] = await queries.rows<{ extra: number }>(
    // Byte by byte: the database's own order of letters takes three times as long and tells the same keys apart.
    'select (count(*) - count(distinct key collate "C"))::int as extra from record where slice_id = $1',
    [sliceId],
  );
  return row?.extra ?? 0;
}

/**
 * Records that the newest visible slices show on these days and that did not come again: gone at the source, they
 * stay with a mark; those of units of which the slice says nothing stay as they are. `takenOver` did come again.
 */
async function keepVanished(
  queries: Queries,
  { sliceId, window, silentUnitIds }: SliceEnd,
  { id, sourceId, stream }: RunOfSlice,
  takenOver: SamePages | null,
): Promise<void> {
  const shown = await queries.rows<{ id: number }>(
    `select id from slice where source_id = $1 and stream = $2 and published_at is not null
       and from_day <= $4 and to_day >= $3`,
    [sourceId, stream, window.from, window.to],
  );
  for (const { id: from } of shown) {
    const pages = takenOver?.sliceId === from ? takenOver.pages : [];
    // Grouped instead of joined: of rows that were only just written the planner knows nothing and joins row by row.
    await queries.rows(
      `with silent as (select unit_id::int from jsonb_array_elements_text($5::text::jsonb) as s(unit_id)
       ), same as (select page::int from jsonb_array_elements_text($6::text::jsonb) as p(page)
       ), gone as (
         select key, max(unit_id) as unit_id, max(source_unit) as source_unit, max(day) as day, max(at) as at,
           max(title) as title, max(verdict) as verdict, max(vanished_run) as vanished_run
         from record
         where slice_id in ($1, $2) and (page is null or page not in (select page from same))
         group by key having bool_and(slice_id = $2)
       )
       insert into record (slice_id, key, unit_id, source_unit, day, at, title, verdict, vanished_run)
       select $1, o.key, o.unit_id, o.source_unit, o.day, o.at, o.title, o.verdict,
         case when o.unit_id in (select unit_id from silent) then o.vanished_run else coalesce(o.vanished_run, $7) end
       from gone o
       where o.day between $3 and $4 and ${shown.length > 1 ? SHOWN_BY_NO_NEWER : 'true'}`,
      [sliceId, from, window.from, window.to, JSON.stringify(silentUnitIds), JSON.stringify(pages), id],
    );
  }
}

const SHOWN_BY_NO_NEWER = `not exists (
  select 1 from slice s join slice n on n.source_id = s.source_id and n.stream = s.stream and n.id > s.id
  where s.id = $2 and n.published_at is not null and n.from_day <= o.day and n.to_day >= o.day)`;
