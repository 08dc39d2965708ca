import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from '../../../src/rules/count.ts';
import { dateSteps } from '../../../src/rules/date-steps.ts';
import { existence } from '../../../src/rules/existence.ts';
import { gatedRatio } from '../../../src/rules/gated-ratio.ts';
import { inverseRatio } from '../../../src/rules/inverse-ratio.ts';
import { ratio } from '../../../src/rules/ratio.ts';
import { reviewerGrade } from '../../../src/rules/reviewer-grade.ts';
import { bindRule, type RuleKind } from '../../../src/rules/rule.ts';
import { shareTarget } from '../../../src/rules/share-target.ts';
import { stepTable } from '../../../src/rules/step-table.ts';
import { amounts, type Given, gapOf, maxima, pointsOf, quantitiesOf } from './kit.ts';

const NEWS = { measure: 'A.NEWS', minimum: 24, mode: 'PRO_RATA' };
const SHARE = { numerator: 'A.PART', denominator: 'A.WHOLE' };
const on = (day: string, value = 1) => ({ 'A.DAY': { value, day } });
const STEPS = {
  measure: 'A.DAY',
  steps: [
    { atLeast: 1, percent: 50 },
    { atLeast: 2, percent: 100 },
  ],
};
const DATES = { measure: 'A.DAY', steps: [{ until: '01-31', percent: 100 }], otherwise: 50 };

describe('what would close the gap', () => {
  test.each<[string, RuleKind, unknown, Given, string]>([
    ['count', count, NEWS, { 'A.NEWS': 17 }, 'Cần thêm 7 “tên A.NEWS” để đạt 24.'],
    [
      'ratio',
      ratio,
      SHARE,
      { 'A.PART': 4_766, 'A.WHOLE': 6_000 },
      'Cần thêm 1.231 “tên A.PART” để đạt 99,95 % của 6.000.',
    ],
    [
      'ratio with a target',
      ratio,
      { ...SHARE, targetPercent: 1 },
      { 'A.PART': 4, 'A.WHOLE': 1_000 },
      'Cần thêm 6 “tên A.PART” để đạt 1 % của 1.000.',
    ],
    [
      'ratio of ratings',
      ratio,
      { ...SHARE, scale: 5 },
      { 'A.PART': 40, 'A.WHOLE': 10 },
      'Cần thêm 10 “tên A.PART” để đạt 100 % của 50.',
    ],
    [
      'share-target',
      shareTarget,
      { ...SHARE, atLeastPercent: 60 },
      { 'A.PART': 59, 'A.WHOLE': 101 },
      'Cần thêm 2 “tên A.PART” để đạt 60 % của 101.',
    ],
    [
      'gated-ratio behind its gate',
      gatedRatio,
      { ...SHARE, gate: 'A.GATE', minimum: 5 },
      { 'A.GATE': 3, 'A.PART': 10, 'A.WHOLE': 40 },
      'Cần thêm 2 “tên A.GATE” để đạt 5 và thêm 30 “tên A.PART” để đạt 100 % của 40.',
    ],
    [
      'gated-ratio of which only the gate is missing',
      gatedRatio,
      { ...SHARE, gate: 'A.GATE', minimum: 5 },
      { 'A.GATE': 3, 'A.PART': 40, 'A.WHOLE': 40 },
      'Cần thêm 2 “tên A.GATE” để đạt 5.',
    ],
    [
      'inverse-ratio',
      inverseRatio,
      SHARE,
      { 'A.PART': 3, 'A.WHOLE': 40 },
      'Cần giảm 3 “tên A.PART” xuống còn 0.',
    ],
    [
      'reviewer-grade',
      reviewerGrade,
      { measure: 'A.GRADE' },
      { 'A.GRADE': 80 },
      'Cần thêm 20 % ở “tên A.GRADE” để đạt 100 %.',
    ],
    [
      'existence',
      existence,
      { measures: ['A.ONE', 'A.TWO', 'A.THREE'] },
      { 'A.ONE': 0, 'A.TWO': 1, 'A.THREE': 0 },
      'Cần có “tên A.ONE” và “tên A.THREE”.',
    ],
    [
      'existence before a day',
      existence,
      { measures: ['A.DAY'], before: '11-15' },
      on('2024-11-15'),
      'Cần có “tên A.DAY” trước 15/11/2024.',
    ],
    ['step-table', stepTable, STEPS, on('2024-03-01'), 'Cần thêm 1 “tên A.DAY” để đạt 2.'],
    [
      'step-table before a day',
      stepTable,
      { ...STEPS, before: '11-15' },
      on('2024-11-15', 2),
      'Cần thêm 1 “tên A.DAY” để đạt 2 trước 15/11/2024.',
    ],
    [
      'a step table that falls again',
      stepTable,
      {
        measure: 'A.DAY',
        steps: [
          { atLeast: 1, percent: 100 },
          { atLeast: 3, percent: 0 },
        ],
      },
      on('2024-03-01', 7),
      'Cần giảm 5 “tên A.DAY” xuống còn 2.',
    ],
    [
      'a table without a full step',
      stepTable,
      { measure: 'A.DAY', steps: [{ atLeast: 1, percent: 80 }] },
      on('2024-03-01', 7),
      'Cách tính không có mức đủ điểm.',
    ],
    ['date-steps', dateSteps, DATES, on('2024-02-01'), 'Cần có “tên A.DAY” chậm nhất 31/01/2024.'],
    [
      'date-steps that are full at any day',
      dateSteps,
      { ...DATES, steps: [{ until: '01-31', percent: 50 }], otherwise: 100 },
      on('2024-02-01', 0),
      'Cần có “tên A.DAY” sau 31/01/2024.',
    ],
    ['missing figures', ratio, SHARE, {}, 'Cần số liệu “tên A.PART” và số liệu “tên A.WHOLE”.'],
  ])('%s', (_, rule, params, given, sentence) => {
    expect(gapOf(rule, params, given)).toBe(sentence);
    expect(gapOf(rule, params, given, 1000, 'en')).not.toMatch(/Cần|thêm|tên/);
  });

  test('in English', () => {
    expect(gapOf(count, NEWS, { 'A.NEWS': 17 }, 1000, 'en')).toBe(
      'Needed: 7 more of “name A.NEWS” to reach 24.',
    );
    expect(gapOf(inverseRatio, SHARE, { 'A.PART': 3, 'A.WHOLE': 40 }, 1000, 'en')).toBe(
      'Needed: 3 fewer of “name A.PART”, down to 0.',
    );
  });

  test('there is none at full points and where nothing applies', () => {
    expect(gapOf(count, NEWS, { 'A.NEWS': 24 })).toBeNull();
    expect(gapOf(ratio, SHARE, { 'A.PART': 0, 'A.WHOLE': 0 })).toBeNull();
    expect(gapOf(dateSteps, DATES, on('2024-01-31'))).toBeNull();
  });

  test('a bound rule says the same', () => {
    const rule = bindRule(count, count.params.parse(NEWS));
    const title = (code: string) => ({ vi: code, en: code });
    const context = { max: 2400, year: 2024 };
    expect(rule.gap(quantitiesOf({ 'A.NEWS': 17 }), context, title, 'vi')).toBe(
      'Cần thêm 7 “A.NEWS” để đạt 24.',
    );
  });
});

describe('the gap, taken at its word, is the least that earns all points', () => {
  const wholes = fc.integer({ min: 1, max: 2_000_000_000 });
  const percents = fc.integer({ min: 1, max: 100 });
  /** The first number of the sentence. */
  const numberIn = (sentence: string) => Number((/[\d,]+/.exec(sentence) ?? [''])[0].replaceAll(',', ''));

  function expectClosing(rule: RuleKind, params: unknown, given: Given, code: string, max: number, sign = 1) {
    const sentence = gapOf(rule, params, given, max, 'en');
    const points = (value: number) => pointsOf(rule, params, { ...given, [code]: value }, max);
    const value = given[code] as number;
    if (sentence === null) {
      expect(points(value)).toBe(max);
      return;
    }
    const missing = numberIn(sentence);
    expect(missing).toBeGreaterThan(0);
    expect(points(value + sign * missing)).toBe(max);
    expect(points(value + sign * (missing - 1))).toBeLessThan(max);
  }

  test('count', () => {
    const mode = fc.constantFrom('PRO_RATA', 'ALL_OR_NOTHING');
    fc.assert(
      fc.property(amounts, wholes, mode, maxima, (value, minimum, mode, max) =>
        expectClosing(count, { ...NEWS, minimum, mode }, { 'A.NEWS': value }, 'A.NEWS', max),
      ),
    );
  });

  test('ratio', () => {
    const scale = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(amounts, wholes, scale, percents, maxima, (part, whole, scale, targetPercent, max) =>
        expectClosing(
          ratio,
          { ...SHARE, scale, targetPercent },
          { 'A.PART': part, 'A.WHOLE': whole },
          'A.PART',
          max,
        ),
      ),
    );
  });

  test('share-target', () => {
    fc.assert(
      fc.property(amounts, wholes, percents, maxima, (part, whole, atLeastPercent, max) =>
        expectClosing(
          shareTarget,
          { ...SHARE, atLeastPercent },
          { 'A.PART': part, 'A.WHOLE': whole },
          'A.PART',
          max,
        ),
      ),
    );
  });

  test('gated-ratio', () => {
    fc.assert(
      fc.property(amounts, wholes, maxima, (part, whole, max) =>
        expectClosing(
          gatedRatio,
          { ...SHARE, gate: 'A.GATE', minimum: 5 },
          { 'A.GATE': 5, 'A.PART': part, 'A.WHOLE': whole },
          'A.PART',
          max,
        ),
      ),
    );
  });

  test('inverse-ratio', () => {
    const slope = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(amounts, wholes, slope, maxima, (bad, whole, slope, max) =>
        expectClosing(
          inverseRatio,
          { ...SHARE, slope },
          { 'A.PART': bad, 'A.WHOLE': whole },
          'A.PART',
          max,
          -1,
        ),
      ),
    );
  });

  test('reviewer-grade', () => {
    fc.assert(
      fc.property(fc.nat(100), maxima, (grade, max) =>
        expectClosing(reviewerGrade, { measure: 'A.GRADE' }, { 'A.GRADE': grade }, 'A.GRADE', max),
      ),
    );
  });

  test('step-table', () => {
    const atLeast = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(fc.nat(100), atLeast, maxima, (value, atLeast, max) =>
        expectClosing(
          stepTable,
          {
            measure: 'A.NEWS',
            steps: [
              { atLeast, percent: 40 },
              { atLeast: atLeast + 3, percent: 100 },
            ],
          },
          { 'A.NEWS': value },
          'A.NEWS',
          max,
        ),
      ),
    );
  });
});
