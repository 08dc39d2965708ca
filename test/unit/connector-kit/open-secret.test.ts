import { expect, test } from 'vitest';
import { openSecretIn } from '../../../src/connector-kit/open-secret.ts';

test.each([
  [{ api_key: 'abc' }, 'api_key'],
  [{ filter: [{ matKhau: 'abc' }] }, 'matKhau'],
  [{ trang: '1', access_token: 'abc' }, 'access_token'],
  [{ pageToken: '{cursor}' }, null],
  [{ keyword: 'khoa', token: '' }, null],
  [undefined, null],
])('S19 a secret typed where it would lie open: %j', (part, name) => {
  expect(openSecretIn(part)).toBe(name);
});
