import { createHash } from 'node:crypto';
import type { Text } from '../core/text.ts';
import { endOfMillisecond } from './as-of.ts';
import { copyNumber, copyText } from './copy-text.ts';
import { instant, type Queries } from './database.ts';

/**
 * One score as it lies in a scoreboard row, in the set's order: state, points, source id, why not SCORED, and
 * what people gave. The last two are left out where there is nothing to say.
 */
export type PackedScore = readonly [
  state: string,
  points: number | null,
  sourceId: number | null,
  reason?: Text | null,
  people?: PackedPeople,
];

export interface PackedPeople {
  /** Whose value counts. */
  readonly basis: string | null;
  /** The machine's own state and points. */
  readonly automatic: readonly [state: string, points: number | null];
  /** By column. */
  readonly given: Readonly<Record<string, { points: number; met: boolean | null; printed: string }>>;
}

/** [points, maxApplicable] of a group. */
export type PackedGroup = readonly [points: number | null, maxApplicable: number];

export interface NewScoreboard {
  readonly unitId: number;
  readonly unitKey: string;
  readonly parentKey: string | null;
  readonly position: number;
  readonly rank: number | null;
  readonly points: number | null;
  readonly maxApplicable: number;
  readonly percent: number | null;
  readonly groups: readonly PackedGroup[];
  readonly scores: readonly PackedScore[];
  /** Printed codes, in the order of `scores`. */
  readonly indicators: readonly string[];
}

export interface StoredScoreboard extends Omit<NewScoreboard, 'indicators'> {
  readonly id: number;
  readonly assessmentId: number;
  readonly knownFrom: Date;
}

const SCOREBOARD_COLUMNS = [
  'assessment_id',
  'unit_id',
  'unit_key',
  'parent_key',
  'position',
  'rank',
  'points',
  'max_applicable',
  'percent',
  'groups',
  'scores',
  'digest',
  'known_from',
] as const;
const SCORE_COLUMNS = ['assessment_id', 'unit_id', 'indicator', 'state', 'points', 'known_from'] as const;

/** Rows a COPY carries at once: some megabytes of text. */
const ROWS_PER_COPY = 1_000;

/**
 * Stores what changed: a unit whose row is the same keeps its version, another one is closed at `knownAt`
 * and gets a new one, a unit that no longer takes part is closed. Answers how many rows are new.
 */
export async function writeScoreboards(
  queries: Queries,
  assessmentId: number,
  boards: readonly NewScoreboard[],
  knownAt: string,
): Promise<number> {
  const known = await currentDigests(queries, assessmentId);
  const changed: PackedBoard[] = [];
  for (const board of boards) {
    const packed = pack(board);
    if (known.get(board.unitId) !== packed.digest) changed.push(packed);
    else known.delete(board.unitId);
  }
  await closeVersions(queries, assessmentId, [...known.keys()], knownAt);
  for (let start = 0; start < changed.length; start += ROWS_PER_COPY) {
    const part = changed.slice(start, start + ROWS_PER_COPY);
    await queries.copy('scoreboard', SCOREBOARD_COLUMNS, boardLines(assessmentId, part, knownAt));
    await queries.copy('score', SCORE_COLUMNS, scoreLines(assessmentId, part, knownAt));
  }
  return changed.length;
}

interface PackedBoard {
  readonly board: NewScoreboard;
  /** The columns from unit_id to scores as COPY text. */
  readonly columns: string;
  readonly digest: string;
}

function pack(board: NewScoreboard): PackedBoard {
  const columns = [
    String(board.unitId),
    copyText(board.unitKey),
    copyText(board.parentKey),
    String(board.position),
    copyNumber(board.rank),
    copyNumber(board.points),
    String(board.maxApplicable),
    copyNumber(board.percent),
    copyText(JSON.stringify(board.groups)),
    copyText(JSON.stringify(board.scores)),
  ].join('\t');
  return { board, columns, digest: createHash('sha256').update(columns).digest('base64url') };
}

async function currentDigests(queries: Queries, assessmentId: number): Promise<Map<number, string>> {
  const rows = await queries.rows<{ unit_id: number; digest: string }>(
    'select unit_id, digest from scoreboard where assessment_id = $1 and known_to is null',
    [assessmentId],
  );
  return new Map(rows.map((row) => [row.unit_id, row.digest]));
}

async function closeVersions(
  queries: Queries,
  assessmentId: number,
  unitIds: readonly number[],
  knownAt: string,
): Promise<void> {
  if (unitIds.length === 0) return;
  for (const table of ['scoreboard', 'score']) {
    await queries.rows(
      `update ${table} set known_to = $2::text::timestamptz where assessment_id = $1 and known_to is null
         and unit_id in (select jsonb_array_elements_text($3::text::jsonb)::int)`,
      [assessmentId, knownAt, JSON.stringify(unitIds)],
    );
  }
}

const boardLines = (assessmentId: number, part: readonly PackedBoard[], knownAt: string): string =>
  part.map(({ columns, digest }) => `${assessmentId}\t${columns}\t${digest}\t${knownAt}\n`).join('');

function scoreLines(assessmentId: number, part: readonly PackedBoard[], knownAt: string): string {
  const lines: string[] = [];
  for (const { board } of part) {
    board.scores.forEach(([state, points], index) => {
      lines.push(
        `${assessmentId}\t${board.unitId}\t${board.indicators[index]}\t${state}\t${copyNumber(points)}\t${knownAt}\n`,
      );
    });
  }
  return lines.join('');
}

export interface Row {
  id: number;
  assessment_id: number;
  unit_id: number;
  unit_key: string;
  parent_key: string | null;
  position: number;
  rank: number | null;
  points: number | null;
  max_applicable: number;
  percent: number | null;
  groups: PackedGroup[];
  scores: PackedScore[];
  known_from: string;
}

export const toBoard = (row: Row): StoredScoreboard => ({
  id: row.id,
  assessmentId: row.assessment_id,
  unitId: row.unit_id,
  unitKey: row.unit_key,
  parentKey: row.parent_key,
  position: row.position,
  rank: row.rank,
  points: row.points,
  maxApplicable: row.max_applicable,
  percent: row.percent,
  groups: row.groups,
  scores: row.scores ?? [],
  knownFrom: instant(row.known_from),
});

/** A ranking page: one indexed read. `afterPosition` 0 begins at the top. Scores are left out. */
export async function rankingPage(
  queries: Queries,
  assessmentId: number,
  limit: number,
  afterPosition: number,
): Promise<StoredScoreboard[]> {
  const rows = await queries.rows<Row>(
    `select ${WITHOUT_SCORES} from scoreboard
     where assessment_id = $1 and known_to is null and position > $2 order by position limit $3`,
    [assessmentId, afterPosition, limit],
  );
  return rows.map(toBoard);
}

export const WITHOUT_SCORES = `id, assessment_id, unit_id, unit_key, parent_key, position, rank, points, max_applicable, percent,
  groups, known_from`;

/** The part of a ranking whose units are among `unitIds`, in order. */
export async function rankingAmong(
  queries: Queries,
  assessmentId: number,
  unitIds: readonly number[],
): Promise<StoredScoreboard[]> {
  const rows = await queries.rows<Row>(
    `select ${WITHOUT_SCORES} from scoreboard
     where assessment_id = $1 and known_to is null
       and unit_id in (select jsonb_array_elements_text($2::text::jsonb)::int) order by position`,
    [assessmentId, JSON.stringify(unitIds)],
  );
  return rows.map(toBoard);
}

/** Every scoreboard in force of an assessment with its scores, in order: what reports are made of, in one read. */
export async function allScoreboards(queries: Queries, assessmentId: number): Promise<StoredScoreboard[]> {
  const rows = await queries.rows<Row>(
    `select ${WITHOUT_SCORES}, scores from scoreboard where assessment_id = $1 and known_to is null order by position`,
    [assessmentId],
  );
  return rows.map(toBoard);
}

/** How many units an assessment ranks, and how many of them have points. */
export async function rankedUnits(queries: Queries, assessmentId: number): Promise<number> {
  const [row] = await queries.rows<{ n: number }>(
    'select count(*)::int as n from scoreboard where assessment_id = $1 and known_to is null',
    [assessmentId],
  );
  return row?.n ?? 0;
}

/** Whose scoreboard, in which assessment. */
export interface BoardPlace {
  readonly assessmentId: number;
  readonly unitId: number;
}

/** The scoreboards in force at several places, without scores: one indexed read each, all in one statement. */
export const boardsAt = (queries: Queries, places: readonly BoardPlace[]) =>
  currentBoards(queries, WITHOUT_SCORES, places);

/** The same with scores. */
export const scoredBoardsAt = (queries: Queries, places: readonly BoardPlace[]) =>
  currentBoards(queries, `${WITHOUT_SCORES}, scores`, places);

/** In the order of the places; null where there is none. */
async function currentBoards(
  queries: Queries,
  columns: string,
  places: readonly BoardPlace[],
): Promise<(StoredScoreboard | null)[]> {
  const keys = places.map(({ assessmentId, unitId }) => `${assessmentId} ${unitId}`);
  const asked = [...new Map(places.map((place, index) => [keys[index], place])).values()];
  const rows = await queries.rows<Row>(
    `select ${columns} from jsonb_to_recordset($1::text::jsonb) as asked("assessmentId" int, "unitId" int)
     join scoreboard on assessment_id = "assessmentId" and unit_id = "unitId" and known_to is null`,
    [JSON.stringify(asked)],
  );
  const found = new Map(rows.map((row) => [`${row.assessment_id} ${row.unit_id}`, toBoard(row)]));
  return keys.map((key) => found.get(key) ?? null);
}

/** A page of a ranking: `limit` places after `after`; 0 begins at the top. */
export interface RankingPlace {
  readonly assessmentId: number;
  readonly after: number;
  readonly limit: number;
}

/** Pages of rankings in force, as `rankingPage` reads one: an indexed read each, all in one statement. */
export async function rankingPages(
  queries: Queries,
  places: readonly RankingPlace[],
): Promise<(readonly StoredScoreboard[])[]> {
  const keys = places.map(({ assessmentId, after, limit }) => `${assessmentId} ${after} ${limit}`);
  const asked = [...new Map(places.map((place, index) => [keys[index], place])).entries()];
  const rows = await queries.rows<Row & { key: string }>(
    `select asked.key, page.* from jsonb_to_recordset($1::text::jsonb)
       as asked(key text, "assessmentId" int, "after" int, "limit" int)
     cross join lateral (
       select ${WITHOUT_SCORES} from scoreboard
       where assessment_id = "assessmentId" and known_to is null and position > "after" order by position limit "limit") page
     order by page.position`,
    [JSON.stringify(asked.map(([key, place]) => ({ key, ...place })))],
  );
  const pages = new Map<string, StoredScoreboard[]>();
  for (const row of rows) {
    const page = pages.get(row.key);
    if (page) page.push(toBoard(row));
    else pages.set(row.key, [toBoard(row)]);
  }
  return keys.map((key) => pages.get(key) ?? []);
}

/**
 * From what is known at this moment a scoreboard `s` follows: the last scoring while it was in force, up to `asOf` (a
 * parameter, null: now), whatever changed without moving it.
 */
export const momentUpTo = (asOf: string): string => `coalesce((select max(g.scored_at) from scoring g
  where g.assessment_id = s.assessment_id and g.scored_at >= s.known_from and (s.known_to is null or g.scored_at < s.known_to)
    and (${asOf}::text is null or g.scored_at <= ${asOf}::text::timestamptz)), s.known_from)`;

/** That moment as the database knows it: JavaScript's dates would lose its microseconds. */
export async function scoreboardMoment(queries: Queries, id: number, asOf: Date | null): Promise<string> {
  const [row] = await queries.rows<{ at: string }>(
    `select (${momentUpTo('$2')})::text as at from scoreboard s where s.id = $1`,
    [id, asOf && endOfMillisecond(asOf)],
  );
  return (row as { at: string }).at;
}
