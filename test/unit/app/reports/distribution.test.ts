import { expect, it } from 'vitest';
import { distributionOf } from '../../../../src/app/statistics/distribution.ts';

// Worked out by hand and with Excel's AVERAGE and QUARTILE.INC; all in hundredths of a point.
it.each([
  {
    of: 'nobody',
    values: [],
    expected: [0, null, null, null, null, null, null],
  },
  {
    of: 'one unit: every figure is its own',
    values: [2233],
    expected: [1, 2233, 2233, 2233, 2233, 2233, 2233],
  },
  {
    of: 'two units: 1/4 of the way is 125, half of it 150',
    values: [200, 100],
    expected: [2, 150, 100, 125, 150, 175, 200],
  },
  {
    of: 'four units: quartiles fall between two of them',
    values: [100, 200, 300, 401],
    // mean 250.25 -> 250; q1 at place 0.75: 175; median 250; q3 at place 2.25: 300 + 101 / 4 = 325.25 -> 325
    expected: [4, 250, 100, 175, 250, 325, 401],
  },
  {
    of: 'five units: quartiles are units of the list',
    values: [500, 100, 400, 200, 300],
    expected: [5, 300, 100, 200, 300, 400, 500],
  },
  {
    of: 'half a hundredth goes up',
    values: [1, 2],
    // mean 1.5 -> 2; q1 1.25 -> 1; median 1.5 -> 2; q3 1.75 -> 2
    expected: [2, 2, 1, 1, 2, 2, 2],
  },
  {
    of: 'points that floating arithmetic gets wrong: 0.10 + 0.20 + 0.30 are 0.60',
    values: [10, 20, 30],
    expected: [3, 20, 10, 15, 20, 25, 30],
  },
  {
    of: 'zero is a value',
    values: [0, 0, 100],
    // mean 33.33; q3 at place 1.5: 50
    expected: [3, 33, 0, 0, 0, 50, 100],
  },
])('$of', ({ values, expected }) => {
  const { count, mean, min, lowerQuartile, median, upperQuartile, max } = distributionOf(values);
  expect([count, mean, min, lowerQuartile, median, upperQuartile, max]).toEqual(expected);
});
