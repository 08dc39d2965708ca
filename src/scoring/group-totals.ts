import type { Group, IndexSet, OfficialResult } from '../catalog/index-set.ts';
import type { Points } from '../core/points.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { Score } from './decided-score.ts';

export interface GroupTotal {
  readonly code: string;
  /** null when no row of the group has points: an empty group is no zero. */
  readonly points: Points | null;
  readonly maxApplicable: Points;
}

/**
 * Totals of all groups in the set's order. A group holds its rows and the groups below it; where the document
 * publishes a result for the unit, that result stands, whatever the rows add up to.
 */
export function groupTotals(
  set: IndexSet,
  level: UnitLevel,
  scores: readonly Score[],
  official: OfficialResult | null,
): readonly GroupTotal[] {
  const byCode = new Map(scores.map((score) => [score.indicator, score]));
  const totals = new Map<string, GroupTotal>();
  const total = (group: Group): GroupTotal => {
    const known = totals.get(group.code);
    if (known) return known;
    const below = set.groups.filter((one) => one.parentCode === group.code).map(total);
    const own = ownTotal(set, group, level, byCode);
    const published = official?.groups.get(group.code)?.points;
    const sum = {
      code: group.code,
      points: published ?? addUp([own, ...below].map((one) => one.points)),
      maxApplicable: [own, ...below].reduce((max, one) => max + one.maxApplicable, 0),
    };
    // A group whose rows are not there yet keeps the maximum that the document declares.
    const result = hasRows(set, group) ? sum : { ...sum, maxApplicable: group.maxPoints };
    totals.set(group.code, result);
    return result;
  };
  return set.groups.map(total);
}

function ownTotal(
  set: IndexSet,
  group: Group,
  level: UnitLevel,
  byCode: ReadonlyMap<string, Score>,
): Pick<GroupTotal, 'points' | 'maxApplicable'> {
  const rows = group.indicators.filter((indicator) => indicator.levels.includes(level));
  const applicable = rows.filter((row) => byCode.get(row.code)?.state !== 'NOT_APPLICABLE');
  const listed = rows.reduce((max, row) => max + row.maxPoints, 0);
  // Rows that the document does not list reached their maximum.
  const unlisted = set.listsLossesOnly ? group.maxPoints - listed : 0;
  const points = addUp(applicable.map((row) => byCode.get(row.code)?.points ?? null));
  return {
    points: points === null ? null : points + unlisted,
    maxApplicable: applicable.reduce((max, row) => max + row.maxPoints, 0) + unlisted,
  };
}

/** At any level: a group without rows of this one has no maximum here. */
function hasRows(set: IndexSet, group: Group): boolean {
  return (
    group.indicators.length > 0 ||
    set.groups.some((one) => one.parentCode === group.code && hasRows(set, one))
  );
}

/** null when nothing is known. */
const addUp = (parts: readonly (Points | null)[]): Points | null =>
  parts.reduce<Points | null>((sum, part) => (part === null ? sum : (sum ?? 0) + part), null);
