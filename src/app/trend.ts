import { type Assessment, allAssessments } from '../store/assessments.ts';
import { pastRankingAmong } from '../store/past-scoreboards.ts';
import { type StoredScoreboard, scoreboardsOfUnit } from '../store/scoreboards.ts';
import { scoredBy } from '../store/scorings.ts';
import { refuseFuture } from './as-of.ts';
import { toView, unknownSet } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { groupScores } from './ranking.ts';
import type { TrendPoint } from './views/scoreboard.ts';

/**
 * What one body got year by year, each result under the unit that it was in that year. A unit that was merged or
 * split is another body: its results stay its own. With `asOf` as it was known at that moment.
 */
export async function trendOf(
  deps: HubDeps,
  unitKey: string,
  indexSet: string,
  asOf: Date | null = null,
): Promise<TrendPoint[]> {
  if (!deps.indexSets.some((set) => set.code === indexSet)) throw unknownSet(deps.indexSets, indexSet);
  if (asOf !== null) await refuseFuture(deps, asOf);
  const units = deps.directory.sameBody(unitKey);
  const ofSet = (await allAssessments(deps.database)).filter((one) => one.indexSet === indexSet);
  const unitIds = units.map((unit) => deps.unitIds.of(unit));
  const results =
    asOf === null
      ? await presentResults(deps, unitIds, ofSet)
      : await pastResults(deps, unitIds, ofSet, asOf);
  return results.flatMap(({ assessment, boards }) =>
    units.flatMap((unit) => {
      const board = boards.find((one) => one.unitId === deps.unitIds.of(unit));
      if (!board) return [];
      const { points, maxApplicable, percent, rank } = board;
      const groups = groupScores(toView(deps, assessment), unit, board);
      return [{ year: assessment.year, unit, points, maxApplicable, percent, rank, groups }];
    }),
  );
}

interface YearResults {
  readonly assessment: Assessment;
  readonly boards: readonly StoredScoreboard[];
}

async function presentResults(
  { database }: HubDeps,
  unitIds: readonly number[],
  assessments: readonly Assessment[],
): Promise<YearResults[]> {
  const ids = assessments.map((one) => one.id);
  const boards = await scoreboardsOfUnit(database, unitIds, ids);
  return assessments.map((assessment) => ({
    assessment,
    boards: boards.filter((one) => one.assessmentId === assessment.id),
  }));
}

/** One read per year: a set has few. */
async function pastResults(
  { database }: HubDeps,
  unitIds: readonly number[],
  assessments: readonly Assessment[],
  asOf: Date,
): Promise<YearResults[]> {
  const results = await Promise.all(
    assessments.map(async (assessment) => {
      const then = await scoredBy(database, assessment, asOf);
      const boards = await pastRankingAmong(database, assessment.id, unitIds, asOf);
      return then ? [{ assessment: then, boards }] : [];
    }),
  );
  return results.flat();
}
