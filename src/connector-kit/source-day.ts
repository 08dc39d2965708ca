import type { Day } from '../core/clock.ts';
import { closingDay } from './closing.ts';
import { parseSourceTime, vietnamTime } from './source-time.ts';

/** How a source may write the day of a row. */
export const DAY_FORMATS = [
  'auto',
  'yyyy-MM-dd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'yyyyMMdd',
  'yyyyMMddHHmmss',
  'epochSeconds',
  'epochMilliseconds',
  'yyyy-MM',
  'MM/yyyy',
  'yyyyMM',
] as const;

export type DayFormat = (typeof DAY_FORMATS)[number];

type Reader = (value: string | number) => string | null;

/** Only shapes that the pattern lets through are read; the parts are put into the order of `parseSourceTime`. */
const shaped =
  (pattern: RegExp, ordered: string): Reader =>
  (value) => {
    const raw = String(value).trim();
    return pattern.test(raw) ? parseSourceTime(raw.replace(pattern, ordered)) : null;
  };

const instant =
  (milliseconds: number): Reader =>
  (value) => {
    if (typeof value === 'string' && !/^\d{1,16}$/.test(value.trim())) return null;
    const at = new Date(Number(value) * milliseconds);
    return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9_999 ? null : vietnamTime(at);
  };

/** A report of a month counts on the day on which months are closed. */
const month =
  (pattern: RegExp, ordered: string): Reader =>
  (value) => {
    const raw = String(value).trim();
    if (!pattern.test(raw)) return null;
    return parseSourceTime(closingDay(raw.replace(pattern, ordered).replace(/-(\d)$/, '-0$1')));
  };

const READERS: Readonly<Record<DayFormat, Reader>> = {
  auto: (value) => parseSourceTime(String(value)),
  'yyyy-MM-dd': shaped(/^(\d{4}-\d{2}-\d{2})((?:[ T].*)?)$/, '$1$2'),
  'dd/MM/yyyy': shaped(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})((?: .*)?)$/, '$1/$2/$3$4'),
  'MM/dd/yyyy': shaped(/^(\d{1,2})\/(\d{1,2})\/(\d{4})((?: .*)?)$/, '$2/$1/$3$4'),
  yyyyMMdd: shaped(/^(\d{8})$/, '$1'),
  yyyyMMddHHmmss: shaped(/^(\d{14})$/, '$1'),
  epochSeconds: instant(1_000),
  epochMilliseconds: instant(1),
  'yyyy-MM': month(/^(\d{4})-(\d{1,2})$/, '$1-$2'),
  'MM/yyyy': month(/^(\d{1,2})\/(\d{4})$/, '$2-$1'),
  yyyyMM: month(/^(\d{4})(\d{2})$/, '$1-$2'),
};

const MONTHS: ReadonlySet<DayFormat> = new Set(['yyyy-MM', 'MM/yyyy', 'yyyyMM']);

/** True for a month's report that came before its month is closed: it is no fact yet, and no fault. */
export const isNotClosed = (day: Day, formats: readonly DayFormat[], today: Day): boolean =>
  day > today &&
  day.slice(0, 7) === today.slice(0, 7) &&
  day === closingDay(day.slice(0, 7)) &&
  formats.some((format) => MONTHS.has(format));

/** As a record's `at`; null when it is written in none of the formats. */
export function sourceDay(value: unknown, formats: readonly DayFormat[]): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  for (const format of formats) {
    const read = READERS[format](value);
    if (read !== null) return read;
  }
  return null;
}
