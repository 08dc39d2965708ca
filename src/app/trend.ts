import type { Assessment } from '../store/assessments.ts';
import { pastRankingAmong } from '../store/past-scoreboards.ts';
import type { StoredScoreboard } from '../store/scoreboards.ts';
import { scoredBy } from '../store/scorings.ts';
import { pinned, refuseFuture } from './as-of.ts';
import { shownAssessments, toView, unknownSet } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { groupScores } from './ranking.ts';
import { readsFor } from './reads.ts';
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
  const ofSet = (await shownAssessments(deps)).filter((one) => one.indexSet === indexSet);
  const unitIds = units.map((unit) => deps.unitIds.of(unit));
  const isPast = asOf !== null || deps.publishedOnly;
  const results = await (isPast
    ? pastResults(deps, unitIds, ofSet, asOf)
    : presentResults(deps, unitIds, ofSet));
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
  deps: HubDeps,
  unitIds: readonly number[],
  assessments: readonly Assessment[],
): Promise<YearResults[]> {
  const reads = readsFor(deps);
  const ofYear = async (assessment: Assessment): Promise<YearResults> => {
    const results = unitIds.map((unitId) => reads.result({ assessmentId: assessment.id, unitId }));
    return { assessment, boards: (await Promise.all(results)).filter((one) => one !== null) };
  };
  return Promise.all(assessments.map(ofYear));
}

/** One read per year: a set has few. */
async function pastResults(
  deps: HubDeps,
  unitIds: readonly number[],
  assessments: readonly Assessment[],
  asOf: Date | null,
): Promise<YearResults[]> {
  const { database } = deps;
  const results = await Promise.all(
    assessments.map(async (assessment) => {
      const shown = pinned(deps, assessment, asOf);
      if (shown === null) return [];
      const then = await scoredBy(database, assessment, shown);
      const boards = await pastRankingAmong(database, assessment.id, unitIds, shown);
      return then ? [{ assessment: then, boards }] : [];
    }),
  );
  return results.flat();
}
