import { DAY } from '../core/clock.ts';

/** Numbers of the formats for dates and times that every spreadsheet program knows without a description. */
const BUILT_IN = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** True when a number of this format is shown as a date or a time. */
export const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined
    ? BUILT_IN(id)
    : /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|General/gi, ''));

/** Days since 1900 (with a 29/02/1900 that never was) or 1904, as "2024-03-12" or "2024-03-12T08:15:00". */
export function dateOf(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const instant = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1_000);
  if (Number.isNaN(instant.getTime()) || instant.getTime() > 2_958_465 * DAY) return '?';
  const iso = instant.toISOString().slice(0, 19);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}
