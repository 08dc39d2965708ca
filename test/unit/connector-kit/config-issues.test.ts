import { expect, it } from 'vitest';
import { z } from 'zod';
import { bilingual, parted } from '../../../src/connector-kit/bilingual.ts';
import { inBothLanguages, issuesOf } from '../../../src/connector-kit/config-issues.ts';

const said = (field: z.ZodType, value: unknown) => {
  const { error } = z.object({ field }).safeParse({ field: value }, { error: inBothLanguages });
  return error ? issuesOf(error).map(({ field, message }) => [field, message.vi, message.en]) : [];
};

it.each([
  ['missing', z.string(), undefined, 'cần có trường này', 'this field is needed'],
  ['of another kind', z.int(), 1.5, 'cần số nguyên, nhận được số', 'expected an integer, found a number'],
  [
    'of another kind',
    z.record(z.string(), z.string()),
    [],
    'cần đối tượng, nhận được danh sách',
    'expected an object, found a list',
  ],
  ['too short', z.string().min(8), 'x', 'cần số ký tự >= 8', 'expected a number of characters >= 8'],
  ['empty', z.array(z.string()).min(1), [], 'cần số mục >= 1', 'expected a number of items >= 1'],
  ['too large', z.number().lt(5), 5, 'cần giá trị < 5', 'expected a value < 5'],
  ['known to zod', z.email(), 'x', 'địa chỉ email không hợp lệ', 'Invalid email address'],
  [
    'explained by the field',
    z.string().regex(/a/, bilingual('cần chữ a', 'needs an a')),
    'x',
    'cần chữ a',
    'needs an a',
  ],
])('a field %s', (_, field, value, vi, en) => {
  expect(said(field, value)).toEqual([['field', vi, en]]);
});

it('tells each field once, by its first issue', () => {
  expect(said(z.string().min(2).min(3), 'x')).toEqual([
    ['field', 'cần số ký tự >= 2', 'expected a number of characters >= 2'],
  ]);
  expect(said(z.array(z.string()), ['a', 1, 2]).map(([field]) => field)).toEqual(['field.1', 'field.2']);
});

it('a message that carries one language only is the same in both', () => {
  expect(parted('URL')).toEqual({ vi: 'URL', en: 'URL' });
});
