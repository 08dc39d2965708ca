import { describe, expect, it } from 'vitest';
import { type DecimalSign, decimalOf, tableNumber } from '../../../src/connector-kit/table-number.ts';

const read = (cell: string | number | null, decimal: DecimalSign, isCount = false) => {
  const found = tableNumber(cell, { decimal, isCount });
  return found.kind === 'number'
    ? found.value
    : found.kind === 'blank'
      ? 'blank'
      : found.isAmbiguous
        ? 'which?'
        : 'no';
};

describe('F45 a number as offices write it', () => {
  it.each<[string | number | null, ...(number | string)[]]>([
    // written, auto, decimal comma, decimal point, a count
    ['57', 57, 57, 57, 57],
    ['1.234,5', 1234.5, 1234.5, 'no', 'no'],
    ['1,234.5', 1234.5, 'no', 1234.5, 'no'],
    ['1.234', 'which?', 1234, 1.234, 1234],
    ['1,234', 'which?', 1.234, 1234, 1234],
    ['57,000', 'which?', 57, 57000, 'which?'],
    ['57,0', 57, 57, 'no', 57],
    ['1.234.567', 1234567, 1234567, 'no', 1234567],
    ['1 234', 1234, 1234, 1234, 1234],
    ['1\u00a0234,5', 1234.5, 1234.5, 'no', 'no'],
    ['1.234 567', 'no', 'no', 'no', 'no'],
    ['0.123', 0.123, 'no', 0.123, 'no'],
    ['-5', -5, -5, -5, -5],
    ['−2,5', -2.5, -2.5, 'no', 'no'],
    ['57%', 'no', 'no', 'no', 'no'],
    ['57 máy', 'no', 'no', 'no', 'no'],
    ['(5)', 'no', 'no', 'no', 'no'],
    ['1e3', 'no', 'no', 'no', 'no'],
    ['12.34.56', 'no', 'no', 'no', 'no'],
    ['99.999.999.999.999.999', 'no', 'no', 'no', 'no'],
    ['N/A', 'blank', 'blank', 'blank', 'blank'],
    ['-', 'blank', 'blank', 'blank', 'blank'],
    ['', 'blank', 'blank', 'blank', 'blank'],
    [null, 'blank', 'blank', 'blank', 'blank'],
    [57.5, 57.5, 57.5, 57.5, 'no'],
    [Number.NaN, 'no', 'no', 'no', 'no'],
  ])('%j', (written, auto, comma, point, count) => {
    expect([
      read(written, 'auto'),
      read(written, ','),
      read(written, '.'),
      read(written, 'auto', true),
    ]).toEqual([auto, comma, point, count]);
  });

  it.each<[DecimalSign, string[]]>([
    [',', ['1.234', '2,5', 'N/A']],
    ['.', ['1,234', '2.5']],
    ['auto', ['1.234', '5.678']],
    ['auto', ['2,5', '2.5']],
  ])('the other cells of the column decide for "%s": %j', (sign, cells) => {
    expect(decimalOf(cells)).toBe(sign);
  });
});
