import { type Day, startOfDay } from '../../src/core/clock.ts';

/** The first second of a day in Viet Nam, as filters of OData want it. */
export const utc = (day: Day): string => `${startOfDay(day).toISOString().slice(0, 19)}Z`;
