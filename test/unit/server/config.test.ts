import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';

describe('S29: sites whose pages may read the API', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['https://bang.hue.gov.vn', ['https://bang.hue.gov.vn']],
    [' http://10.1.2.3:8080 , https://a.vn,', ['http://10.1.2.3:8080', 'https://a.vn']],
  ])('%s', (value, origins) => {
    expect(readConfig({ HUB_CORS_ORIGINS: value }).corsOrigins).toEqual(origins);
  });

  test.each([
    ['*'],
    ['null'],
    ['https://a.vn/'],
    ['https://*.a.vn'],
    ['a.vn'],
    ['ftp://a.vn'],
    ['https://a.vn https://b.vn'],
  ])('never %s', (value) => {
    expect(() => readConfig({ HUB_CORS_ORIGINS: value })).toThrow(/HUB_CORS_ORIGINS/);
  });
});

test('the list of operations is a file, named from where the hub was started', () => {
  expect(readConfig({}).operations).toBeNull();
  expect(readConfig({ HUB_OPERATIONS: 'operations.json' }).operations).toBe(resolve('operations.json'));
});

describe('S43: how many days records are kept', () => {
  test.each([
    [undefined, 90],
    ['', 90],
    ['30', 30],
    ['3650', 3650],
  ])('%s', (value, days) => {
    expect(readConfig({ HUB_RECORD_DAYS: value }).recordDays).toBe(days);
  });

  test.each(['29', '3651', '0', '-90', '90.5', '9e1', ' 90', '090', '90 ngày'])('never %s', (value) => {
    expect(() => readConfig({ HUB_RECORD_DAYS: value })).toThrow(/HUB_RECORD_DAYS = .*30 - 3650/);
  });
});
