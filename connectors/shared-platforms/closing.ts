import { type Day, isInside, monthOf, monthsOf, type Window } from '../../src/core/clock.ts';

/** A monthly statistic and the day from which its figures count. */
export interface Closing {
  /** "2024-11" */
  readonly month: string;
  readonly day: Day;
  /** The part of the asked window that it fills. */
  readonly slice: Window;
}

export const closingDay = (month: string): Day => `${month}-15`;

/** The platforms close a month on its 15th: "2024-11" tells of 16/10 to 15/11, the last days of the decree's window. */
export const closingsOf = (window: Window, today: Day): Closing[] =>
  monthsOf(window)
    .map((slice) => ({ month: monthOf(slice.from), day: closingDay(monthOf(slice.from)), slice }))
    .filter(({ day, slice }) => isInside(day, slice) && day <= today);

/** The month of the latest closing on or before `today`. */
export function lastClosedMonth(today: Day): string {
  const month = monthOf(today);
  if (closingDay(month) <= today) return month;
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
