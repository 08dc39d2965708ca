import { points } from '../core/points.ts';
import type { Target } from './index-set.ts';
import type { IndicatorEntry } from './indicator-entry.ts';

const PERCENTAGE = /^(\d{1,3}(?:,\d{1,2})?)\s*%$/;

/** "60%" -> 6000, "99,5%" -> 9950; null for a target that is no percentage. */
export function leastPercent(target: string): number | null {
  const [, number] = PERCENTAGE.exec(target) ?? [];
  return number === undefined ? null : points(Number(number.replace(',', '.')));
}

export const targetOf = ({ target }: IndicatorEntry): Target | null =>
  target && { ...target, atLeastPercent: leastPercent(target.text) };
