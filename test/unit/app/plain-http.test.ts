import { describe, expect, it } from 'vitest';
import { refusePlainHttp } from '../../../src/app/secrets/plain-http.ts';
import type { Connector } from '../../../src/connector-kit/connector.ts';
import { ScriptedSource } from '../../kit/scripted-connector.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const connector = new ScriptedSource().connector as Connector;
const given = (url: string, token: string | null = 'bi-mat-0815') => ({ url, token });

describe('S14 a secret over http://', () => {
  it.each([
    ['http://nguon.example.vn', []],
    ['http://nguon.example.vn:8080/api', ['nguon.example.vn:80']],
    ['HTTP://Nguon.Example.vn', ['khac.example.vn']],
    ['http://nguon.example.vn', ['10.0.0.0/8']],
    ['http://1.1.1.1', ['10.0.0.0/8']],
  ])('%s is refused where %j is allowed', (url, allow) => {
    const error = thrownBy(() => refusePlainHttp({ allow }, connector, given(url)));
    expect(error.code).toBe('PLAIN_HTTP_SECRET');
    expect(error.text.vi).toMatch(/(nguon\.example\.vn|1\.1\.1\.1).*https:\/\/.*HUB_ALLOW_HOSTS/);
    expect(JSON.stringify(error.text)).not.toContain('bi-mat');
  });

  it.each([
    ['https://nguon.example.vn', []],
    ['http://nguon.example.vn', ['nguon.example.vn']],
    ['http://nguon.example.vn:8080', ['*.example.vn:8080']],
    ['http://1.1.1.1', ['1.1.1.1']],
    // Where it leads inside it is refused, or allowed, when it is asked.
    ['http://10.1.2.3', []],
    ['http://localhost:4100', []],
    ['http://[::1]:4100', []],
  ])('%s is taken where %j is allowed', (url, allow) => {
    expect(() => refusePlainHttp({ allow }, connector, given(url))).not.toThrow();
  });

  it('without a secret is nobody’s loss', () => {
    expect(() => refusePlainHttp({ allow: [] }, connector, given('http://a.vn', null))).not.toThrow();
  });
});
