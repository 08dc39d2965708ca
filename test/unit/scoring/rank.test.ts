import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshness } from '../../../src/scoring/freshness.ts';
import { rank } from '../../../src/scoring/rank.ts';

const unit = (unitCode: string, points: number | null, maxApplicable = 100) => ({
  unitCode,
  points,
  maxApplicable,
});
const listed = (units: Parameters<typeof rank>[0], by: 'PERCENT' | 'POINTS' = 'PERCENT') =>
  rank(units, by).map(({ item, rank: place }) => `${item.unitCode} ${place ?? '-'}`);

describe('ranks', () => {
  it.each([
    [
      'ties share a rank and the next is skipped',
      [unit('a', 5), unit('b', 9), unit('c', 9), unit('d', 1)],
      ['b 1', 'c 1', 'a 3', 'd 4'],
    ],
    [
      'units without points come last and have none',
      [unit('a', null), unit('b', 0), unit('c', null, 0)],
      ['b 1', 'a -', 'c -'],
    ],
    ['all the same', [unit('c', 7), unit('a', 7), unit('b', 7)], ['a 1', 'b 1', 'c 1']],
    [
      'shares that only look the same when rounded',
      [unit('a', 2_000, 30_001), unit('b', 2_000, 30_000)],
      ['b 1', 'a 2'],
    ],
    ['equal shares of different maxima', [unit('a', 10, 30), unit('b', 20, 60)], ['a 1', 'b 1']],
    ['none', [], []],
  ])('%s', (_, units, expected) => {
    expect(listed(units)).toEqual(expected);
  });

  it('by points or by share of the maximum, as the set says', () => {
    const units = [unit('a', 50, 60), unit('b', 60, 100)];
    expect(listed(units)).toEqual(['a 1', 'b 2']);
    expect(listed(units, 'POINTS')).toEqual(['b 1', 'a 2']);
  });

  it('a rank is one more than the number of units with more, whatever the order given', () => {
    const units = fc.uniqueArray(
      fc
        .record({
          unitCode: fc.string({ minLength: 1 }),
          points: fc.option(fc.nat(4)),
          max: fc.integer({ min: 4, max: 8 }),
        })
        .map(({ unitCode, points, max }) => unit(unitCode, points, max)),
      { selector: ({ unitCode }) => unitCode },
    );
    fc.assert(
      fc.property(units, (given) => {
        const ranked = rank(given, 'PERCENT');
        expect(rank(given.toReversed(), 'PERCENT')).toEqual(ranked);
        expect(ranked.map(({ position }) => position)).toEqual(ranked.map((_, index) => index + 1));
        const share = ({ points, maxApplicable }: (typeof given)[number]) =>
          points === null ? -1 : points / maxApplicable;
        for (const { item, rank: place } of ranked) {
          const better = given.filter((other) => share(other) > share(item)).length;
          expect(place).toBe(item.points === null ? null : better + 1);
        }
      }),
    );
  });
});

describe('U09: how fresh a score is', () => {
  const window = { from: '2024-01-01', to: '2024-11-15' };
  it.each([
    ['nothing was ever delivered', null, '2024-05-01T08:00', 'NEVER'],
    ['delivered last night', '2024-05-01T02:05', '2024-05-01T08:00', 'FRESH'],
    ['one night missed by twelve hours', '2024-05-01T02:00', '2024-05-02T14:00', 'FRESH'],
    ['one night missed by more', '2024-05-01T02:00', '2024-05-02T14:01', 'STALE'],
    ['read on the last day, looked at a year later', '2024-11-15T23:59', '2025-11-15T08:00', 'STALE'],
    ['read the night after the last day: it cannot age', '2024-11-16T00:00', '2025-11-15T08:00', 'FRESH'],
  ])('%s', (_, asOf, now, state) => {
    const instant = (value: string) => new Date(`${value}+07:00`);
    expect(freshness(asOf === null ? null : instant(asOf), window, instant(now))).toBe(state);
  });
});
