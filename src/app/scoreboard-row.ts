import type { IndexSet } from '../catalog/index-set.ts';
import type { Unit } from '../core/unit.ts';
import type { Score } from '../scoring/decided-score.ts';
import type { UnitScore } from '../scoring/score-unit.ts';
import type { Assessment } from '../store/assessments.ts';
import type { NewScoreboard, PackedScore } from '../store/scoreboards.ts';

/** One unit's result as the read model keeps it. */
export function scoreboardRow(
  set: IndexSet,
  assessment: Assessment,
  unitId: number,
  item: { unit: Unit; score: UnitScore; sources: ReadonlyMap<string, number> },
  position: number,
  place: number | null,
): NewScoreboard {
  const { score, unit, sources } = item;
  const rows = set.indicators.filter((indicator) => indicator.levels.includes(assessment.level));
  return {
    unitId,
    unitKey: unit.key,
    parentKey: unit.parentKey,
    position,
    rank: place,
    points: score.points,
    maxApplicable: score.maxApplicable,
    percent: score.percent,
    groups: score.groups.map((group) => [group.points, group.maxApplicable]),
    scores: score.scores.map((one, index) => {
      const needs = rows[index]?.ruleAt(assessment.level)?.needs() ?? [];
      const source = needs.map((code) => sources.get(code)).find((id) => id !== undefined) ?? null;
      return packedScore(one, source);
    }),
    indicators: score.scores.map((one) => one.indicator),
  };
}

/** Most rows are the machine's alone; only where people gave something, or its value does not count, is more packed. */
function packedScore(
  { state, points, reason, basis, automatic, given }: Score,
  source: number | null,
): PackedScore {
  if (Object.keys(given).length > 0 || points !== automatic.points) {
    return [state, points, source, reason, { basis, automatic: [automatic.state, automatic.points], given }];
  }
  return reason === null ? [state, points, source] : [state, points, source, reason];
}
