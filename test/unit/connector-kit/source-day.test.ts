import { expect, it } from 'vitest';
import { type DayFormat, isNotClosed, sourceDay } from '../../../src/connector-kit/source-day.ts';

it.each<[value: unknown, formats: readonly DayFormat[], expected: string | null]>([
  ['12/03/2024 08:15', ['auto'], '2024-03-12T08:15:00+07:00'],
  ['2024-03-12T18:15:00Z', ['auto'], '2024-03-13T01:15:00+07:00'],
  ['03/12/2024', ['MM/dd/yyyy'], '2024-03-12T00:00:00+07:00'],
  ['03/12/2024', ['dd/MM/yyyy'], '2024-12-03T00:00:00+07:00'],
  ['12-03-2024', ['dd/MM/yyyy'], '2024-03-12T00:00:00+07:00'],
  ['31/02/2024', ['dd/MM/yyyy'], null],
  [20240312, ['yyyyMMdd'], '2024-03-12T00:00:00+07:00'],
  [1710205200, ['epochSeconds'], '2024-03-12T08:00:00+07:00'],
  ['1710205200000', ['epochMilliseconds'], '2024-03-12T08:00:00+07:00'],
  [-1e300, ['epochSeconds'], null],
  ['2024-03', ['yyyy-MM'], '2024-03-15T00:00:00+07:00'],
  ['3/2024', ['MM/yyyy'], '2024-03-15T00:00:00+07:00'],
  ['13/2024', ['MM/yyyy'], null],
  [202403, ['yyyyMM'], '2024-03-15T00:00:00+07:00'],
  ['2024-03-12', ['yyyyMMdd', 'yyyy-MM-dd'], '2024-03-12T00:00:00+07:00'],
  ['ngày mai', ['auto', 'yyyy-MM'], null],
  [null, ['auto'], null],
  [true, ['auto'], null],
])('%j as %j is %s', (value, formats, expected) => {
  expect(sourceDay(value, formats)).toBe(expected);
});

it.each([
  ['2024-03-15', '2024-03-10', true],
  ['2024-03-15', '2024-03-15', false],
  ['2024-04-15', '2024-03-10', false],
  ['2024-03-14', '2024-03-10', false],
])('the report of %s on %s: not closed yet is %s', (day, today, expected) => {
  expect(isNotClosed(day, ['yyyy-MM'], today)).toBe(expected);
  expect(isNotClosed(day, ['yyyy-MM-dd'], today)).toBe(false);
});
