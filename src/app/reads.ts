import type { Window } from '../core/clock.ts';
import { gathered } from '../core/gathered.ts';
import { type Assessment, allAssessments } from '../store/assessments.ts';
import type { Queries } from '../store/database.ts';
import { lastDeliveries } from '../store/deliveries.ts';
import {
  type BoardPlace,
  boardsAt,
  type RankingPlace,
  rankedUnits,
  rankingPages,
  type StoredScoreboard,
  scoredBoardsAt,
} from '../store/scoreboards.ts';
import { type SourceName, sourceNames } from '../store/sources.ts';
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
}

/** Those of all hubs over one database. */
export interface SharedReads {
  readonly now: Reads;
  /** No older than that version of the data. */
  at(dataVersion: string): Reads;
}

export function sharedReads(queries: Queries): SharedReads {
  const now = readsOf(queries);
  return { now, at: lastMade(() => keptReads(now)) };
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
  };
}

/**
 * The same while the data are of one version: what is small and asked for by every question is read by the first one.
 * Rows are read by each.
 */
function keptReads(reads: Reads): Reads {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(key) as Promise<T> | undefined;
    if (found) return found;
    const asked = read();
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    return asked;
  };
  return {
    ...reads,
    assessments: () => once('assessments', () => reads.assessments()),
    sourceNames: () => once('sources', () => reads.sourceNames()),
    rankedUnits: (id) => once(`units ${id}`, () => reads.rankedUnits(id)),
    deliveries: (window) => once(`deliveries ${window.from} ${window.to}`, () => reads.deliveries(window)),
  };
}
