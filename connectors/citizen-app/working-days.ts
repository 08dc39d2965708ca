import { addDays, type Day, HOUR, startOfDay } from '../../src/core/clock.ts';

/** The `count`-th working day after `day`: Monday to Friday. Holidays move from year to year and are not taken out. */
export function afterWorkingDays(day: Day, count: number): Day {
  let [current, left] = [day, count];
  while (left > 0) {
    current = addDays(current, 1);
    if (isWorkingDay(current)) left--;
  }
  return current;
}

/** Noon in Viet Nam lies on the same day in UTC. */
const isWorkingDay = (day: Day): boolean => {
  const weekday = new Date(startOfDay(day).getTime() + NOON).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

const NOON = 12 * HOUR;
