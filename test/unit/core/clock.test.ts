import { expect, it } from 'vitest';
import { lastWholeMonth } from '../../../src/core/clock.ts';

it.each([
  ['2024-03-01', '2024-02-01', '2024-02-29'],
  ['2024-03-31', '2024-02-01', '2024-02-29'],
  ['2025-01-15', '2024-12-01', '2024-12-31'],
])('on %s the last whole month is %s to %s', (today, from, to) => {
  expect(lastWholeMonth(today)).toEqual({ from, to });
});
