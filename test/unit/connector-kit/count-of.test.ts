import { expect, it } from 'vitest';
import { countOf } from '../../../src/connector-kit/count-of.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

it.each([0, 7, Number.MAX_SAFE_INTEGER])('%d is a count', (value) => {
  expect(countOf(value, '19804', 'danSo', 'thongke')).toBe(value);
});

it.each([-1, 0.5, 1e300, Number.NaN])('F45 %d is none, told with unit, field and place', (value) => {
  const error = thrownBy(() => countOf(value, '19804', 'danSo', 'thongke'));
  expect(error).toMatchObject({ family: 'config', code: 'BAD_NUMBER' });
  expect(error.text.en).toContain(`Unit 19804: "danSo" is ${value} in thongke`);
});
