import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatedRatio } from '../../../src/rules/gated-ratio.ts';
import { amounts, isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const params = { gate: 'A.GATE', minimum: 5, numerator: 'A.PART', denominator: 'A.WHOLE' };
const given = (gate: number, part: number, whole: number) => ({
  'A.GATE': gate,
  'A.PART': part,
  'A.WHOLE': whole,
});

describe('gated-ratio', () => {
  test.each([
    [0, 50, 100, 0],
    [4, 50, 100, 0],
    [5, 50, 100, 1000],
    [6, 50, 100, 1000],
    [5, 0, 100, 0],
    [5, 1, 3, 667],
    [5, 101, 100, 2000],
    [4, 101, 100, 0],
  ])('%i done, %i of %i is %i hundredths of 20 points', (gate, part, whole, points) => {
    expect(pointsOf(gatedRatio, params, given(gate, part, whole), 2000)).toBe(points);
  });

  test('a denominator of 0 is not applicable on both sides of the gate', () => {
    expect(pointsOf(gatedRatio, params, given(5, 0, 0))).toBe('NOT_APPLICABLE');
    expect(pointsOf(gatedRatio, params, given(0, 0, 0))).toBe('NOT_APPLICABLE');
  });

  test('names every missing measure', () => {
    expect(outcomeOf(gatedRatio, params, { 'A.PART': 1 })).toEqual({
      state: 'NO_DATA',
      missing: ['A.GATE', 'A.WHOLE'],
    });
  });

  test('explains the arithmetic with the real numbers', () => {
    expect(linesOf(gatedRatio, params, given(4, 1, 2), 2000)).toEqual([
      ['Điều kiện tối thiểu', 'A.GATE: 4 / 5', 'chưa đủ'],
      ['Tử số', 'A.PART', '1'],
      ['Mẫu số', 'A.WHOLE', '2'],
      ['Tỷ lệ', '1 / 2', '50 %'],
      ['Điểm', '20 × 0 %', '0 điểm'],
    ]);
    const lines = linesOf(gatedRatio, params, given(5, 1, 2), 2000, 'en');
    expect(lines[0]).toEqual(['Minimum', 'A.GATE: 5 / 5', 'reached']);
    expect(lines.at(-1)).toEqual(['Points', '20 × 1 / 2', '10 points']);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(gatedRatio, params, 'vi', 2000)).toBe(
      'Khi “tên A.GATE” đạt từ 5 trở lên, điểm bằng 20 điểm nhân tỷ lệ “tên A.PART” trên “tên A.WHOLE”, tối đa 100 %; chưa đủ thì 0 điểm; mẫu số bằng 0 thì không tính tiêu chí.',
    );
    expect(sentenceOf(gatedRatio, params, 'en', 2000)).toContain('Once “name A.GATE” reaches 5, 20 points');
  });

  test('rejects a minimum of 0 and unknown parameters', () => {
    expect(isRejected(gatedRatio, { ...params, minimum: 0 })).toBe(true);
    expect(isRejected(gatedRatio, { ...params, scale: 5 })).toBe(true);
  });

  test('stays between 0 and the maximum and never falls when more is done or read', () => {
    const whole = fc.integer({ min: 1, max: 2_000_000_000 });
    const gate = fc.nat(10);
    fc.assert(
      fc.property(gate, gate, amounts, amounts, whole, maxima, (g, h, a, b, whole, max) => {
        const of = (gate: number, part: number) =>
          Number(pointsOf(gatedRatio, params, given(gate, part, whole), max));
        expect(of(g, a)).toBeGreaterThanOrEqual(0);
        expect(of(g, a)).toBeLessThanOrEqual(max);
        expect(of(Math.max(g, h), Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(g, h), Math.min(a, b)));
      }),
    );
  });
});
