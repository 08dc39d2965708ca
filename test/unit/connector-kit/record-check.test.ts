import { describe, expect, it } from 'vitest';
import { listOf, recordCheck } from '../../../src/connector-kit/record-check.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const check = recordCheck<{ id: string; tags: string[] | null }>({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, tags: { type: ['array', 'null'], items: { type: 'string' } } },
});

describe('recordCheck', () => {
  it('answers the very items, with the fields it does not know', () => {
    const items = [
      { id: 'a', more: 1 },
      { id: 'b', tags: null },
    ];
    expect(check(items, 'list')).toBe(items);
    expect(check([], 'list')).toEqual([]);
  });

  it.each([
    [{}, '"id"', 'cần trường này, nhận được không có gì'],
    [{ id: 7 }, '"id"', 'cần chuỗi, nhận được số'],
    [{ id: 'a', tags: 'b' }, '"tags"', 'cần danh sách hoặc giá trị trống, nhận được chuỗi'],
    [{ id: 'a', tags: ['b', 1] }, '"tags.1"', 'cần chuỗi, nhận được số'],
    ['text', 'The answer', 'cần đối tượng, nhận được chuỗi'],
  ])('%j is refused by row, field and what was expected', (item, field, expected) => {
    const error = thrownBy(() => check([{ id: 'a' }, item], 'list', 501));
    expect([error.family, error.code]).toEqual(['config', 'SCHEMA_CHANGED']);
    expect(error.text.vi).toContain('trong list, dòng 502');
    expect(error.text.vi).toContain(expected);
    expect(error.text.en).toContain(field);
  });
});

it.each([
  [null, 'NULL_LIST'],
  [undefined, 'MISSING_LIST'],
  [{}, 'SCHEMA_CHANGED'],
  ['[]', 'SCHEMA_CHANGED'],
])('F08 %j is no list and not an empty one', (value, code) => {
  expect(thrownBy(() => listOf(value, 'result')).code).toBe(code);
});

it('F08 an empty list is a list', () => {
  expect(listOf([], 'result')).toEqual([]);
});
