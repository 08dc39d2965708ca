import { DAY, endOfDay, HOUR, type Window } from '../core/clock.ts';

export type FreshnessState = 'FRESH' | 'STALE' | 'NEVER';

/** A night may be missed by some hours before a number counts as old. */
const GRACE = 12 * HOUR;

/**
 * How current a score is. Data pulled after the window ended cannot age; before that they are fresh for
 * one night and the grace. NEVER: the source has delivered nothing for this window yet.
 */
export function freshness(asOf: Date | null, window: Window, now: Date): FreshnessState {
  if (asOf === null) return 'NEVER';
  if (asOf > endOfDay(window.to)) return 'FRESH';
  return now.getTime() - asOf.getTime() <= DAY + GRACE ? 'FRESH' : 'STALE';
}
