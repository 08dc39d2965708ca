import { allAssessments } from '../store/assessments.ts';
import { scoreboardsOfUnit } from '../store/scoreboards.ts';
import { toView, unknownSet } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { groupScores } from './ranking.ts';
import type { TrendPoint } from './views/scoreboard.ts';

/**
 * What one body got year by year, each result under the unit that it was in that year. A unit that was merged or
 * split is another body: its results stay its own.
 */
export async function trendOf(deps: HubDeps, unitKey: string, indexSet: string): Promise<TrendPoint[]> {
  if (!deps.indexSets.some((set) => set.code === indexSet)) throw unknownSet(deps.indexSets, indexSet);
  const units = deps.directory.sameBody(unitKey);
  const assessments = (await allAssessments(deps.database)).filter((one) => one.indexSet === indexSet);
  const boards = await scoreboardsOfUnit(
    deps.database,
    units.map((unit) => deps.unitIds.of(unit)),
    assessments.map((one) => one.id),
  );
  return assessments.flatMap((assessment) =>
    units.flatMap((unit) => {
      const unitId = deps.unitIds.of(unit);
      const board = boards.find((one) => one.assessmentId === assessment.id && one.unitId === unitId);
      if (!board) return [];
      const { points, maxApplicable, percent, rank } = board;
      const groups = groupScores(toView(deps, assessment), unit, board);
      return [{ year: assessment.year, unit, points, maxApplicable, percent, rank, groups }];
    }),
  );
}
