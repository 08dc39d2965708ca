import type { Indicator } from '../../catalog/index-set.ts';
import type { Points } from '../../core/points.ts';
import type { Unit } from '../../core/unit.ts';
import type { ScoreState } from '../../scoring/automatic-score.ts';
import { freshness } from '../../scoring/freshness.ts';
import { pastScoreboards } from '../../store/past-scoreboards.ts';
import type { PackedScore, StoredScoreboard } from '../../store/scoreboards.ts';
import { scoredBy } from '../../store/scorings.ts';
import { shownAt } from '../as-of.ts';
import { toView } from '../assessments.ts';
import type { HubDeps } from '../deps.ts';
import { readsFor } from '../reads.ts';
import { boardView, rowsOf, type ScoreContext, shownSources } from '../scoreboard.ts';
import type { AssessmentView } from '../views/assessment.ts';
import type { FreshnessState, ScoreboardView } from '../views/scoreboard.ts';
import { missingOf } from './row-filter.ts';

/** All results of an assessment at one moment, from one read: rankings, tables and statistics are made of them. */
export interface Results {
  /** As it was at the moment. */
  readonly assessment: AssessmentView;
  /** null: now. */
  readonly asOf: Date | null;
  /** Rows of the level, in the order of each board's packed scores. */
  readonly rows: readonly Indicator[];
  /** High to low. */
  readonly boards: readonly ResultBoard[];
  /** What filters, orders and statistics look at, in the order of `rows`. */
  cells(board: ResultBoard): readonly Cell[];
  /** All of it, put together when asked for: a page shows few. */
  view(board: ResultBoard): ScoreboardView;
}

export interface Cell {
  readonly indicator: Indicator;
  readonly state: ScoreState;
  readonly points: Points | null;
  /** Below the maximum; 0 where the row does not apply. */
  readonly missing: Points;
  readonly freshness: FreshnessState;
  /** Of the data; null when there are none. */
  readonly asOf: Date | null;
}

export interface ResultBoard {
  readonly unit: Unit;
  readonly stored: StoredScoreboard;
  /** Rank among the units that `within` left; null without points. */
  readonly rankWithin: number | null;
}

/** Of the units below `within` (a code on the last day of the data); null: of all. */
export async function resultsOf(
  deps: HubDeps,
  assessment: AssessmentView,
  within: string | null,
  asked: Date | null,
): Promise<Results> {
  const asOf = await shownAt(deps, assessment, asked);
  const found =
    asOf === null ? await presentBoards(deps, assessment) : await pastBoards(deps, assessment, asOf);
  const [sources, delivered] = await shownSources(deps, found.assessment.dataWindow, asOf);
  const now = asOf ?? deps.clock.now();
  return resultsFrom({
    ...found,
    boards: ranked(deps, found, within),
    rankedUnits: found.boards.length,
    context: { view: found.assessment, sources, delivered, now },
    asOf,
  });
}

function ranked(deps: HubDeps, { assessment, boards }: Found, within: string | null): ResultBoard[] {
  const { directory, unitIds } = deps;
  const all = boards.map((stored) => ({ unit: unitIds.unit(stored.unitId) as Unit, stored }));
  // The directory of those who see a part knows only their units (S07); ranks stay those of the whole.
  const seen = directory.isWhole ? all : all.filter(({ unit }) => directory.byKey(unit.key) !== null);
  if (within === null) return seen.map((one) => ({ ...one, rankWithin: one.stored.rank }));
  const owner = directory.unit(within, assessment.dataWindow.to);
  const below = seen.filter(({ unit }) => directory.isWithin(unit, owner.key));
  return rankedAmong(below);
}

/** Ties share a rank and the next one is skipped, as in the whole ranking. */
export function rankedAmong(boards: readonly Omit<ResultBoard, 'rankWithin'>[]): ResultBoard[] {
  const place = (rank: number) => boards.findIndex(({ stored }) => stored.rank === rank) + 1;
  return boards.map((one) => ({
    ...one,
    rankWithin: one.stored.rank === null ? null : place(one.stored.rank),
  }));
}

interface Found {
  readonly assessment: AssessmentView;
  readonly boards: readonly StoredScoreboard[];
}

const presentBoards = async (deps: HubDeps, assessment: AssessmentView): Promise<Found> => ({
  assessment,
  boards: await readsFor(deps).scoreboards(assessment.id),
});

async function pastBoards(deps: HubDeps, assessment: AssessmentView, asOf: Date): Promise<Found> {
  const { database } = deps;
  const then = await scoredBy(database, { ...assessment, indexSet: assessment.indexSet.code }, asOf);
  if (then === null) return { assessment, boards: [] };
  return {
    assessment: toView(deps, then, asOf),
    boards: await pastScoreboards(database, assessment.id, then.units, asOf),
  };
}

export interface ReadResults {
  readonly assessment: AssessmentView;
  readonly boards: readonly ResultBoard[];
  /** Also those outside `within`. */
  readonly rankedUnits: number;
  readonly context: ScoreContext;
  readonly asOf: Date | null;
}

export function resultsFrom({ assessment, boards, rankedUnits, context, asOf }: ReadResults): Results {
  const rows = rowsOf(assessment);
  // Rows of one unit mostly follow each other; to keep all would take the memory of all.
  let last: { readonly board: ResultBoard; readonly view: ScoreboardView } | null = null;
  return {
    assessment,
    asOf,
    rows,
    boards,
    cells: ({ stored }) => rows.map((indicator, index) => cellOf(indicator, stored.scores[index], context)),
    view(board) {
      if (last?.board === board) return last.view;
      const { unit, stored } = board;
      const view = boardView({ unit, board: stored, ranked: rankedUnits, asOf }, context);
      last = { board, view };
      return view;
    },
  };
}

function cellOf(
  indicator: Indicator,
  [state, points, sourceId]: PackedScore = ['NO_DATA', null, null],
  { view, delivered, now }: ScoreContext,
): Cell {
  const asOf = (sourceId === null ? null : delivered.get(sourceId)) ?? null;
  return {
    indicator,
    state: state as ScoreState,
    points,
    missing: missingOf(state as ScoreState, points, indicator.maxPoints),
    freshness: freshness(asOf, view.dataWindow, now),
    asOf,
  };
}
