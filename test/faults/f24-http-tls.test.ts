import { createSecureContext, rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { badSource } from '../kit/bad-source.ts';
import { hasOpenssl, type TestCertificates, testCertificates } from '../kit/bad-source-certificates.ts';
import { endOf, failureOf, httpFor } from '../kit/bad-source-client.ts';
import { json } from '../kit/bad-source-steps.ts';

const HOST = 'nguon.example.vn';
const resolve = async () => [{ address: '127.0.0.1', family: 4 }];

describe.skipIf(!hasOpenssl)('F24 TLS that cannot be trusted', () => {
  let certificates: TestCertificates;
  beforeAll(() => {
    certificates = testCertificates(HOST);
  });

  const trusting = (authorities: string[]) =>
    httpFor({ resolve, attempts: 1, rules: { allow: ['127.0.0.1'], authorities } }).http;
  const addressOf = ({ port }: { port: number }) => `https://${HOST}:${port}/`;

  it('a private authority is trusted once the administrator has added it', async () => {
    const source = await badSource([json({ ok: 1 })], { tls: certificates.good });
    expect((await trusting([certificates.authority]).json({ url: addressOf(source) })).body).toEqual({
      ok: 1,
    });
    expect(source.seen[0]?.headers.host).toBe(`${HOST}:${source.port}`);
  });

  it('the public authorities stay trusted besides it', () => {
    expect(() => createSecureContext({ ca: [...rootCertificates, certificates.authority] })).not.toThrow();
  });

  it('unknown authority', async () => {
    const source = await badSource([json(1)], { tls: certificates.good });
    expect(await endOf(trusting([]), addressOf(source))).toEqual(['config', 'CERTIFICATE_UNKNOWN_ISSUER']);
    expect((await failureOf(trusting([]).json({ url: addressOf(source) }))).text.vi).toContain(
      'HUB_EXTRA_CA',
    );
    expect(source.seen).toEqual([]);
  });

  it('expired', async () => {
    const source = await badSource([json(1)], { tls: certificates.expired });
    expect(await endOf(trusting([certificates.authority]), addressOf(source))).toEqual([
      'config',
      'CERTIFICATE_EXPIRED',
    ]);
  });

  it('issued for another host', async () => {
    const source = await badSource([json(1)], { tls: certificates.otherHost });
    expect(await endOf(trusting([certificates.authority]), addressOf(source))).toEqual([
      'config',
      'CERTIFICATE_WRONG_HOST',
    ]);
  });

  it('TLS older than 1.2', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const source = await badSource([json(1)], { tls: { ...certificates.good, ...old } });
    expect(await endOf(trusting([certificates.authority]), addressOf(source))).toEqual([
      'config',
      'TLS_TOO_OLD',
    ]);
  });

  it('no TLS at all', async () => {
    const source = await badSource([json(1)]);
    expect(await endOf(trusting([]), addressOf(source))).toEqual(['config', 'NOT_TLS']);
  });
});
