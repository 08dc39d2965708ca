import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratio } from '../../../src/rules/ratio.ts';
import { amounts, isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = { numerator: 'A.PART', denominator: 'A.WHOLE' };
const given = (part: number, whole: number) => ({ 'A.PART': part, 'A.WHOLE': whole });

describe('ratio', () => {
  test.each([
    [0, 10, 0],
    [1, 10, 100],
    [9, 10, 900],
    [10, 10, 1000],
    [11, 10, 1000],
    [1, 3, 333],
    [2, 3, 667],
    [1, 16, 63],
    [1, 2000, 1],
    [1, 2001, 0],
  ])('%i of %i is %i hundredths of 10 points', (part, whole, points) => {
    expect(pointsOf(ratio, params, given(part, whole))).toBe(points);
  });

  test('a denominator of 0 is not applicable, whatever the numerator', () => {
    for (const part of [0, 7]) {
      expect(outcomeOf(ratio, params, given(part, 0))).toEqual({
        state: 'NOT_APPLICABLE',
        reason: {
          vi: 'mẫu số A.WHOLE bằng 0: không có nội dung thực hiện',
          en: 'the denominator A.WHOLE is 0: nothing to do',
        },
      });
    }
  });

  test('names every missing measure', () => {
    expect(outcomeOf(ratio, params, {})).toEqual({ state: 'NO_DATA', missing: ['A.PART', 'A.WHOLE'] });
    expect(outcomeOf(ratio, params, { 'A.WHOLE': 0 })).toEqual({ state: 'NO_DATA', missing: ['A.PART'] });
    expect(linesOf(ratio, params, { 'A.PART': 1 })).toEqual([['Điểm', 'thiếu A.WHOLE', 'chưa có dữ liệu']]);
  });

  test('scale multiplies the denominator: ratings of 1 to 5', () => {
    const scaled = { ...params, scale: 5 };
    expect(pointsOf(ratio, scaled, given(5, 1))).toBe(1000);
    expect(pointsOf(ratio, scaled, given(43, 10))).toBe(860);
    expect(linesOf(ratio, scaled, given(43, 10))).toEqual([
      ['Tử số', 'A.PART', '43'],
      ['Mẫu số', 'A.WHOLE × 5', '50'],
      ['Tỷ lệ', '43 / 50', '86 %'],
      ['Điểm', '10 × 43 / 50', '8,6 điểm'],
    ]);
  });

  test.each([
    [0, 0],
    [5, 500],
    [9, 900],
    [10, 1000],
    [11, 1000],
  ])('with a target of 1 %%, %i of 1000 is %i hundredths of 10 points', (part, points) => {
    expect(pointsOf(ratio, { ...params, targetPercent: 1 }, given(part, 1000))).toBe(points);
  });

  test('explains the arithmetic with the real numbers', () => {
    expect(linesOf(ratio, params, given(61_234, 80_000), 3000)).toEqual([
      ['Tử số', 'A.PART', '61.234'],
      ['Mẫu số', 'A.WHOLE', '80.000'],
      ['Tỷ lệ', '61.234 / 80.000', '76,54 %'],
      ['Điểm', '30 × 61.234 / 80.000', '22,96 điểm'],
    ]);
    expect(linesOf(ratio, params, given(13, 12), 1000, 'en').slice(2)).toEqual([
      ['Ratio', '13 / 12', '108.33 %'],
      ['Above the maximum', '13 > 12', 'counts as 100 %'],
      ['Points', '10 × 100 %', '10 points'],
    ]);
    expect(linesOf(ratio, params, given(12, 12)).slice(2)).toEqual([
      ['Tỷ lệ', '12 / 12', '100 %'],
      ['Điểm', '10 × 100 %', '10 điểm'],
    ]);
    expect(linesOf(ratio, { ...params, targetPercent: 2 }, given(1, 100)).slice(2)).toEqual([
      ['Tỷ lệ', '1 / 100', '1 %'],
      ['Tỷ lệ đủ điểm', '', '2 %'],
      ['Điểm', '10 × 1 / 100 / 2 %', '5 điểm'],
    ]);
    expect(linesOf(ratio, { ...params, targetPercent: 2 }, given(3, 100)).slice(4)).toEqual([
      ['Vượt mức tối đa', '3 > 2', 'tính bằng 100 %'],
      ['Điểm', '10 × 100 %', '10 điểm'],
    ]);
    expect(linesOf(ratio, params, given(0, 0)).at(-1)).toEqual([
      'Điểm',
      'mẫu số A.WHOLE bằng 0: không có nội dung thực hiện',
      'không áp dụng',
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(ratio, params, 'vi')).toBe(
      'Điểm bằng 10 điểm nhân tỷ lệ “tên A.PART” trên “tên A.WHOLE”; tối đa 100 %; mẫu số bằng 0 thì không tính tiêu chí.',
    );
    expect(sentenceOf(ratio, { ...params, scale: 5, targetPercent: 80 }, 'en')).toBe(
      '10 points times the ratio of “name A.PART” to “name A.WHOLE” × 5, full at 80 %; not applicable when the denominator is 0.',
    );
  });

  test.each([
    [{ numerator: 'A.PART' }],
    [{ ...params, scale: 0 }],
    [{ ...params, targetPercent: 0 }],
    [{ ...params, targetPercent: 101 }],
    [{ ...params, slope: 1 }],
  ])('rejects %j', (bad) => {
    expect(isRejected(ratio, bad)).toBe(true);
  });

  test('stays between 0 and the maximum, never falls with the numerator, never rises with the denominator', () => {
    const whole = fc.integer({ min: 1, max: 2_000_000_000 });
    const scale = fc.integer({ min: 1, max: 10 });
    const target = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(
        amounts,
        amounts,
        whole,
        whole,
        maxima,
        scale,
        target,
        (a, b, m, n, max, scale, targetPercent) => {
          const of = (part: number, all: number) =>
            Number(pointsOf(ratio, { ...params, scale, targetPercent }, given(part, all), max));
          expect(of(a, m)).toBeGreaterThanOrEqual(0);
          expect(of(a, m)).toBeLessThanOrEqual(max);
          expect(of(Math.max(a, b), m)).toBeGreaterThanOrEqual(of(Math.min(a, b), m));
          expect(of(a, Math.max(m, n))).toBeLessThanOrEqual(of(a, Math.min(m, n)));
        },
      ),
    );
  });
});
