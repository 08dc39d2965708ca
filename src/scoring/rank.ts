import type { Points } from '../core/points.ts';

export interface Rankable {
  readonly unitCode: string;
  readonly points: Points | null;
  readonly percent: Points | null;
}

export interface Ranked<T> {
  readonly item: T;
  /** Place in the list, 1.. without gaps. */
  readonly position: number;
  /** Equal values share a rank and the next one is skipped (1, 2, 2, 4); null for a unit without points. */
  readonly rank: number | null;
}

/** High to low by percent or points; ties in the order of unit codes, units without points last. */
export function rank<T extends Rankable>(items: readonly T[], by: 'PERCENT' | 'POINTS'): Ranked<T>[] {
  const value = (item: T) => (by === 'PERCENT' ? item.percent : item.points);
  const sorted = [...items].sort(
    (a, b) =>
      (value(b) ?? -1) - (value(a) ?? -1) || (a.unitCode < b.unitCode ? -1 : a.unitCode > b.unitCode ? 1 : 0),
  );
  let shared = 0;
  return sorted.map((item, index) => {
    const previous = sorted[index - 1];
    if (previous === undefined || value(previous) !== value(item)) shared = index + 1;
    return { item, position: index + 1, rank: value(item) === null ? null : shared };
  });
}
