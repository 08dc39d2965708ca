import { endOfDay, monthOf, SECOND, startOfDay, type Window } from '../core/clock.ts';

/** What may stand in braces in the addresses, parameters and bodies of a configuration. */
export const PLACES = ['from', 'to', 'page', 'offset', 'size', 'cursor'] as const;

export type Place = (typeof PLACES)[number];

/** null: this request has none of it, such as the first one of a list with cursors. */
export type Values = Readonly<Record<Place, string | number | null>>;

const ANY = /\{(\w+)\}/g;

/** Places that a template names, known or not. */
export const placesIn = (template: unknown): readonly string[] =>
  [...JSON.stringify(template ?? null).matchAll(ANY)].map(([, name]) => name as string);

/** A text with its places filled in; a number stays one where it is all there is; null when a place has nothing. */
export function filled(template: string, values: Values): string | number | null {
  const whole = /^\{(\w+)\}$/.exec(template)?.[1];
  if (whole) return values[whole as Place];
  const names = [...template.matchAll(ANY)].map(([, name]) => name as Place);
  if (names.some((name) => values[name] === null)) return null;
  return template.replace(ANY, (_, name: Place) => String(values[name]));
}

/** The same in an address, where it is written as addresses are. */
export const filledPath = (path: string, values: Values): string =>
  path.replace(ANY, (_, name: Place) => encodeURIComponent(String(values[name] ?? '')));

/** The same in each text of a JSON value; fields without a value are left out. */
export function filledJson(template: unknown, values: Values): unknown {
  if (typeof template === 'string') return filled(template, values);
  if (Array.isArray(template)) return template.map((part) => filledJson(part, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).flatMap(([name, part]) => {
      const value = filledJson(part, values);
      return value === null && part !== null ? [] : [[name, value]];
    }),
  );
}

/** The same in each parameter, as texts. */
export const filledTexts = (template: Readonly<Record<string, string>>, values: Values) =>
  Object.fromEntries(Object.entries(filledJson(template, values) as object).map(([k, v]) => [k, String(v)]));

/** How a source wants the first and the last moment of a window. */
export const DATE_FORMATS = [
  'yyyy-MM-dd',
  'dd/MM/yyyy',
  'yyyyMMdd',
  'yyyyMMddHHmmss',
  'yyyy-MM-ddTHH:mm:ss',
  'epochSeconds',
  'epochMilliseconds',
  'yyyy-MM',
  'MM/yyyy',
] as const;

type DateFormat = (typeof DATE_FORMATS)[number];

/** Both ends are included, so the last day is asked for to its last second. */
export function windowValues({ from, to }: Window, format: DateFormat): { from: string; to: string } {
  switch (format) {
    case 'yyyy-MM-dd':
      return { from, to };
    case 'dd/MM/yyyy':
      return { from: dayFirst(from), to: dayFirst(to) };
    case 'yyyyMMdd':
      return { from: compact(from), to: compact(to) };
    case 'yyyyMMddHHmmss':
      return { from: `${compact(from)}000000`, to: `${compact(to)}235959` };
    case 'yyyy-MM-ddTHH:mm:ss':
      return { from: `${from}T00:00:00`, to: `${to}T23:59:59` };
    case 'yyyy-MM':
      return { from: monthOf(from), to: monthOf(to) };
    case 'MM/yyyy':
      return { from: dayFirst(monthOf(from)), to: dayFirst(monthOf(to)) };
    default: {
      const unit = format === 'epochSeconds' ? SECOND : 1;
      const at = (instant: Date) => String(Math.floor(instant.getTime() / unit));
      return { from: at(startOfDay(from)), to: at(endOfDay(to)) };
    }
  }
}

const dayFirst = (day: string) => day.split('-').reverse().join('/');
const compact = (day: string) => day.replaceAll('-', '');
