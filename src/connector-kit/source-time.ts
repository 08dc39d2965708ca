import { HOUR, isDay } from '../core/clock.ts';
import { remembered } from '../core/remembered.ts';

/** "20241231", "20241231235959" */
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/;
/** "2026-06-08", "2026-06-08 14:07:53", "2026-06-08T14:07:53.123Z", "2026-06-08T14:07+0700" */
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
/** "8/6/2026", "08/06/2026 14:07", "08/06/2026 14:07:53" */
const LOCAL = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** As the one-stop shop writes each of its moments: the way of nearly all of a pull's dates. */
const DIGITS = /^\d{14}$/;

const VIET_NAM = '+07:00';

/**
 * A date as source systems write it, as "YYYY-MM-DDTHH:mm:ss+07:00"; null when it is none.
 * Known shapes stand above; no zone means Viet Nam.
 */
export function parseSourceTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (value.length === 14 && DIGITS.test(value)) return timeOfDigits(value);
  const parts = partsOf(value.trim());
  if (!parts) return null;
  const day = `${parts[1]}-${two(parts[2])}-${two(parts[3])}`;
  const [hour, minute, second] = [two(parts[4]), two(parts[5]), two(parts[6])];
  if (!isDay(day) || hour > '23' || minute > '59' || second > '59') return null;
  const time = `${day}T${hour}:${minute}:${second}`;
  const zone = parts[7];
  return !zone || zone === VIET_NAM ? time + VIET_NAM : inVietNam(Date.parse(time + zone));
}

/** "20241231235959" */
function timeOfDigits(digits: string): string | null {
  const day = dayOfDigits(digits.slice(0, 8));
  const [hour, minute, second] = [digits.slice(8, 10), digits.slice(10, 12), digits.slice(12)];
  if (day === null || hour > '23' || minute > '59' || second > '59') return null;
  return `${day}T${hour}:${minute}:${second}${VIET_NAM}`;
}

/** "20241231"; a source has many rows of few days. */
const dayOfDigits = remembered(10_000, (digits: string): string | null => {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isDay(day) ? day : null;
});

/** Year, month, day, hour, minute, second, zone in places 1 to 7. */
function partsOf(raw: string): readonly (string | undefined)[] | null {
  const parts = COMPACT.exec(raw) ?? ISO.exec(raw);
  if (parts) return parts;
  const local = LOCAL.exec(raw);
  return local && [raw, local[3], local[2], local[1], local[4], local[5], local[6]];
}

const two = (value: string | undefined) => (value ?? '0').padStart(2, '0');

const inVietNam = (instant: number): string | null =>
  Number.isNaN(instant) ? null : vietnamTime(new Date(instant));

/** An instant in the form of a record's `at`, to the second. */
export const vietnamTime = (instant: Date): string =>
  new Date(instant.getTime() + 7 * HOUR).toISOString().slice(0, 19) + VIET_NAM;
