import { endOfMillisecond } from './as-of.ts';
import type { Queries } from './database.ts';
import { type Row, type StoredScoreboard, toBoard, WITHOUT_SCORES } from './scoreboards.ts';

/**
 * Scoreboards as they were known at a moment. At any moment one version at most holds a place, or stands for a unit;
 * so each is the last one begun by then, unless that one had ended: one step down an index, however long the past.
 * A version that ended as it began was never seen: PGlite's clock counts milliseconds.
 */
const lastBegun = (columns: string, place: string, asOf: string) =>
  `lateral (select ${columns}, known_to from scoreboard
     where assessment_id = $1 and ${place} and known_from <= ${asOf}::text::timestamptz and known_to is distinct from known_from
     order by known_from desc limit 1) s on s.known_to is null or s.known_to > ${asOf}::text::timestamptz`;

/** The places after `afterPosition`, `limit` of them. */
const atPlaces = (columns: string) =>
  `select s.* from generate_series($2::int + 1, $2::int + $3::int) as place(position)
   join ${lastBegun(columns, 'position = place.position', '$4')} order by s.position`;

/** As `rankingPage`. */
export async function pastRankingPage(
  queries: Queries,
  assessmentId: number,
  limit: number,
  afterPosition: number,
  asOf: Date,
): Promise<StoredScoreboard[]> {
  const places = [assessmentId, afterPosition, limit, endOfMillisecond(asOf)];
  return (await queries.rows<Row>(atPlaces(WITHOUT_SCORES), places)).map(toBoard);
}

/** As `allScoreboards`; `units` is how many were ranked then. */
export async function pastScoreboards(
  queries: Queries,
  assessmentId: number,
  units: number,
  asOf: Date,
): Promise<StoredScoreboard[]> {
  const places = [assessmentId, 0, units, endOfMillisecond(asOf)];
  return (await queries.rows<Row>(atPlaces(`${WITHOUT_SCORES}, scores`), places)).map(toBoard);
}

/** As `rankingAmong`, by unit id. */
export async function pastRankingAmong(
  queries: Queries,
  assessmentId: number,
  unitIds: readonly number[],
  asOf: Date,
): Promise<StoredScoreboard[]> {
  const rows = await queries.rows<Row>(
    `select s.* from jsonb_array_elements_text($2::text::jsonb) as asked(id)
     join ${lastBegun(WITHOUT_SCORES, 'unit_id = asked.id::int', '$3')} order by s.position`,
    [assessmentId, JSON.stringify(unitIds), endOfMillisecond(asOf)],
  );
  return rows.map(toBoard);
}

/** As `scoredBoardsAt` one place. */
export async function pastScoreboard(
  queries: Queries,
  assessmentId: number,
  unitId: number,
  asOf: Date,
): Promise<StoredScoreboard | null> {
  const [row] = await queries.rows<Row>(
    `select s.* from (select $2::int as unit_id) as asked join ${lastBegun(`${WITHOUT_SCORES}, scores`, 'unit_id = asked.unit_id', '$3')}`,
    [assessmentId, unitId, endOfMillisecond(asOf)],
  );
  return row ? toBoard(row) : null;
}

/** For how many of the first `units` places each row of the packed scores had data, in the set's order. */
export async function pastRowsWithData(
  queries: Queries,
  assessmentId: number,
  units: number,
  asOf: Date,
): Promise<readonly number[]> {
  const rows = await queries.rows<{ with_data: number }>(
    `select (count(*) filter (where one.value ->> 0 <> 'NO_DATA'))::int as with_data
     from generate_series(1, $2::int) as place(position)
     join ${lastBegun('scores', 'position = place.position', '$3')}
     cross join json_array_elements(s.scores) with ordinality as one(value, number)
     group by one.number order by one.number`,
    [assessmentId, units, endOfMillisecond(asOf)],
  );
  return rows.map((row) => row.with_data);
}
