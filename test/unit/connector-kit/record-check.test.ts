import { describe, expect, it } from 'vitest';
import { listOf, recordCheck, unreadableDate } from '../../../src/connector-kit/record-check.ts';
import { HubError } from '../../../src/core/errors.ts';

const check = recordCheck<{ id: string; tags: string[] | null }>({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, tags: { type: ['array', 'null'], items: { type: 'string' } } },
});

function failure(run: () => unknown): HubError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(HubError);
    return error as HubError;
  }
  throw new Error('nothing was thrown');
}

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
    [{}, 'id', 'thiếu trường id'],
    [{ id: 7 }, 'id', 'mong đợi chuỗi ký tự'],
    [{ id: 'a', tags: 'b' }, 'tags', 'mong đợi danh sách hoặc rỗng'],
    [{ id: 'a', tags: ['b', 1] }, 'tags.1', 'mong đợi chuỗi ký tự'],
    ['text', 'list', 'mong đợi đối tượng'],
  ])('%j is refused by row, field and what was expected', (item, field, expected) => {
    const error = failure(() => check([{ id: 'a' }, item], 'list', 501));
    expect([error.family, error.code]).toEqual(['config', 'SCHEMA_CHANGED']);
    expect(error.text.vi).toContain('dòng 502');
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
  expect(failure(() => listOf(value, 'result')).code).toBe(code);
});

it('F08 an empty list is a list', () => {
  expect(listOf([], 'result')).toEqual([]);
});

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
