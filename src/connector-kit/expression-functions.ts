import type { Budget } from './expression-budget.ts';

/** A function of JMESPath; null where its arguments are not of its kinds, as for a field that is not there. */
export interface ExpressionFunction {
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  call(args: readonly unknown[], budget: Budget): unknown;
}

type Call = (args: readonly unknown[], budget: Budget) => unknown;

const taking = (least: number, most: number, call: Call): ExpressionFunction => ({ least, most, call });
const one = (call: (value: unknown, budget: Budget) => unknown): ExpressionFunction =>
  taking(1, 1, ([value], budget) => call(value, budget));
const two = (call: (a: unknown, b: unknown, budget: Budget) => unknown): ExpressionFunction =>
  taking(2, 2, ([a, b], budget) => call(a, b, budget));

const ofNumber = (call: (value: number) => number) =>
  one((value) => (typeof value === 'number' ? call(value) : null));
const ofTexts = (call: (a: string, b: string) => boolean) =>
  two((a, b, budget) => {
    if (typeof a !== 'string' || typeof b !== 'string') return null;
    budget.spendText(a.length);
    return call(a, b);
  });
const ofList = (call: (list: readonly unknown[]) => unknown) =>
  one((value, budget) => {
    if (!Array.isArray(value)) return null;
    budget.spend(value.length);
    return call(value);
  });
const ofObject = (call: (value: object) => unknown[]) =>
  one((value, budget) => {
    if (!isObject(value)) return null;
    const parts = call(value);
    budget.spend(parts.length);
    return parts;
  });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areNumbers = (list: readonly unknown[]): list is readonly number[] =>
  list.every((value) => typeof value === 'number');
const areTexts = (list: readonly unknown[]): list is readonly string[] =>
  list.every((value) => typeof value === 'string');

/** Of numbers or of texts; of anything else null. */
const furthest = (isFurther: (a: number | string, b: number | string) => boolean) =>
  ofList((list) => {
    if (list.length === 0 || !(areNumbers(list) || areTexts(list))) return null;
    return (list as (number | string)[]).reduce((found, next) => (isFurther(next, found) ? next : found));
  });

function total(list: readonly unknown[]): number | null {
  return areNumbers(list) ? list.reduce((sum, value) => sum + value, 0) : null;
}

function average(list: readonly unknown[]): number | null {
  const sum = total(list);
  return sum === null || list.length === 0 ? null : sum / list.length;
}

function sorted(list: readonly unknown[]): unknown {
  if (areNumbers(list)) return list.toSorted((a, b) => a - b);
  return areTexts(list) ? list.toSorted() : null;
}

function lengthOf(value: unknown): number | null {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : null;
}

function contains(where: unknown, wanted: unknown, budget: Budget): boolean | null {
  budget.spendText(lengthOf(where) ?? 0);
  if (typeof where === 'string') return typeof wanted === 'string' && where.includes(wanted);
  return Array.isArray(where) ? where.includes(wanted) : null;
}

function joined(between: unknown, parts: unknown, budget: Budget): string | null {
  if (typeof between !== 'string' || !Array.isArray(parts) || !areTexts(parts)) return null;
  budget.spendText(parts.reduce((sum, part) => sum + part.length + between.length, 0));
  return parts.join(between);
}

function reversed(value: unknown, budget: Budget): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) return null;
  budget.spend(value.length);
  return typeof value === 'string' ? [...value].reverse().join('') : value.toReversed();
}

function inText(value: unknown, budget: Budget): string {
  if (typeof value === 'string') return value;
  budget.spendAll(value);
  return JSON.stringify(value) ?? 'null';
}

/** "12" and "12.5"; a blank text is no number. */
function inNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) return null;
  return Number(value);
}

const kindName = (value: unknown): string =>
  value === null || value === undefined ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Those that take an expression (map, sort_by, max_by, min_by) are left out: a list has its own projections. */
export const EXPRESSION_FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  abs: ofNumber(Math.abs),
  avg: ofList(average),
  ceil: ofNumber(Math.ceil),
  contains: two(contains),
  ends_with: ofTexts((a, b) => a.endsWith(b)),
  floor: ofNumber(Math.floor),
  join: two(joined),
  keys: ofObject(Object.keys),
  length: one(lengthOf),
  max: furthest((a, b) => a > b),
  min: furthest((a, b) => a < b),
  not_null: taking(1, 20, (args) => args.find((value) => value !== null && value !== undefined) ?? null),
  reverse: one(reversed),
  sort: ofList(sorted),
  starts_with: ofTexts((a, b) => a.startsWith(b)),
  sum: ofList(total),
  to_array: one((value) => (Array.isArray(value) ? value : [value])),
  to_number: one(inNumber),
  to_string: one(inText),
  type: one(kindName),
  values: ofObject(Object.values),
};
