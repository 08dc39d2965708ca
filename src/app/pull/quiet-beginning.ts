import { addDays, type Window } from '../../core/clock.ts';
import type { SourceFacts } from '../../store/source-facts.ts';

/**
 * Days from the beginning of a year in which an empty answer is believed: offices are closed on 1 January, at most
 * until the 4th (a bridge day and a weekend), and the night of the 5th comes before anybody works again.
 */
const QUIET_DAYS = 5;

/**
 * Whether nothing at all may be the truth of a pull: a year has just begun, no figure of it can be lost, and the source
 * has delivered before. A new source that sends nothing is a mistake in its address or its rights (F15). Pure.
 */
export const isQuietBeginning = (
  asked: Window,
  year: Window | null,
  { ever, inWindow }: SourceFacts,
): boolean =>
  year !== null && asked.from === year.from && year.to < addDays(year.from, QUIET_DAYS) && ever && !inWindow;
