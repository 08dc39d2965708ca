import { type Day, dayOf, earlierDay, isInside, type Window } from '../../core/clock.ts';
import type { HubDeps } from '../deps.ts';
import { collectedYears, pulledAssessments } from './due.ts';

/** The days collected so far of the year that a pull is of; null: of none. */
export async function yearOf(deps: HubDeps, { from }: Window): Promise<Window | null> {
  const years = collectedYears(await pulledAssessments(deps), dayOf(deps.clock.now()));
  return years.find((one) => isInside(from, one.window))?.window ?? null;
}

/** See ReadContext.asOf. */
export const judgedOn = async (deps: HubDeps, window: Window): Promise<Day> =>
  (await yearOf(deps, window))?.to ?? earlierDay(dayOf(deps.clock.now()), window.to);
