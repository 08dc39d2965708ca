import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepTable } from '../../../src/rules/step-table.ts';
import { isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const steps = [
  { atLeast: 1, percent: 50 },
  { atLeast: 2, percent: 100 },
];
const params = { measure: 'FILE.MEETING', steps };
const dated = { ...params, before: '11-15' };
const meetings = (value: number, day: string) => ({ 'FILE.MEETING': { value, day } });

describe('step-table', () => {
  test.each([
    [0, 0],
    [1, 500],
    [2, 1000],
    [3, 1000],
  ])('%i is %i hundredths of 10 points', (value, points) => {
    expect(pointsOf(stepTable, params, { 'FILE.MEETING': value })).toBe(points);
  });

  test.each([
    [0, '2024-03-01', 0],
    [1, '2024-11-14', 500],
    [2, '2024-11-14', 1000],
    [1, '2024-11-15', 0],
    [2, '2024-11-15', 500],
    [3, '2024-11-15', 1000],
    [3, '2024-11-16', 0],
  ])('%i days, the last on %s, is %i: days from the deadline on do not count', (value, day, points) => {
    expect(pointsOf(stepTable, dated, meetings(value, day))).toBe(points);
  });

  test('rounds half up, once', () => {
    expect(pointsOf(stepTable, params, { 'FILE.MEETING': 1 }, 25)).toBe(13);
  });

  test('a missing measure is named, and is not zero', () => {
    expect(outcomeOf(stepTable, params, {})).toEqual({ state: 'NO_DATA', missing: ['FILE.MEETING'] });
  });

  test('explains the arithmetic with the real numbers', () => {
    expect(linesOf(stepTable, dated, meetings(2, '2024-11-15'))).toEqual([
      ['Số lượng', 'FILE.MEETING', '2'],
      ['Lần cuối', 'FILE.MEETING', '15/11/2024'],
      ['Số lượng được tính', 'trước 15/11/2024', '1'],
      ['Điểm', '10 × 50 %', '5 điểm'],
    ]);
    expect(linesOf(stepTable, dated, meetings(0, '2024-11-15'), 1000, 'en')[1]).toEqual([
      'The last one',
      'FILE.MEETING',
      'none',
    ]);
    expect(linesOf(stepTable, params, { 'FILE.MEETING': 3 })).toEqual([
      ['Số lượng', 'FILE.MEETING', '3'],
      ['Điểm', '10 × 100 %', '10 điểm'],
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(stepTable, dated, 'vi')).toBe(
      'Theo “tên FILE.MEETING” trước 15/11/2024: từ 1 được 5 điểm, từ 2 được 10 điểm; ít hơn thì 0 điểm.',
    );
    expect(sentenceOf(stepTable, params, 'en')).toBe(
      'By “name FILE.MEETING”: 5 points from 1, 10 points from 2; no points below.',
    );
  });

  test.each([
    [{ ...params, steps: [] }],
    [{ ...params, steps: [...steps].reverse() }],
    [{ ...params, steps: [steps[0], steps[0]] }],
    [{ ...params, steps: [{ atLeast: 0, percent: 50 }] }],
    [{ ...params, steps: [{ atLeast: 1, percent: 101 }] }],
    [{ ...params, before: '15-11' }],
    [{ ...params, before: '02-30' }],
  ])('rejects %j', (bad) => {
    expect(isRejected(stepTable, bad)).toBe(true);
  });

  test('stays between 0 and the maximum and never falls when the quantity rises', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), maxima, (a, b, max) => {
        const of = (value: number) => Number(pointsOf(stepTable, params, { 'FILE.MEETING': value }, max));
        expect(of(a)).toBeGreaterThanOrEqual(0);
        expect(of(a)).toBeLessThanOrEqual(max);
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
      }),
    );
  });
});
