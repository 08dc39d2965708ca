import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { baseUrlField, urlUnder } from '../../../src/connector-kit/base-url.ts';
import { headerText, pageSizeField, requiredText } from '../../../src/connector-kit/config-fields.ts';

const accepts = (field: ZodType, value: unknown) => field.safeParse(value).success;

describe('the address of a source', () => {
  it.each(['https://ioc.hue.gov.vn/api', 'http://127.0.0.1:8080', 'https://tinh.gov.vn/'])('%s', (url) => {
    expect(accepts(baseUrlField(), url)).toBe(true);
  });

  it.each([
    'ioc.hue.gov.vn',
    'ftp://ioc.hue.gov.vn',
    'https://ai:mat-khau@ioc.hue.gov.vn',
    'https://ioc.hue.gov.vn?khoa=1',
    'https://ioc.hue.gov.vn#1',
    '',
  ])('not %j', (url) => {
    expect(baseUrlField().safeParse(url).error?.issues[0]?.message).toContain('https://host/path');
  });

  it.each(['https://a.vn/api', 'https://a.vn/api/', 'https://a.vn/api//'])('a path goes below %s', (base) => {
    expect(urlUnder(base, '/token')).toBe('https://a.vn/api/token');
  });
});

it('a page size lies between 1 and what the source allows', () => {
  const field = pageSizeField(500, 200);
  expect(field.parse(undefined)).toBe(200);
  expect([1, 500].map((size) => accepts(field, size))).toEqual([true, true]);
  expect([0, 501, 1.5, '200'].map((size) => accepts(field, size))).toEqual([false, false, false, false]);
});

it('a required text is not blank', () => {
  expect(['a', ' a b', '', '  '].map((value) => accepts(requiredText(), value))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('a text for a header has no blanks, accents or line ends', () => {
  expect(['0A-1b~!', 'a b', 'khóa', 'a\n', ''].map((value) => accepts(headerText(), value))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
