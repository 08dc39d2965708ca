import fc from 'fast-check';
import { expect } from 'vitest';
import type { Quantities, Quantity } from '../../../src/core/measure.ts';
import { toNumber } from '../../../src/core/points.ts';
import { formatNumber } from '../../../src/core/text.ts';
import type { RuleKind, RuleOutcome } from '../../../src/rules/rule.ts';

export const YEAR = 2024;

/** A number stands for a count taken on some day; a date quantity is written out. */
export type Given = Readonly<Record<string, number | Quantity>>;

export const quantitiesOf = (given: Given): Quantities =>
  new Map(
    Object.entries(given).map(([code, value]) => [
      code,
      typeof value === 'number' ? { value, day: '2024-06-30' } : value,
    ]),
  );

/** What a rule answers, after checking that its explanation ends in the same answer in both languages. */
export function outcomeOf(rule: RuleKind, params: unknown, given: Given, max = 1000): RuleOutcome {
  const checked = rule.params.parse(params);
  const quantities = quantitiesOf(given);
  const context = { max, year: YEAR };
  const outcome = rule.score(quantities, checked, context);
  for (const language of ['vi', 'en'] as const) {
    const last = rule.explain(quantities, checked, context, language).at(-1);
    expect(last?.label).toEqual({ vi: 'Điểm', en: 'Points' });
    expect(last?.value).toBe(endingOf(outcome, language));
  }
  return outcome;
}

function endingOf(outcome: RuleOutcome, language: 'vi' | 'en'): string {
  const noun = { vi: 'điểm', en: outcome.state === 'SCORED' && outcome.points === 100 ? 'point' : 'points' };
  switch (outcome.state) {
    case 'SCORED':
      return `${formatNumber(toNumber(outcome.points), language)} ${noun[language]}`;
    case 'NO_DATA':
      return { vi: 'chưa có dữ liệu', en: 'no data' }[language];
    case 'NOT_APPLICABLE':
      return { vi: 'không áp dụng', en: 'not applicable' }[language];
  }
}

/** The points, in hundredths, or the state when there are none. */
export function pointsOf(rule: RuleKind, params: unknown, given: Given, max?: number): number | string {
  const outcome = outcomeOf(rule, params, given, max);
  return outcome.state === 'SCORED' ? outcome.points : outcome.state;
}

export const linesOf = (
  rule: RuleKind,
  params: unknown,
  given: Given,
  max = 1000,
  language = 'vi' as 'vi' | 'en',
) =>
  rule
    .explain(quantitiesOf(given), rule.params.parse(params), { max, year: YEAR }, language)
    .map(({ label, expression, value }) => [label[language], expression, value]);

export const sentenceOf = (rule: RuleKind, params: unknown, language: 'vi' | 'en', max = 1000) =>
  rule.describe(
    rule.params.parse(params),
    { max, year: YEAR },
    (code) => ({ vi: `tên ${code}`, en: `name ${code}` }),
    language,
  );

/** The sentence that says what is missing to full points. */
export const gapOf = (
  rule: RuleKind,
  params: unknown,
  given: Given,
  max = 1000,
  language = 'vi' as 'vi' | 'en',
) =>
  rule.gap(
    quantitiesOf(given),
    rule.params.parse(params),
    { max, year: YEAR },
    (code) => ({ vi: `tên ${code}`, en: `name ${code}` }),
    language,
  );

export const isRejected = (rule: RuleKind, params: unknown) => !rule.params.safeParse(params).success;

export const amounts = fc.nat(2_000_000_000);
export const maxima = fc.integer({ min: 1, max: 100_000 });
