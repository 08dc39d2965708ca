import type { Group, IndexSet } from '../../catalog/index-set.ts';
import { type Points, toNumber } from '../../core/points.ts';
import { formatNumber, type Text, text } from '../../core/text.ts';
import type { Problem } from './problem.ts';
import type { ReadCriterion } from './read-criteria.ts';

/**
 * The criteria of a group share the points that the document gives it. With an unreadable cell among them the sum
 * says nothing and is not looked at.
 */
export function checkSums(set: IndexSet, criteria: readonly ReadCriterion[]): readonly Problem[] {
  if (criteria.length === 0) return [];
  if (criteria.some(({ group }) => !set.groups.some(({ code }) => code === group))) return [];
  return set.groups.flatMap((group) => {
    if (group.maxPoints === 0) return [];
    const own = criteria.filter((one) => isBelow(set, one.group, group.code));
    if (own.some(({ points }) => points === null)) return [];
    const sum = own.reduce((total, { points }) => total + (points ?? 0), 0);
    return sum === group.maxPoints ? [] : { line: null, column: 'points' as const, message: off(group, sum) };
  });
}

function isBelow(set: IndexSet, code: string | null, above: string): boolean {
  for (let at = code; at !== null; ) {
    if (at === above) return true;
    const here: string = at;
    at = set.groups.find((group) => group.code === here)?.parentCode ?? null;
  }
  return false;
}

function off({ code, title, maxPoints }: Group, sum: Points): Text {
  const [vi, en] = (['vi', 'en'] as const).map((language) => ({
    sum: formatNumber(toNumber(sum), language),
    max: formatNumber(toNumber(maxPoints), language),
  })) as [Figures, Figures];
  return text(
    `các tiêu chí của nhóm ${code} "${title}" cộng lại ${vi.sum} điểm, văn bản cho nhóm ${vi.max} điểm`,
    `the criteria of group ${code} "${title}" add up to ${en.sum} points, the document gives the group ${en.max}`,
  );
}

interface Figures {
  readonly sum: string;
  readonly max: string;
}
