import type { Points } from '../core/points.ts';

export interface Rankable {
  readonly unitCode: string;
  readonly points: Points | null;
  readonly maxApplicable: Points;
}

export interface Ranked<T> {
  readonly item: T;
  /** Place in the list, 1.. without gaps. */
  readonly position: number;
  /** Equal values share a rank and the next one is skipped (1, 2, 2, 4); null for a unit without points. */
  readonly rank: number | null;
}

/**
 * High to low by share of the maximum or by points, compared exactly: a share rounded for reading would make
 * different results equal. Ties in the order of unit codes, units without points last.
 */
export function rank<T extends Rankable>(items: readonly T[], by: 'PERCENT' | 'POINTS'): Ranked<T>[] {
  const higher = by === 'PERCENT' ? byShare : byPoints;
  const sorted = [...items].sort(
    (a, b) => higher(a, b) || (a.unitCode < b.unitCode ? -1 : a.unitCode > b.unitCode ? 1 : 0),
  );
  let shared = 0;
  return sorted.map((item, index) => {
    const previous = sorted[index - 1];
    if (previous === undefined || higher(previous, item) !== 0) shared = index + 1;
    return { item, position: index + 1, rank: item.points === null ? null : shared };
  });
}

const byPoints = (a: Rankable, b: Rankable): number => (b.points ?? -1) - (a.points ?? -1);

/** Crosswise, so that integers are compared and nothing is divided. */
function byShare(a: Rankable, b: Rankable): number {
  if (a.points === null || b.points === null) return byPoints(a, b);
  return b.points * a.maxApplicable - a.points * b.maxApplicable;
}
