import type { Indicator } from '../catalog/index-set.ts';
import type { Window } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Unit } from '../core/unit.ts';
import type { ScoreState } from '../scoring/automatic-score.ts';
import { freshness } from '../scoring/freshness.ts';
import type { Assessment } from '../store/assessments.ts';
import { lastDeliveries } from '../store/deliveries.ts';
import { pastScoreboard } from '../store/past-scoreboards.ts';
import { type PackedPeople, type PackedScore, type StoredScoreboard } from '../store/scoreboards.ts';
import { scoredBy } from '../store/scorings.ts';
import type { SourceName } from '../store/sources.ts';
import { shownAt } from './as-of.ts';
import { findAssessment, toView } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { officialResultOf } from './given-values.ts';
import { isMet, metTargets } from './met-targets.ts';
import { groupScores } from './ranking.ts';
import { readsFor } from './reads.ts';
import type { AssessmentView } from './views/assessment.ts';
import type { GivenValueView, ScoreboardView, ScoreView } from './views/scoreboard.ts';

/** The unit that bears the code on the assessment's last day, and the assessment of its level. */
export async function unitInAssessment(
  deps: HubDeps,
  code: string,
  indexSet: string,
  year: number,
): Promise<Place> {
  const ofYear = await findAssessment(deps, indexSet, year, null);
  const day = (ofYear[0] as Assessment).window.to;
  const unit = deps.directory.unit(code, day);
  const assessment = ofYear.find((one) => one.level === unit.level);
  if (assessment) return { unit, assessment };
  throw notAssessed(unit, indexSet, year);
}

/** One unit's scoreboard: one indexed read of the packed row, and which source delivered when. */
export async function scoreboardView(
  deps: HubDeps,
  code: string,
  indexSet: string,
  year: number,
): Promise<ScoreboardView> {
  const place = await unitInAssessment(deps, code, indexSet, year);
  const found = await foundAt(deps, place, await shownAt(deps, place.assessment, null));
  if (found === null) throw notScoredYet(place.unit, indexSet, year);
  return viewOf(deps, found);
}

/** What `scoreboardView` would have answered at a moment of the past; null when the unit had no scoreboard then. */
export async function scoreboardAsOf(
  deps: HubDeps,
  code: string,
  indexSet: string,
  year: number,
  asOf: Date,
): Promise<ScoreboardView | null> {
  const place = await unitInAssessment(deps, code, indexSet, year);
  const found = await foundAt(deps, place, await shownAt(deps, place.assessment, asOf));
  return found && viewOf(deps, found);
}

interface Place {
  readonly unit: Unit;
  readonly assessment: Assessment;
}

interface Found extends Place {
  readonly board: StoredScoreboard;
  readonly ranked: number;
  readonly asOf: Date | null;
}

/** null: the unit has, or had, no scoreboard. */
async function foundAt(deps: HubDeps, { unit, assessment }: Place, asOf: Date | null): Promise<Found | null> {
  const unitId = deps.unitIds.of(unit);
  if (asOf === null) {
    const reads = readsFor(deps);
    const [board, ranked] = await Promise.all([
      reads.scoreboard({ assessmentId: assessment.id, unitId }),
      reads.rankedUnits(assessment.id),
    ]);
    return board && { unit, assessment, board, ranked, asOf };
  }
  const [then, board] = await Promise.all([
    scoredBy(deps.database, assessment, asOf),
    pastScoreboard(deps.database, assessment.id, unitId, asOf),
  ]);
  return then && board && { unit, assessment: then, board, ranked: then.units, asOf };
}

async function viewOf(
  deps: HubDeps,
  { unit, assessment, board, ranked, asOf }: Found,
): Promise<ScoreboardView> {
  const [sources, delivered] = await shownSources(deps, assessment.window, asOf);
  const now = asOf ?? deps.clock.now();
  const view = toView(deps, assessment, now);
  return boardView({ unit, board, ranked, asOf }, { view, sources, delivered, now });
}

/** Which sources there are, and when each of them delivered the days of a window. */
export function shownSources(deps: HubDeps, window: Window, asOf: Date | null) {
  const reads = readsFor(deps);
  const delivered = asOf === null ? reads.deliveries(window) : lastDeliveries(deps.database, window, asOf);
  return Promise.all([reads.sourceNames(), delivered]);
}

/** One stored row as people see it; nothing more is read. */
export function boardView(
  { unit, board, ranked, asOf }: Omit<Found, 'assessment'>,
  context: ScoreContext,
): ScoreboardView {
  const { view } = context;
  const total = officialResultOf(view.indexSet, unit, view.year)?.total;
  const indicators = scoreViews(board, context);
  return {
    id: board.id,
    assessment: view,
    unit,
    rank: board.rank,
    rankedUnits: ranked,
    points: board.points,
    maxApplicable: board.maxApplicable,
    percent: board.percent,
    printedTotal: total?.stated ? total.text : null,
    metTargets: metTargets(view.indexSet, indicators),
    groups: groupScores(view, unit, board),
    indicators,
    scoredAt: view.scoredAt ?? board.knownFrom,
    asOf,
  };
}

/** What all rows of an assessment are shown by. */
export interface ScoreContext {
  readonly view: AssessmentView;
  readonly sources: ReadonlyMap<number, SourceName>;
  readonly delivered: ReadonlyMap<number, Date>;
  readonly now: Date;
}

/** In the order of the packed scores. */
export const rowsOf = ({ indexSet, level }: Pick<AssessmentView, 'indexSet' | 'level'>): Indicator[] =>
  indexSet.indicators.filter((indicator) => indicator.levels.includes(level));

const scoreViews = (board: StoredScoreboard, context: ScoreContext): ScoreView[] =>
  rowsOf(context.view).map((indicator, index) =>
    scoreView(indicator, board.scores[index] as PackedScore, context),
  );

/**
 * The machine's value, the unit's own, the department's, the verified and the final one stay apart; `points` is
 * the one that counts.
 */
function scoreView(indicator: Indicator, packed: PackedScore, context: ScoreContext): ScoreView {
  const [state, points, sourceId, reason, people] = packed;
  const source = sourceId === null ? undefined : context.sources.get(sourceId);
  const asOf = (sourceId === null ? null : context.delivered.get(sourceId)) ?? null;
  const [automaticState, automaticPoints] = people?.automatic ?? [state, points];
  return {
    indicator,
    maxPoints: indicator.maxPoints,
    state: state as ScoreState,
    points,
    met: isMet(context.view.indexSet, indicator, points),
    reason: reason ?? null,
    basis: (people ? people.basis : points === null ? null : 'AUTOMATIC') as ScoreView['basis'],
    automatic: { points: automaticPoints, state: automaticState as ScoreState, asOf },
    selfAssessed: givenView(people, 'SELF'),
    department: givenView(people, 'DEPARTMENT'),
    verified: givenView(people, 'VERIFIED'),
    final: givenView(people, 'FINAL'),
    freshness: {
      state: freshness(asOf, context.view.dataWindow, context.now),
      asOf,
      source: source ? { id: String(source.id), name: source.name } : null,
    },
  };
}

const givenView = (people: PackedPeople | undefined, column: string): GivenValueView =>
  people?.given[column] ?? { points: null, met: null, printed: null };

const notAssessed = (unit: Unit, indexSet: string, year: number) =>
  configError(
    'UNIT_NOT_ASSESSED',
    text(
      `${unit.name} (${unit.code}) không thuộc cấp được đánh giá theo "${indexSet}" năm ${year}.`,
      `${unit.name} (${unit.code}) is not of a level that "${indexSet}" assesses in ${year}.`,
    ),
  );

const notScoredYet = (unit: Unit, indexSet: string, year: number) =>
  configError(
    'NOT_SCORED_YET',
    text(
      `${unit.name} (${unit.code}) chưa được chấm theo "${indexSet}" năm ${year}, hoặc không thuộc phạm vi đánh giá. Hãy đợi lần chấm tiếp theo.`,
      `${unit.name} (${unit.code}) has not been scored by "${indexSet}" for ${year}, or is outside its scope. Wait for the next scoring.`,
    ),
  );
