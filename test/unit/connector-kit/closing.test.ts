import { expect, it } from 'vitest';
import { closingDay, closingsOf, lastClosedMonth } from '../../../src/connector-kit/closing.ts';

it.each([
  ['2024-01-01', '2024-11-15', '2025-01-01', 11],
  ['2024-01-16', '2024-03-14', '2025-01-01', 1],
  ['2024-01-01', '2024-12-31', '2024-02-14', 1],
  ['2024-01-16', '2024-01-31', '2025-01-01', 0],
])('%s to %s, asked on %s, has %d closings', (from, to, today, count) => {
  expect(closingsOf({ from, to }, today)).toHaveLength(count);
});

it('a closing fills the part of its month that was asked for', () => {
  expect(closingsOf({ from: '2024-01-16', to: '2024-02-20' }, '2025-01-01')).toEqual([
    { month: '2024-02', day: closingDay('2024-02'), slice: { from: '2024-02-01', to: '2024-02-20' } },
  ]);
});

it.each([
  ['2024-03-15', '2024-03'],
  ['2024-03-14', '2024-02'],
  ['2024-01-10', '2023-12'],
])('on %s the last closed month is %s', (today, month) => {
  expect(lastClosedMonth(today)).toBe(month);
});
