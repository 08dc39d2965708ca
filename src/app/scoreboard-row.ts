import type { IndexSet } from '../catalog/index-set.ts';
import type { Unit } from '../core/unit.ts';
import type { Score } from '../scoring/decided-score.ts';
import type { UnitScore } from '../scoring/score-unit.ts';
import type { Assessment } from '../store/assessments.ts';
import type { NewScoreboard, PackedScore } from '../store/scoreboards.ts';

/** What a ranking adds to it comes when all units are scored. */
export type UnrankedRow = Omit<NewScoreboard, 'position' | 'rank'>;

/** One unit's result as the read model keeps it: small, so that a whole country may wait for its ranking. */
export function scoreboardRows(
  set: IndexSet,
  { level }: Assessment,
): (unit: Unit, unitId: number, score: UnitScore, sources: ReadonlyMap<string, number>) => UnrankedRow {
  const rows = set.indicators.filter((indicator) => indicator.levels.includes(level));
  const indicators = rows.map(({ code }) => code);
  const needs = rows.map((row) => row.ruleAt(level)?.needs() ?? []);
  const sourceOf = (index: number, sources: ReadonlyMap<string, number>): number | null => {
    const needed = needs[index]?.find((code) => sources.has(code));
    return needed === undefined ? null : (sources.get(needed) as number);
  };
  return (unit, unitId, score, sources) => ({
    unitId,
    unitKey: unit.key,
    parentKey: unit.parentKey,
    points: score.points,
    maxApplicable: score.maxApplicable,
    percent: score.percent,
    groups: score.groups.map((group) => [group.points, group.maxApplicable]),
    scores: score.scores.map((one, index) => packedScore(one, sourceOf(index, sources))),
    indicators,
  });
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
