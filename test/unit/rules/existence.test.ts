import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { existence } from '../../../src/rules/existence.ts';
import { amounts, isRejected, linesOf, maxima, outcomeOf, pointsOf, sentenceOf } from './kit.ts';

const one = { measures: ['A.ONE'] };
const two = { measures: ['A.ONE', 'A.TWO'] };
const dated = { ...one, before: '11-15' };
const updated = (value: number, day: string) => ({ 'A.ONE': { value, day } });

describe('existence', () => {
  test.each([
    [0, 0],
    [1, 500],
    [2, 500],
  ])('%i is %i hundredths of 5 points', (value, points) => {
    expect(pointsOf(existence, one, { 'A.ONE': value }, 500)).toBe(points);
  });

  test.each([
    [1, 1, 2000],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ])('needs all of its measures: %i and %i is %i', (first, second, points) => {
    expect(pointsOf(existence, two, { 'A.ONE': first, 'A.TWO': second }, 2000)).toBe(points);
  });

  test.each([
    [0, '2024-03-01', 0],
    [1, '2024-11-14', 1000],
    [1, '2024-11-15', 0],
    [2, '2024-11-15', 1000],
    [2, '2024-11-16', 0],
  ])('%i days, the last on %s, is %i: only days before the deadline count', (value, day, points) => {
    expect(pointsOf(existence, dated, updated(value, day))).toBe(points);
  });

  test('names every missing measure, though the others be there', () => {
    expect(outcomeOf(existence, two, { 'A.ONE': 1 })).toEqual({ state: 'NO_DATA', missing: ['A.TWO'] });
  });

  test('explains what is there and what is not', () => {
    expect(linesOf(existence, two, { 'A.ONE': 3, 'A.TWO': 0 })).toEqual([
      ['Có', 'A.ONE', '3'],
      ['Chưa đạt', 'A.TWO', '0'],
      ['Điểm', '10 × 0 %', '0 điểm'],
    ]);
    expect(linesOf(existence, dated, updated(1, '2024-10-02'), 100, 'en')).toEqual([
      ['There', 'A.ONE < 15/11/2024', '02/10/2024'],
      ['Points', '1 × 100 %', '1 point'],
    ]);
  });

  test('says the rule in one sentence', () => {
    expect(sentenceOf(existence, two, 'vi', 500)).toBe(
      'Được 5 điểm khi có “tên A.ONE” và “tên A.TWO”; không có thì 0 điểm.',
    );
    expect(sentenceOf(existence, dated, 'en', 500)).toBe(
      '5 points when there is “name A.ONE” before 15/11/2024; otherwise no points.',
    );
  });

  test.each([
    [{ measures: [] }],
    [{ measures: 'A.ONE' }],
    [{ ...one, before: '13-01' }],
    [{ ...one, after: '01-01' }],
  ])('rejects %j', (bad) => {
    expect(isRejected(existence, bad)).toBe(true);
  });

  test('gives all or nothing and never less when there is more', () => {
    fc.assert(
      fc.property(amounts, amounts, maxima, (a, b, max) => {
        const of = (value: number) => Number(pointsOf(existence, one, { 'A.ONE': value }, max));
        expect([0, max]).toContain(of(a));
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
      }),
    );
  });
});
