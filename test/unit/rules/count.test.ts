import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from '../../../src/rules/count.ts';
import { amounts, isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = (mode: string, minimum = 12) => ({ measure: 'WEB.NEWS', minimum, mode });

describe('count', () => {
  test.each([
    ['PRO_RATA', 0, 0],
    ['PRO_RATA', 1, 200],
    ['PRO_RATA', 11, 2200],
    ['PRO_RATA', 12, 2400],
    ['PRO_RATA', 13, 2400],
    ['ALL_OR_NOTHING', 0, 0],
    ['ALL_OR_NOTHING', 11, 0],
    ['ALL_OR_NOTHING', 12, 2400],
    ['ALL_OR_NOTHING', 13, 2400],
  ])('%s: %i of 12 is %i hundredths of 24 points', (mode, value, points) => {
    expect(pointsOf(count, params(mode), { 'WEB.NEWS': value }, 2400)).toBe(points);
  });

  test('rounds half up, once', () => {
    expect(pointsOf(count, params('PRO_RATA', 8), { 'WEB.NEWS': 1 }, 100)).toBe(13);
    expect(pointsOf(count, params('PRO_RATA', 11), { 'WEB.NEWS': 1 }, 1000)).toBe(91);
    expect(pointsOf(count, params('PRO_RATA', 11), { 'WEB.NEWS': 10 }, 1000)).toBe(909);
  });

  test('a missing measure is named, and is not zero', () => {
    expect(outcomeOf(count, params('PRO_RATA'), {})).toEqual({ state: 'NO_DATA', missing: ['WEB.NEWS'] });
  });

  test('explains the arithmetic with the real numbers', () => {
    expect(linesOf(count, params('PRO_RATA'), { 'WEB.NEWS': 11 }, 2400)).toEqual([
      ['Số lượng', 'WEB.NEWS', '11'],
      ['So với mức tối thiểu', '11 / 12', 'chưa đủ'],
      ['Điểm', '24 × 11 / 12', '22 điểm'],
    ]);
    expect(linesOf(count, params('PRO_RATA'), { 'WEB.NEWS': 1300 }, 2400, 'en')).toEqual([
      ['Count', 'WEB.NEWS', '1,300'],
      ['Against the minimum', '1,300 / 12', 'reached'],
      ['Above the maximum', '1,300 > 12', 'counts as 100 %'],
      ['Points', '24 × 100 %', '24 points'],
    ]);
    expect(linesOf(count, params('PRO_RATA'), { 'WEB.NEWS': 12 }, 2400)).toEqual([
      ['Số lượng', 'WEB.NEWS', '12'],
      ['So với mức tối thiểu', '12 / 12', 'đủ'],
      ['Điểm', '24 × 100 %', '24 điểm'],
    ]);
    expect(linesOf(count, params('ALL_OR_NOTHING'), { 'WEB.NEWS': 11 }, 2400).at(-1)).toEqual([
      'Điểm',
      '24 × 0 %',
      '0 điểm',
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(count, params('PRO_RATA'), 'vi', 2400)).toBe(
      'Được 24 điểm khi “tên WEB.NEWS” đạt từ 12 trở lên; chưa đủ thì điểm tính theo tỷ lệ trên 12.',
    );
    expect(sentenceOf(count, params('ALL_OR_NOTHING'), 'en', 2400)).toBe(
      '24 points when “name WEB.NEWS” reaches 12; below that, no points.',
    );
  });

  test.each([
    [{ measure: 'WEB.NEWS', minimum: 0, mode: 'PRO_RATA' }],
    [{ measure: 'WEB.NEWS', minimum: 1.5, mode: 'PRO_RATA' }],
    [{ measure: 'news', minimum: 1, mode: 'PRO_RATA' }],
    [{ measure: 'WEB.NEWS', minimum: 1, mode: 'SOMETIMES' }],
    [{ measure: 'WEB.NEWS', minimum: 1, mode: 'PRO_RATA', extra: 1 }],
  ])('rejects %j', (bad) => {
    expect(isRejected(count, bad)).toBe(true);
  });

  test('stays between 0 and the maximum and never falls when the count rises', () => {
    const modes = fc.constantFrom('PRO_RATA', 'ALL_OR_NOTHING');
    fc.assert(
      fc.property(
        modes,
        fc.integer({ min: 1, max: 500 }),
        amounts,
        amounts,
        maxima,
        (mode, minimum, a, b, max) => {
          const of = (value: number) =>
            Number(pointsOf(count, params(mode, minimum), { 'WEB.NEWS': value }, max));
          expect(of(a)).toBeGreaterThanOrEqual(0);
          expect(of(a)).toBeLessThanOrEqual(max);
          expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
        },
      ),
    );
  });
});
