import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, earlierDay, laterDay } from '../../../src/core/clock.ts';
import { dateSteps } from '../../../src/rules/date-steps.ts';
import { isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = {
  measure: 'FILE.PLAN',
  steps: [
    { until: '01-31', percent: 100 },
    { until: '03-31', percent: 75 },
  ],
  otherwise: 50,
};
const on = (day: string, value = 1) => ({ 'FILE.PLAN': { value, day } });

describe('date-steps', () => {
  test.each([
    ['2024-01-01', 1000],
    ['2024-01-31', 1000],
    ['2024-02-01', 750],
    ['2024-03-31', 750],
    ['2024-04-01', 500],
    ['2024-11-15', 500],
  ])('%s is %i hundredths of 10 points', (day, points) => {
    expect(pointsOf(dateSteps, params, on(day))).toBe(points);
  });

  test('never done earns nothing, not even the late share', () => {
    expect(pointsOf(dateSteps, params, on('2024-01-15', 0))).toBe(0);
  });

  test('rounds half up, once', () => {
    expect(pointsOf(dateSteps, params, on('2024-06-01'), 25)).toBe(13);
  });

  test('a missing measure is named, and is not zero', () => {
    expect(outcomeOf(dateSteps, params, {})).toEqual({ state: 'NO_DATA', missing: ['FILE.PLAN'] });
  });

  test('explains the arithmetic with the real day', () => {
    expect(linesOf(dateSteps, params, on('2024-02-05'))).toEqual([
      ['Ngày thực hiện', 'FILE.PLAN', '05/02/2024'],
      ['Điểm', '10 × 75 %', '7,5 điểm'],
    ]);
    expect(linesOf(dateSteps, params, on('2024-02-05', 0), 1000, 'en')).toEqual([
      ['Day', 'FILE.PLAN', 'none'],
      ['Points', '10 × 0 %', '0 points'],
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(dateSteps, params, 'vi')).toBe(
      'Theo ngày của “tên FILE.PLAN”: đến hết 31/01/2024 được 10 điểm, đến hết 31/03/2024 được 7,5 điểm; muộn hơn được 5 điểm; không có thì 0 điểm.',
    );
    expect(sentenceOf(dateSteps, params, 'en')).toBe(
      'By the day of “name FILE.PLAN”: 10 points until 31/01/2024, 7.5 points until 31/03/2024; 5 points later; none when there is none.',
    );
  });

  test.each([
    [{ ...params, steps: [] }],
    [{ ...params, steps: [...params.steps].reverse() }],
    [{ ...params, steps: [{ until: '31-01', percent: 100 }] }],
    [{ ...params, otherwise: -1 }],
    [{ measure: 'FILE.PLAN', steps: params.steps }],
  ])('rejects %j', (bad) => {
    expect(isRejected(dateSteps, bad)).toBe(true);
  });

  test('stays between 0 and the maximum and never rises when the day is later', () => {
    const day = fc.nat(318).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(day, day, maxima, (a, b, max) => {
        const of = (day: string) => Number(pointsOf(dateSteps, params, on(day), max));
        expect(of(a)).toBeGreaterThanOrEqual(0);
        expect(of(a)).toBeLessThanOrEqual(max);
        expect(of(laterDay(a, b))).toBeLessThanOrEqual(of(earlierDay(a, b)));
      }),
    );
  });
});
