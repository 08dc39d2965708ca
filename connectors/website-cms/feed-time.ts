import { parseSourceTime } from '../../src/connector-kit/source-time.ts';

/** "Tue, 12 Mar 2024 08:15:00 +0700"; the day's name may be missing or Vietnamese. */
const RFC822 =
  /^(?:[^,]{0,20},\s*|\p{L}+\s+)?(\d{1,2}) (\p{L}{3})\p{L}* (\d{4}|\d{2}) (\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([+-]\d{2}):?(\d{2})|([A-Z]+))?$/u;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ZONES: Readonly<Record<string, string>> = {
  Z: 'Z',
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  ICT: '+07:00',
};

/** A date of a feed, RFC 822 or ISO, as a record's `at`; null when it is none. No zone means Viet Nam. */
export function feedTime(value: string): string | null {
  const raw = value.trim();
  const parts = RFC822.exec(raw);
  // ISO days without a time and with one but no "T" are source times, too.
  if (!parts) return parseSourceTime(raw);
  const [, day = '', month = '', year = '', hour = '', minute, second = '00', hours, minutes, name] = parts;
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  const zone = hours ? `${hours}:${minutes}` : name ? ZONES[name] : '';
  if (number === 0 || zone === undefined) return null;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return parseSourceTime(`${fullYear}-${two(number)}-${two(day)}T${two(hour)}:${minute}:${second}${zone}`);
}

const two = (value: number | string) => String(value).padStart(2, '0');
