import { expect, it } from 'vitest';
import { distinct } from '../../../src/connector-kit/distinct.ts';
import { personError } from '../../../src/core/errors.ts';
import { text } from '../../../src/core/text.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

interface Row {
  readonly unit: string;
  readonly line: number;
  readonly counts: readonly number[];
}

const row = (unit: string, line: number, ...counts: number[]): Row => ({ unit, line, counts });
const contradiction = (a: Row, b: Row) => personError('TEST', text('', `${a.line} and ${b.line}`));
const byUnit = (rows: Row[]) =>
  distinct(
    rows,
    ({ unit }) => unit,
    contradiction,
    ({ counts }) => counts,
  );

it('F17 keeps the first of equal rows, in the order of the list', () => {
  expect(byUnit([row('b', 1, 5), row('a', 2, 6), row('b', 3, 5)])).toEqual([row('b', 1, 5), row('a', 2, 6)]);
});

it('F17 refuses rows that contradict each other, naming both', () => {
  expect(thrownBy(() => byUnit([row('b', 1, 5), row('b', 2, 5), row('b', 3, 6)])).message).toBe('1 and 3');
});

it('compares whole rows unless told what counts', () => {
  expect(thrownBy(() => distinct([row('b', 1), row('b', 2)], ({ unit }) => unit, contradiction)).code).toBe(
    'TEST',
  );
});
