import { expect, it } from 'vitest';
import { outsideRequest, unreadableDate } from '../../../src/connector-kit/record-day.ts';

it.each([
  ['20240230000000', true],
  ['30/02/2024 08:15', true],
  ['Nguyễn Văn An', false],
  ['0999123456', false],
  ['000999123456', false],
  [null, false],
])('the unreadable date %j is repeated: %s', (value, isShown) => {
  const { text } = unreadableDate('result', 3, 'NgayTiepNhan', value);
  expect(text.vi.includes(String(value))).toBe(isShown);
  expect(text.vi).toMatch(/dòng 3.*NgayTiepNhan/);
});

it('F27 a day outside the request is told with its row', () => {
  const error = outsideRequest('result', 3, 'NgayTiepNhan', '2999-01-01');
  expect(error).toMatchObject({ family: 'config', code: 'OUTSIDE_REQUEST' });
  expect(error.text.en).toContain('result, row 3: NgayTiepNhan = 2999-01-01');
});
