import { type Day, isInside, lastWholeMonth, monthOf, monthsOf, type Window } from '../core/clock.ts';

/** A monthly report and the day from which its figures count. */
export interface Closing {
  /** "2024-11" */
  readonly month: string;
  readonly day: Day;
  /** The part of the asked window that the report fills. */
  readonly slice: Window;
}

/** Months are closed on their 15th, so that the decree's window, which ends on 15/11, contains November's report. */
export const closingDay = (month: string): Day => `${month}-15`;

export const closingsOf = (window: Window, today: Day): Closing[] =>
  monthsOf(window)
    .map((slice) => ({ month: monthOf(slice.from), day: closingDay(monthOf(slice.from)), slice }))
    .filter(({ day, slice }) => isInside(day, slice) && day <= today);

/** The month of the latest closing on or before `today`. */
export function lastClosedMonth(today: Day): string {
  const month = monthOf(today);
  return closingDay(month) <= today ? month : monthOf(lastWholeMonth(today).to);
}
