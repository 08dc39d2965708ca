import type { Unit } from '../core/unit.ts';
import { allAssessments } from '../store/assessments.ts';
import { scoreboardsOfUnit } from '../store/scoreboards.ts';
import { toView } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import type { TrendPoint } from './hub.ts';
import { groupScores } from './ranking.ts';

/** What one unit got year by year, under the unit's own key: a predecessor's results stay the predecessor's. */
export async function trendOf(deps: HubDeps, unitKey: string, indexSet: string): Promise<TrendPoint[]> {
  const unit = deps.directory.byKey(unitKey) as Unit;
  const assessments = (await allAssessments(deps.database)).filter(
    (one) => one.indexSet === indexSet && one.level === unit.level,
  );
  const boards = await scoreboardsOfUnit(
    deps.database,
    [deps.unitIds.of(unit)],
    assessments.map((one) => one.id),
  );
  return assessments.flatMap((assessment) => {
    const board = boards.find((one) => one.assessmentId === assessment.id);
    if (!board) return [];
    const { points, maxApplicable, percent, rank } = board;
    const groups = groupScores(toView(deps, assessment), board);
    return [{ year: assessment.year, points, maxApplicable, percent, rank, groups }];
  });
}
