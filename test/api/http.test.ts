import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { text } from '../../src/core/text.ts';
import { startServer } from '../../src/server/server.ts';
import { ADMIN, ADMIN_TOKEN, type Api, startApi } from '../kit/api.ts';
import { fakeHub } from '../kit/fake-hub.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const errorOf = (code: string) => ({ errors: [{ extensions: { code } }] });

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('what never reaches GraphQL is answered as JSON, without a stack', () => {
  test('malformed JSON', async () => {
    const answer = await api.send('/graphql', { method: 'POST', headers: JSON_TYPE, body: '{"query": ' });
    expect(answer).toMatchObject({ status: 400, body: errorOf('MALFORMED_JSON') });
    expect(answer.text).not.toMatch(/SyntaxError|node_modules/);
  });

  test('S31: a body over 1 MB', async () => {
    const body = JSON.stringify({ query: ' '.repeat(1_100_000) });
    const answer = await api.send('/graphql', { method: 'POST', headers: JSON_TYPE, body });
    expect(answer).toMatchObject({ status: 400, body: errorOf('BODY_TOO_LARGE') });
  });

  test('an unknown address', async () => {
    const answer = await api.send('/nowhere');
    expect(answer).toMatchObject({ status: 404, body: errorOf('NOT_FOUND') });
    expect(answer.body.errors[0].message).toMatch(/^Không có địa chỉ/);
  });

  test('a body of another encoding', async () => {
    const headers = { 'content-type': 'application/json; charset=latin1' };
    const answer = await api.send('/graphql', { method: 'POST', headers, body: '{}' });
    expect(answer).toMatchObject({ status: 415, body: errorOf('UNREADABLE_BODY') });
  });
});

test('the home page links what there is', async () => {
  const answer = await api.send('/', { headers: { 'accept-language': 'en' } });
  expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(answer.text).toContain('href="/graphiql"');
  expect(answer.text).toContain('lang="en"');
});

describe('health', () => {
  test('the process is alive and ready', async () => {
    expect(await api.send('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await api.send('/readyz')).toMatchObject({ status: 200, body: { status: 'ready', reasons: [] } });
  });

  test('it is alive but not ready, and says why', async () => {
    const waiting = await startApi(
      {},
      { readiness: () => [text('Đang mở cơ sở dữ liệu', 'Opening the database')] },
    );
    expect(await waiting.send('/healthz')).toMatchObject({ status: 200 });
    expect(await waiting.send('/readyz')).toMatchObject({
      status: 503,
      body: { status: 'not ready', reasons: ['Đang mở cơ sở dữ liệu'] },
    });
    await waiting.close();
  });
});

test('a port in use is told with its number', async () => {
  const port = Number(new URL(api.url).port);
  const second = startServer({
    hub: fakeHub(),
    port,
    host: '127.0.0.1',
    adminToken: ADMIN_TOKEN,
    readiness: () => [],
    log: { info() {}, error() {} },
  });
  await expect(second).rejects.toMatchObject({ family: 'stop', code: 'PORT_TAKEN' });
});

test('a connection is kept longer than proxies in front keep it', async () => {
  const { headers } = await fetch(`${api.url}/healthz`);
  expect(headers.get('keep-alive')).toBe('timeout=75');
});

test('a request under way ends before the server does', async () => {
  let release: (() => void) | undefined;
  const slow = await startApi({
    assessments: () =>
      new Promise((resolve) => {
        release = () => resolve([]);
      }),
  });
  const answer = slow.query('{ assessments { id } }');
  await expect.poll(() => release).toBeDefined();
  const closed = slow.close();
  release?.();
  expect((await answer).body).toEqual({ data: { assessments: [] } });
  await closed;
  await expect(slow.send('/healthz')).rejects.toThrow();
});

test('S40: the audit is told where a change comes from, as the proxy in front saw it', async () => {
  const told: unknown[] = [];
  const hub = {
    as: (...who: unknown[]) => {
      told.push(who);
      return fakeHub();
    },
  };
  const behindOne = await startApi(hub, { surroundings: { publicUrl: null, proxies: 1 } });
  await behindOne.query('{ __typename }', {}, { ...ADMIN, 'x-forwarded-for': '9.9.9.9, 10.1.2.3' });
  await behindOne.close();
  expect(told).toEqual([['admin-token', { channel: 'API', address: '10.1.2.3' }]]);
});
