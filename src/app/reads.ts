import type { Window } from '../core/clock.ts';
import { gathered } from '../core/gathered.ts';
import { type Assessment, allAssessments } from '../store/assessments.ts';
import type { Queries } from '../store/database.ts';
import { lastDeliveries } from '../store/deliveries.ts';
import {
  pastRankingAmong,
  pastRankingPage,
  pastScoreboard,
  pastScoreboards,
} from '../store/past-scoreboards.ts';
import {
  allScoreboards,
  type BoardPlace,
  boardsAt,
  type RankingPlace,
  rankingAmong,
  rankedUnits,
  rankingPages,
  type StoredScoreboard,
  scoredBoardsAt,
} from '../store/scoreboards.ts';
import { scoredBy } from '../store/scorings.ts';
import { type SourceName, sourceNames } from '../store/sources.ts';
import { BEFORE_ALL } from './as-of.ts';
import type { HubDeps } from './deps.ts';
import { lastMade } from './last-made.ts';

/** What results are shown by, and themselves, as they are now. */
export interface Reads {
  /** Of all index sets, years and levels. */
  assessments(): Promise<readonly Assessment[]>;
  sourceNames(): Promise<ReadonlyMap<number, SourceName>>;
  /** How many units an assessment ranks. */
  rankedUnits(assessmentId: number): Promise<number>;
  /** See `lastDeliveries`. */
  deliveries(window: Window): Promise<ReadonlyMap<number, Date>>;
  /** null: the unit has none. */
  scoreboard(place: BoardPlace): Promise<StoredScoreboard | null>;
  /** The same without its scores. */
  result(place: BoardPlace): Promise<StoredScoreboard | null>;
  /** Without scores. */
  rankingPage(place: RankingPlace): Promise<readonly StoredScoreboard[]>;
  /** Those of the units that are ranked, in order, without scores. */
  rankingAmong(assessmentId: number, unitIds: readonly number[]): Promise<readonly StoredScoreboard[]>;
  /** All of them, with their scores. */
  scoreboards(assessmentId: number): Promise<readonly StoredScoreboard[]>;
}

/** Those of all hubs over one database. */
export interface SharedReads {
  readonly now: Reads;
  /** No older than that version of the data. */
  at(dataVersion: string): Reads;
}

export function sharedReads(queries: Queries): SharedReads {
  const now = readsOf(queries);
  return { now, at: lastMade((_: string) => ofOneScoring(queries, keptReads(queries, now))) };
}

/** Those of a hub for questions; a change reads for itself. */
export const readsFor = ({ reads, database }: Pick<HubDeps, 'reads' | 'database'>): Reads =>
  reads ?? readsOf(database);

/** Those who ask for single rows at the same time are answered by one statement. */
function readsOf(queries: Queries): Reads {
  return {
    assessments: () => allAssessments(queries),
    sourceNames: () => sourceNames(queries),
    rankedUnits: (id) => rankedUnits(queries, id),
    deliveries: (window) => lastDeliveries(queries, window, null),
    scoreboard: gathered((places) => scoredBoardsAt(queries, places)),
    result: gathered((places) => boardsAt(queries, places)),
    rankingPage: gathered((places) => rankingPages(queries, places)),
    rankingAmong: (assessmentId, unitIds) => rankingAmong(queries, assessmentId, unitIds),
    scoreboards: (assessmentId) => allScoreboards(queries, assessmentId),
  };
}

/**
 * The same while the data are of one version: what is small and asked for by every question is read by the first one.
 * Rows are read by each.
 */
function keptReads(queries: Queries, reads: Reads): Reads {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(key) as Promise<T> | undefined;
    if (found) return found;
    const asked = read();
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    return asked;
  };
  const assessments = () => once('assessments', () => reads.assessments());
  return {
    ...reads,
    assessments,
    sourceNames: () => once('sources', () => reads.sourceNames()),
    rankedUnits: (id) =>
      once(`units ${id}`, async () => {
        const one = (await assessments()).find((assessment) => assessment.id === id);
        const then = one?.scoredAt ? await scoredBy(queries, one, one.scoredAt) : null;
        return then ? then.units : reads.rankedUnits(id);
      }),
    deliveries: (window) => once(`deliveries ${window.from} ${window.to}`, () => reads.deliveries(window)),
  };
}

/**
 * The same from one scoring of each assessment: when another one is stored between two reads of an answer, a ranking
 * and a scoreboard in it would contradict each other. What is newer than the assessments were is read as it was then.
 */
function ofOneScoring(queries: Queries, reads: Reads): Reads {
  async function asThen<Found extends StoredScoreboard | null | readonly StoredScoreboard[]>(
    assessmentId: number,
    now: Promise<Found>,
    past: (asOf: Date) => Promise<Found>,
  ): Promise<Found> {
    const [found, assessments] = await Promise.all([now, reads.assessments()]);
    const scoredAt = assessments.find(({ id }) => id === assessmentId)?.scoredAt ?? BEFORE_ALL;
    const boards = found === null ? [] : [found].flat();
    return boards.some(({ knownFrom }) => knownFrom > scoredAt) ? past(scoredAt) : found;
  }

  return {
    ...reads,
    scoreboard: ({ assessmentId: id, unitId }) =>
      asThen(id, reads.scoreboard({ assessmentId: id, unitId }), (asOf) =>
        pastScoreboard(queries, id, unitId, asOf),
      ),
    result: ({ assessmentId: id, unitId }) =>
      asThen(id, reads.result({ assessmentId: id, unitId }), async (asOf) => {
        const [board] = await pastRankingAmong(queries, id, [unitId], asOf);
        return board ?? null;
      }),
    rankingPage: (place) =>
      asThen(place.assessmentId, reads.rankingPage(place), (asOf) =>
        pastRankingPage(queries, place.assessmentId, place.limit, place.after, asOf),
      ),
    rankingAmong: (id, unitIds) =>
      asThen(id, reads.rankingAmong(id, unitIds), (asOf) => pastRankingAmong(queries, id, unitIds, asOf)),
    scoreboards: (id) =>
      asThen(id, reads.scoreboards(id), async (asOf) =>
        pastScoreboards(queries, id, await reads.rankedUnits(id), asOf),
      ),
  };
}
