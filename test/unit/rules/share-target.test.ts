import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareTarget } from '../../../src/rules/share-target.ts';
import { amounts, isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = { numerator: 'A.PART', denominator: 'A.WHOLE', atLeastPercent: 60 };
const given = (part: number, whole: number) => ({ 'A.PART': part, 'A.WHOLE': whole });

describe('share-target', () => {
  test.each([
    [0, 10, 0],
    [5, 10, 0],
    [6, 10, 100],
    [7, 10, 100],
    [11, 10, 100],
    [59_999, 100_000, 0],
    [60_000, 100_000, 100],
    [2, 3, 100],
    [1, 2, 0],
  ])('%i of %i is %i hundredths of 1 point at 60 %%', (part, whole, points) => {
    expect(pointsOf(shareTarget, params, given(part, whole), 100)).toBe(points);
  });

  test('a share of nothing is not applicable, missing figures are named', () => {
    expect(pointsOf(shareTarget, params, given(0, 0))).toBe('NOT_APPLICABLE');
    expect(outcomeOf(shareTarget, params, { 'A.PART': 1 })).toEqual({
      state: 'NO_DATA',
      missing: ['A.WHOLE'],
    });
  });

  test('explains the comparison with the real numbers', () => {
    expect(linesOf(shareTarget, params, given(59_999, 100_000), 100)).toEqual([
      ['Tử số', 'A.PART', '59.999'],
      ['Mẫu số', 'A.WHOLE', '100.000'],
      ['Tỷ lệ', '59.999 / 100.000', '60 %'],
      ['So với chỉ tiêu', '59.999 / 100.000 < 60 %', 'chưa đạt'],
      ['Điểm', '1 × 0 %', '0 điểm'],
    ]);
    expect(linesOf(shareTarget, params, given(6, 10), 100, 'en').slice(3)).toEqual([
      ['Against the target', '6 / 10 ≥ 60 %', 'met'],
      ['Points', '1 × 100 %', '1 point'],
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(shareTarget, params, 'vi', 100)).toBe(
      'Được 1 điểm khi tỷ lệ “tên A.PART” trên “tên A.WHOLE” đạt từ 60 % trở lên; chưa đạt thì 0 điểm; mẫu số bằng 0 thì không tính tiêu chí.',
    );
    expect(sentenceOf(shareTarget, params, 'en', 100)).toContain('reaches 60 %; below that, no points');
  });

  test.each([
    [{ ...params, atLeastPercent: 0 }],
    [{ ...params, atLeastPercent: 101 }],
    [{ ...params, atLeastPercent: 59.5 }],
    [{ numerator: 'A.PART', denominator: 'A.WHOLE' }],
    [{ ...params, scale: 5 }],
  ])('rejects %j', (bad) => {
    expect(isRejected(shareTarget, bad)).toBe(true);
  });

  test('gives all or nothing and never less when the part grows', () => {
    const whole = fc.integer({ min: 1, max: 2_000_000_000 });
    const percent = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(amounts, amounts, whole, percent, maxima, (a, b, whole, atLeastPercent, max) => {
        const of = (part: number) =>
          Number(pointsOf(shareTarget, { ...params, atLeastPercent }, given(part, whole), max));
        expect([0, max]).toContain(of(a));
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
      }),
    );
  });
});
