/** Time is a value that is passed in; nothing but this file calls `new Date()` without an argument. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Goes on from an instant in milliseconds since 1970, whatever the machine's clock is set to meanwhile. */
export function steadyClock(from: number): Clock {
  const began = performance.now();
  return { now: () => new Date(from + performance.now() - began) };
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Every day, month and deadline is read in this zone; the database holds UTC. Viet Nam has no daylight saving. */
export const HUB_ZONE = 'Asia/Ho_Chi_Minh';
const ZONE_OFFSET = 7 * HOUR;

/** A calendar day in Viet Nam, "YYYY-MM-DD". Days compare correctly as strings. */
export type Day = string;

/** Both ends are included. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

export const dayOf = (instant: Date): Day =>
  new Date(instant.getTime() + ZONE_OFFSET).toISOString().slice(0, 10);

/** The first instant of a day in Viet Nam. */
export const startOfDay = (day: Day): Date => new Date(`${day}T00:00:00+07:00`);

/** The last millisecond of a day in Viet Nam. */
export const endOfDay = (day: Day): Date => new Date(`${day}T23:59:59.999+07:00`);

export const addDays = (day: Day, count: number): Day =>
  dayOf(new Date(startOfDay(day).getTime() + count * DAY));

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

export const monthOf = (day: Day): string => day.slice(0, 7);

export const isInside = (day: Day, window: Window): boolean => day >= window.from && day <= window.to;

export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b);
export const earlierDay = (a: Day, b: Day): Day => (a < b ? a : b);

/** "2024-02" -> "2024-02-29". */
export function lastDayOfMonth(month: string): Day {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
}

/** The calendar month before the one of `today`. */
export function lastWholeMonth(today: Day): Window {
  const to = addDays(`${monthOf(today)}-01`, -1);
  return { from: `${monthOf(to)}-01`, to };
}

/** Arithmetic only: this is on the road of every record of every source. */
function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** True for a real calendar day in the form YYYY-MM-DD ("2024-02-30" is none). */
export function isDay(value: string): value is Day {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The window cut into calendar months: the usual slices of a pull. */
export function monthsOf(window: Window): Window[] {
  const months: Window[] = [];
  for (let from = window.from; from <= window.to; ) {
    const to = earlierDay(lastDayOfMonth(monthOf(from)), window.to);
    months.push({ from, to });
    from = addDays(to, 1);
  }
  return months;
}
