import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reviewerGrade } from '../../../src/rules/reviewer-grade.ts';
import { isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = { measure: 'REVIEW.ROW' };

describe('reviewer-grade', () => {
  test.each([
    [0, 0],
    [1, 10],
    [50, 500],
    [99, 990],
    [100, 1000],
    [101, 1000],
  ])('%i %% is %i hundredths of 10 points', (grade, points) => {
    expect(pointsOf(reviewerGrade, params, { 'REVIEW.ROW': grade })).toBe(points);
  });

  test('rounds half up, once', () => {
    expect(pointsOf(reviewerGrade, params, { 'REVIEW.ROW': 50 }, 25)).toBe(13);
  });

  test('has no data until the reviewer decides', () => {
    expect(outcomeOf(reviewerGrade, params, {})).toEqual({ state: 'NO_DATA', missing: ['REVIEW.ROW'] });
  });

  test('explains the grade, and the cap when it is too high', () => {
    expect(linesOf(reviewerGrade, params, { 'REVIEW.ROW': 75 })).toEqual([
      ['Mức người rà soát chấm', 'REVIEW.ROW', '75 %'],
      ['Điểm', '10 × 75 %', '7,5 điểm'],
    ]);
    expect(linesOf(reviewerGrade, params, { 'REVIEW.ROW': 120 }, 1000, 'en')).toEqual([
      ["The reviewer's grade", 'REVIEW.ROW', '120 %'],
      ['Above the maximum', '120 > 100', 'counts as 100 %'],
      ['Points', '10 × 100 %', '10 points'],
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(reviewerGrade, params, 'vi')).toBe(
      'Người rà soát chấm từ 0 % đến 100 % của 10 điểm (“tên REVIEW.ROW”); chưa chấm thì chưa có điểm.',
    );
    expect(sentenceOf(reviewerGrade, params, 'en')).toContain('gives 0 % to 100 % of 10 points');
  });

  test('rejects unknown parameters', () => {
    expect(isRejected(reviewerGrade, { ...params, minimum: 1 })).toBe(true);
  });

  test('stays between 0 and the maximum and never falls when the grade rises', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), maxima, (a, b, max) => {
        const of = (grade: number) => Number(pointsOf(reviewerGrade, params, { 'REVIEW.ROW': grade }, max));
        expect(of(a)).toBeGreaterThanOrEqual(0);
        expect(of(a)).toBeLessThanOrEqual(max);
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
      }),
    );
  });
});
