import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';

const DATABASE_URL = 'postgres://hub@db/hub';
const HUB_OIDC_ISSUER = 'https://sso.hue.gov.vn/realms/hue';

describe('who may come in, by the environment', () => {
  it.each([
    ['practice', {}, { publicRead: 'all', publicUrl: null, proxies: 0, oidc: null }],
    ['production', { HUB_ENV: 'production', DATABASE_URL }, { publicRead: 'none' }],
    ['as the administrator said', { HUB_PUBLIC_READ: 'results' }, { publicRead: 'results' }],
    ['behind a proxy', { HUB_PUBLIC_URL: 'https://dti.hue.gov.vn/', HUB_TRUST_PROXY: '1' }, { proxies: 1 }],
    [
      'services only',
      { HUB_OIDC_ISSUER, HUB_OIDC_AUDIENCE: 'dti' },
      { oidc: { clientId: null, rolesClaim: 'roles' } },
    ],
  ])('%s', (_name, environment, expected) => {
    expect(readConfig(environment)).toMatchObject(expected);
  });

  it.each([
    ['HUB_PUBLIC_READ', { HUB_PUBLIC_READ: 'yes' }],
    ['HUB_PUBLIC_URL', { HUB_PUBLIC_URL: 'https://hue.gov.vn/dti' }],
    ['HUB_PUBLIC_URL', { HUB_OIDC_ISSUER, HUB_OIDC_CLIENT_ID: 'dti' }],
    ['HUB_TRUST_PROXY', { HUB_TRUST_PROXY: 'true' }],
    ['HUB_OIDC_ISSUER', { HUB_OIDC_ISSUER: 'http://sso', HUB_ENV: 'production', DATABASE_URL }],
  ])('%s is told when it makes no sense', (name, environment) => {
    const refusal = { code: 'BAD_CONFIGURATION', message: expect.stringContaining(name) };
    expect(() => readConfig(environment)).toThrow(expect.objectContaining(refusal));
  });
});
