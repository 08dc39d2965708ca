import { addDays, type Day, monthsOf, type Window } from '../../src/core/clock.ts';

/** Days of the window of which the same sites speak. */
export interface SpeakingDays {
  readonly window: Window;
  /** Units of which nothing can be said there. */
  readonly silentUnits: readonly string[];
}

/**
 * The window cut at months and at each day from which a site begins to speak. A unit is silent until all of its
 * sites speak; `silent` units always are.
 */
export function speakingDays(
  window: Window,
  sites: readonly { readonly site: { readonly unit: string }; readonly speaksFrom: Day | null }[],
  silent: readonly string[],
): SpeakingDays[] {
  const from = new Map<string, Day>();
  for (const { site, speaksFrom } of sites) {
    if (speaksFrom !== null && speaksFrom > (from.get(site.unit) ?? '')) from.set(site.unit, speaksFrom);
  }
  const cuts = [...new Set(from.values())].filter((day) => day > window.from && day <= window.to).sort();
  return parts(window, cuts)
    .flatMap(monthsOf)
    .map((days) => ({
      window: days,
      silentUnits: [...silent, ...[...from].filter(([, day]) => day > days.from).map(([unit]) => unit)],
    }));
}

const parts = ({ from, to }: Window, cuts: readonly Day[]): Window[] =>
  [from, ...cuts].map((first, index) => ({ from: first, to: cuts[index] ? addDays(cuts[index], -1) : to }));
