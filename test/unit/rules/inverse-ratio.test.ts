import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inverseRatio } from '../../../src/rules/inverse-ratio.ts';
import { amounts, isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = { numerator: 'A.BAD', denominator: 'A.ALL' };
const given = (bad: number, all: number) => ({ 'A.BAD': bad, 'A.ALL': all });

describe('inverse-ratio', () => {
  test.each([
    [0, 10, 1, 1000],
    [1, 10, 1, 900],
    [9, 10, 1, 100],
    [10, 10, 1, 0],
    [11, 10, 1, 0],
    [1, 3, 1, 667],
    [15, 16, 1, 63],
    [1, 10, 2, 800],
    [4, 10, 2, 200],
    [5, 10, 2, 0],
    [6, 10, 2, 0],
  ])('%i of %i with slope %i leaves %i hundredths of 10 points', (bad, all, slope, points) => {
    expect(pointsOf(inverseRatio, { ...params, slope }, given(bad, all))).toBe(points);
  });

  test('the slope is 1 when none is given', () => {
    expect(pointsOf(inverseRatio, params, given(1, 4))).toBe(750);
  });

  test('nothing observed is not applicable, never full marks', () => {
    expect(pointsOf(inverseRatio, params, given(0, 0))).toBe('NOT_APPLICABLE');
  });

  test('names every missing measure', () => {
    expect(outcomeOf(inverseRatio, params, {})).toEqual({ state: 'NO_DATA', missing: ['A.BAD', 'A.ALL'] });
  });

  test('explains the arithmetic with the real numbers', () => {
    expect(linesOf(inverseRatio, { ...params, slope: 2 }, given(3, 1200))).toEqual([
      ['Tử số', 'A.BAD', '3'],
      ['Mẫu số', 'A.ALL', '1.200'],
      ['Tỷ lệ', '3 / 1.200', '0,25 %'],
      ['Phần còn lại', '1.200 − 2 × 3', '1.194'],
      ['Điểm', '10 × 1.194 / 1.200', '9,95 điểm'],
    ]);
    expect(linesOf(inverseRatio, params, given(12, 12)).slice(3)).toEqual([
      ['Phần còn lại', '12 − 12', '0'],
      ['Điểm', '10 × 0 / 12', '0 điểm'],
    ]);
    expect(linesOf(inverseRatio, params, given(13, 12), 1000, 'en').slice(2)).toEqual([
      ['Ratio', '13 / 12', '108.33 %'],
      ['What is left', '12 − 13', 'negative, counts as 0'],
      ['Points', '10 × 0 / 12', '0 points'],
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(inverseRatio, { ...params, slope: 2 }, 'vi')).toBe(
      '10 điểm khi không có “tên A.BAD”; mỗi 1 % “tên A.BAD” trên “tên A.ALL” trừ 2 % số điểm, thấp nhất 0 điểm; mẫu số bằng 0 thì không tính tiêu chí.',
    );
    expect(sentenceOf(inverseRatio, params, 'en')).toContain('costs 1 % of the points');
  });

  test.each([[{ ...params, slope: 0 }], [{ ...params, slope: 0.5 }], [{ ...params, scale: 5 }]])(
    'rejects %j',
    (bad) => {
      expect(isRejected(inverseRatio, bad)).toBe(true);
    },
  );

  test('stays between 0 and the maximum and never rises with the numerator', () => {
    const all = fc.integer({ min: 1, max: 2_000_000_000 });
    fc.assert(
      fc.property(amounts, amounts, all, maxima, fc.integer({ min: 1, max: 50 }), (a, b, all, max, slope) => {
        const of = (bad: number) =>
          Number(pointsOf(inverseRatio, { ...params, slope }, given(bad, all), max));
        expect(of(a)).toBeGreaterThanOrEqual(0);
        expect(of(a)).toBeLessThanOrEqual(max);
        expect(of(Math.max(a, b))).toBeLessThanOrEqual(of(Math.min(a, b)));
      }),
    );
  });
});
