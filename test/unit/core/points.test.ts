import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulDivHalfUp, percentOf, points, toNumber } from '../../../src/core/points.ts';

describe('points are whole hundredths', () => {
  it.each([
    [1, 1, 2, 1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [2400, 2, 7, 686],
    [1000, 30, 90, 333],
    [0, 5, 9, 0],
    [Number.MAX_SAFE_INTEGER, 10_000, Number.MAX_SAFE_INTEGER, 10_000],
    [3, Number.MAX_SAFE_INTEGER, 6, (Number.MAX_SAFE_INTEGER + 1) / 2],
  ])('%i x %i / %i rounds half up to %i', (a, b, c, expected) => {
    expect(mulDivHalfUp(a, b, c)).toBe(expected);
  });

  it('is the whole number nearest to a x b / c, for any size', () => {
    const size = fc.maxSafeNat();
    fc.assert(
      fc.property(size, fc.nat(10_000), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (a, b, c) => {
        fc.pre((BigInt(a) * BigInt(b)) / BigInt(c) < BigInt(Number.MAX_SAFE_INTEGER));
        const twice = 2n * BigInt(a) * BigInt(b) - 2n * BigInt(mulDivHalfUp(a, b, c)) * BigInt(c);
        expect(twice >= -BigInt(c) && twice < BigInt(c)).toBe(true);
      }),
    );
  });

  it('hundredths and numbers of people are the same thing written twice', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (value) => {
        expect(points(toNumber(value))).toBe(value);
      }),
    );
    expect([points(2.41), points(0.5), points(67.5)]).toEqual([241, 50, 6750]);
  });

  it('a share of nothing is no percentage', () => {
    expect([percentOf(0, 0), percentOf(0, 5), percentOf(5, 5), percentOf(1, 3)]).toEqual([
      null,
      0,
      10_000,
      3333,
    ]);
  });
});
