import { outsideRequest, unreadableDate } from '../../src/connector-kit/record-day.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { isInside, type Window } from '../../src/core/clock.ts';

/** A field of a row that holds a day; `row` counts in the whole list, for messages. */
export interface DayField {
  readonly list: string;
  readonly row: number;
  readonly field: string;
}

export function timeOfRow({ list, row, field }: DayField, value: unknown): string {
  const at = parseSourceTime(value);
  if (at === null) throw unreadableDate(list, row, field, value);
  return at;
}

/** The day by which the row was asked for. */
export function askedTimeOfRow(place: DayField, value: unknown, window: Window): string {
  const at = timeOfRow(place, value);
  const day = at.slice(0, 10);
  if (!isInside(day, window)) throw outsideRequest(place.list, place.row, place.field, day);
  return at;
}

/** A day without a time lasts until its end: what is due on it is on time all day. */
export function isInTime(done: string, due: string): boolean {
  const dueEnd = due.slice(11, 19) === '00:00:00' ? `${due.slice(0, 10)}T23:59:59+07:00` : due;
  return done <= dueEnd;
}
