import type { Window } from '../core/clock.ts';
import { endOfMillisecond } from './as-of.ts';
import { instant, type Queries } from './database.ts';
import { momentUpTo } from './scoreboards.ts';

/** Which facts a receipt shows: those of one quantity as they were known when the score was computed. */
export interface ReceiptKey {
  readonly unitId: number;
  readonly measureId: number;
  readonly window: Window;
  /** Id of the scoreboard whose moment decides. */
  readonly scoreboardId: number;
  /** The moment itself when a past one was asked for. */
  readonly asOf: Date | null;
}

export interface ReceiptFact {
  readonly id: number;
  readonly day: string;
  readonly value: number;
  readonly runId: number;
}

/** The scoreboard `$1` and the moment of what it was computed from; `offset 0` has that found once, not per fact. */
const BOARD = `(select s.id, ${momentUpTo('$6')} as moment from scoreboard s where s.id = $1 offset 0) b`;

const moment = ({ asOf }: ReceiptKey): string | null => asOf && endOfMillisecond(asOf);

/** Facts `f` that were known at the moment: versions in force and earlier ones have an index each. */
const knownFacts = (where: string): string => {
  const of = `select f.* from fact f where ${where} and f.known_from <= b.moment and f.known_to`;
  return `lateral (${of} is null union all ${of} is not null and f.known_to > b.moment)`;
};

const OF_QUANTITY = 'f.unit_id = $2 and f.measure_id = $3 and f.day between $4 and $5';

export async function receiptFacts(
  queries: Queries,
  key: ReceiptKey,
  limit: number,
  after: { day: string; id: number } | null,
): Promise<{ total: number; facts: ReceiptFact[] }> {
  const from = `${BOARD} cross join ${knownFacts(OF_QUANTITY)} f where b.id = $1`;
  const parameters = [
    key.scoreboardId,
    key.unitId,
    key.measureId,
    key.window.from,
    key.window.to,
    moment(key),
  ];
  const [total] = await queries.rows<{ n: number }>(`select count(*)::int as n from ${from}`, parameters);
  const facts = await queries.rows<{ id: number; day: string; value: number; run_id: number }>(
    `select f.id, f.day, f.value, f.run_id from ${from} and ($7::date is null or (f.day, f.id) > ($7::date, $8::bigint))
     order by f.day, f.id limit $9`,
    [...parameters, after?.day ?? null, after?.id ?? 0, limit],
  );
  return {
    total: total?.n ?? 0,
    facts: facts.map((row) => ({ id: row.id, day: row.day, value: row.value, runId: row.run_id })),
  };
}

/** Reason of a record that the source no longer shows: it is kept and counts for nothing. */
export const VANISHED = 'VANISHED';

export interface ReceiptRecord {
  readonly key: string;
  readonly at: Date;
  readonly title: string | null;
  readonly count: number;
  /** Code of the reason why it does not count. */
  readonly reason: string | null;
}

/** Where a source counts a measure: its stream, and the measure's place among the stream's counts, from 1. */
export interface CountedIn {
  readonly source: number;
  readonly stream: string;
  readonly place: number;
}

/**
 * Slices that had been published of the days of a quantity when the score was computed, of the places `$7`. Whether a
 * place counts is asked once (`offset 0`) and not for each of its records, or one reader keeps the database busy for half
 * a minute (F54).
 */
const PLACES_SLICES = `${BOARD}
     cross join lateral (
       select o.* from jsonb_to_recordset($7::text::jsonb) as o(source int, stream text, place int)
       where exists (select 1 from ${knownFacts(`${OF_QUANTITY} and f.source_id = o.source`)} f) offset 0) o
     join slice s on s.source_id = o.source and s.stream = o.stream and s.published_at <= b.moment
       and s.from_day <= $5 and s.to_day >= $4`;

/** Slice `s` is the newest one of the day. */
const isNewestOn = (day: string): string => `not exists (
       select 1 from slice n where n.source_id = s.source_id and n.stream = s.stream and n.id > s.id
         and n.published_at <= b.moment and n.from_day <= ${day} and n.to_day >= ${day})`;

const parametersOf = (key: ReceiptKey, places: readonly CountedIn[]) => [
  key.scoreboardId,
  key.unitId,
  key.measureId,
  key.window.from,
  key.window.to,
  moment(key),
  JSON.stringify(places),
];

/**
 * The records behind a quantity: for each day those of the newest slice that was published before the score
 * was computed.
 */
export async function receiptRecords(
  queries: Queries,
  key: ReceiptKey,
  places: readonly CountedIn[],
  limit: number,
  after: { at: string; key: string } | null,
): Promise<{ total: number; records: (ReceiptRecord & { readonly atText: string })[] }> {
  const from = `${PLACES_SLICES}
     join record r on r.slice_id = s.id and r.unit_id = $2 and r.day between $4 and $5
     where b.id = $1 and ${isNewestOn('r.day')}`;
  const parameters = parametersOf(key, places);
  const [total] = await queries.rows<{ n: number }>(`select count(*)::int as n from ${from}`, parameters);
  const rows = await queries.rows<{
    key: string;
    at: string;
    title: string | null;
    count: number;
    reason: string | null;
  }>(
    `select r.key, r.at::text as at, r.title, 
       case when r.vanished_run is not null then 0
         else split_part(split_part(r.verdict, '|', 1), ',', o.place)::int end as count,
       case when r.vanished_run is not null then '${VANISHED}'
         else nullif(split_part(split_part(r.verdict, '|', 2), ',', o.place), '') end as reason from ${from}
       and ($8::timestamptz is null or (r.at, r.key) > ($8::timestamptz, $9::text))
     order by r.at, r.key limit $10`,
    [...parameters, after?.at ?? null, after?.key ?? '', limit],
  );
  return {
    total: total?.n ?? 0,
    records: rows.map(({ at, ...row }) => ({ ...row, at: instant(at), atText: at })),
  };
}

/**
 * When records behind a quantity were erased last because they had been kept long enough (S43); null: none was. Of a
 * slice that is younger than the erasing those of its silent units were: see slice.erased_at.
 */
export async function recordsErasedAt(
  queries: Queries,
  key: ReceiptKey,
  places: readonly CountedIn[],
): Promise<Date | null> {
  const [row] = await queries.rows<{ at: string | null }>(
    `select max(s.erased_at)::text as at from ${PLACES_SLICES}
     where b.id = $1 and (s.erased_at >= s.published_at or s.silent @> to_jsonb($2::int)) and exists (
       select 1 from generate_series(greatest(s.from_day, $4), least(s.to_day, $5), interval '1 day') as d(day)
       where ${isNewestOn('d.day')})`,
    parametersOf(key, places),
  );
  return row?.at ? instant(row.at) : null;
}
