import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { describe, expect, it } from 'vitest';
import { createHttp, type HttpOptions } from '../../../src/connector-kit/http.ts';
import { defaultSleep } from '../../../src/connector-kit/http-retries.ts';
import { silentLog } from '../../../src/connector-kit/log.ts';
import { networkError } from '../../../src/connector-kit/network-errors.ts';
import { HubError, stopError } from '../../../src/core/errors.ts';
import { mswDispatcher } from '../../kit/msw-dispatcher.ts';

const NOW = new Date('2025-03-01T00:00:00Z');
const URL_WITH_QUERY = 'https://nguon.example.vn/api?token=bi-mat';

function client(handlers: RequestHandler[] | null, changes: Partial<HttpOptions> = {}) {
  const waits: number[] = [];
  const instance = createHttp({
    clock: { now: () => NOW },
    log: silentLog,
    signal: new AbortController().signal,
    sleep: async (ms) => void waits.push(ms),
    ...(handlers ? { dispatcher: mswDispatcher(handlers) } : {}),
    ...changes,
  });
  return { http: instance, waits };
}

/** Answers the given responses one after the other, the last one for ever. */
function answers(...responses: (() => Response)[]) {
  const seen: Request[] = [];
  const handler = http.all('*', ({ request }) => {
    seen.push(request.clone());
    return responses[Math.min(seen.length, responses.length) - 1]?.() as HttpResponse<string>;
  });
  return { handlers: [handler], seen };
}

const json = (body: unknown) => () => HttpResponse.json(body as object);
const status =
  (code: number, headers = {}) =>
  () =>
    new HttpResponse('CANARY', { status: code, headers });

const failure = async (promise: Promise<unknown>): Promise<HubError> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HubError);
  return error as HubError;
};

describe('what may pass is tried again', () => {
  it('F01 after 500, 502 and 503 the answer comes', async () => {
    const source = answers(status(500), status(502), status(503), json({ ok: 1 }));
    const { http, waits } = client(source.handlers);
    expect((await http.json({ url: URL_WITH_QUERY })).body).toEqual({ ok: 1 });
    expect(source.seen).toHaveLength(4);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index * 0.75);
      expect(wait).toBeLessThanOrEqual(500 * 2 ** index * 1.25);
    }
  });

  it('F02 four requests at most', async () => {
    const source = answers(status(500));
    const error = await failure(client(source.handlers).http.json({ url: URL_WITH_QUERY }));
    expect([error.family, error.code, source.seen.length]).toEqual(['retry', 'SERVER_ERROR', 4]);
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    [' 3 ', 3_000],
    [new Date(NOW.getTime() + 9_000).toUTCString(), 9_000],
  ])('F03 Retry-After %j is honoured', async (header, expected) => {
    const source = answers(status(429, { 'retry-after': header }), json(1));
    const { http, waits } = client(source.handlers);
    await http.json({ url: URL_WITH_QUERY });
    expect(waits).toEqual([expected]);
  });

  it.each(['-5', '', 'ngay mai', 'Fri, 01 Jan 1999 00:00:00 GMT'])(
    'F03 the senseless Retry-After %j waits the usual time',
    async (header) => {
      const source = answers(status(429, { 'retry-after': header }), json(1));
      const { http, waits } = client(source.handlers);
      await http.json({ url: URL_WITH_QUERY });
      expect(waits[0]).toBeGreaterThanOrEqual(375);
      expect(waits[0]).toBeLessThanOrEqual(625);
    },
  );

  it('F03 a wait of ten years belongs to another run', async () => {
    const source = answers(status(429, { 'retry-after': '315360000' }));
    const { http, waits } = client(source.handlers);
    const error = await failure(http.json({ url: URL_WITH_QUERY }));
    expect([error.code, source.seen.length, waits.length]).toEqual(['TOO_MANY_REQUESTS', 1, 0]);
  });

  it('F07 a cut-off body is read once more', async () => {
    const source = answers(() => new HttpResponse('{"a": [1, 2'), json({ a: [1, 2, 3] }));
    expect((await client(source.handlers).http.json({ url: URL_WITH_QUERY })).body).toEqual({ a: [1, 2, 3] });
  });
});

describe('what will not pass is told at once', () => {
  it.each([
    [401, 'CREDENTIALS_REFUSED'],
    [403, 'NO_PERMISSION'],
    [404, 'ADDRESS_NOT_FOUND'],
    [400, 'REQUEST_REFUSED'],
    [302, 'REDIRECT_REFUSED'],
    [300, 'REDIRECTED'],
  ])('%d is %s', async (code, expected) => {
    const source = answers(status(code, { location: 'http://169.254.169.254/' }));
    const error = await failure(client(source.handlers).http.json({ url: URL_WITH_QUERY }));
    expect([error.family, error.code, source.seen.length]).toEqual(['config', expected, 1]);
  });

  it.each(['<html>CANARY</html>', '  \n<!DOCTYPE html>', '\uFEFF<?xml version="1.0"?>'])(
    'F05 %j is no JSON',
    async (body) => {
      const source = answers(
        () => new HttpResponse(body, { headers: { 'content-type': 'application/json' } }),
      );
      const error = await failure(client(source.handlers).http.json({ url: URL_WITH_QUERY }));
      expect([error.family, error.code]).toEqual(['config', 'HTML_INSTEAD_OF_DATA']);
    },
  );

  it('no message repeats the body, the query or a header', async () => {
    for (const body of ['', 'CANARY', '{"CANARY', '<p>CANARY']) {
      const source = answers(() => new HttpResponse(body));
      const error = await failure(
        client(source.handlers).http.json({
          url: URL_WITH_QUERY,
          headers: { authorization: 'Bearer bi-mat' },
        }),
      );
      const told = JSON.stringify([
        error.text,
        error.details,
        error.message,
        error.stack,
        String(error.cause),
      ]);
      expect(told).not.toMatch(/CANARY|bi-mat/);
    }
  });

  it.each(['khong phai dia chi', 'ftp://nguon.example.vn/', 'file:///etc/passwd'])(
    'the address %j',
    async (url) => {
      expect((await failure(client([]).http.json({ url }))).code).toBe('BAD_ADDRESS');
    },
  );
});

describe('a stopped run', () => {
  it('ends in a HubError while it waits', async () => {
    const controller = new AbortController();
    const source = answers(status(500));
    const { http } = client(source.handlers, { signal: controller.signal, sleep: defaultSleep });
    const promise = failure(http.json({ url: URL_WITH_QUERY }));
    setTimeout(() => controller.abort(), 20);
    expect((await promise).code).toBe('CANCELLED');
    expect(source.seen).toHaveLength(1);
  });

  it('keeps its own reason while it reads', async () => {
    const controller = new AbortController();
    const slow = http.all('*', async () => {
      await delay(200);
      return HttpResponse.json(1);
    });
    const promise = failure(client([slow], { signal: controller.signal }).http.json({ url: URL_WITH_QUERY }));
    const reason = stopError('LEASE_LOST', { vi: 'Mất quyền chạy.', en: 'Lease lost.' });
    setTimeout(() => controller.abort(reason), 20);
    expect(await promise).toBe(reason);
  });

  it('does not wait at all once it is stopped', async () => {
    await expect(defaultSleep(60_000, AbortSignal.abort('over'))).rejects.toBe('over');
  });
});

describe('requests and answers', () => {
  it('sends JSON and forms as what they are', async () => {
    const source = answers(json(1));
    const { http } = client(source.handlers);
    await http.json({ method: 'POST', url: URL_WITH_QUERY, json: { tên: 'Huế' } });
    await http.json({ method: 'POST', url: URL_WITH_QUERY, form: { a: '1 2' } });
    expect(source.seen.map((request) => request.headers.get('content-type'))).toEqual([
      'application/json',
      'application/x-www-form-urlencoded',
    ]);
    expect(await source.seen[0]?.json()).toEqual({ tên: 'Huế' });
    expect(await source.seen[1]?.text()).toBe('a=1+2');
  });

  it('the payload hash depends on the bodies and nothing else', async () => {
    const hashOf = async (...bodies: string[]) => {
      const { http } = client(answers(...bodies.map((body) => () => new HttpResponse(body))).handlers);
      for (const _ of bodies) await http.text({ url: URL_WITH_QUERY });
      return http.payloadHash();
    };
    expect(await hashOf('a', 'b')).toBe(await hashOf('a', 'b'));
    expect(await hashOf('a', 'b')).not.toBe(await hashOf('a', 'c'));
  });
});

it.each([
  ['ENOTFOUND', 'config', 'HOST_NOT_FOUND'],
  ['EAI_AGAIN', 'retry', 'DNS_FAILED'],
  ['CERT_HAS_EXPIRED', 'config', 'CERTIFICATE_EXPIRED'],
  ['CERT_NOT_YET_VALID', 'config', 'CERTIFICATE_NOT_YET_VALID'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'config', 'CERTIFICATE_UNKNOWN_ISSUER'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'config', 'CERTIFICATE_UNKNOWN_ISSUER'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'config', 'CERTIFICATE_WRONG_HOST'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'config', 'NOT_TLS'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'config', 'TLS_TOO_OLD'],
  ['CERT_REVOKED', 'config', 'BAD_CERTIFICATE'],
  ['ECONNRESET', 'retry', 'CONNECTION_LOST'],
  ['UND_ERR_SOCKET', 'retry', 'CONNECTION_LOST'],
])('F24 %s is %s %s', (code, family, expected) => {
  const thrown = new TypeError('fetch failed', { cause: Object.assign(new Error('low'), { code }) });
  const error = networkError(thrown, 'nguon.example.vn', { signal: new AbortController().signal });
  expect([error.family, error.code]).toEqual([family, expected]);
});
