import { afterEach, describe, expect, test, vi } from 'vitest';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { fakeHub } from '../kit/fake-hub.ts';

const QUERY = 'query Q($code: String!) { unit(code: $code) { name } }';
const CODE = { code: '19777' };

let api: Api;
afterEach(async () => {
  vi.restoreAllMocks();
  await api.close();
});

async function start() {
  const data = { version: 'one' as string | null };
  const unit = vi.fn(fakeHub().unit);
  api = await startApi({
    unit,
    dataVersion: async () => {
      if (data.version === null) throw new Error('The database is away');
      return data.version;
    },
  });
  return { data, unit };
}

test('the same query of the same data is executed once', async () => {
  const { unit } = await start();
  const first = await api.query(QUERY, CODE);
  const second = await api.query(QUERY, CODE);
  expect(second).toEqual(first);
  expect(second.body.data.unit.name).toMatch(/\S/);
  expect(unit).toHaveBeenCalledTimes(1);
});

test('the first request after a change is executed anew', async () => {
  const { data, unit } = await start();
  await api.query(QUERY, CODE);
  data.version = 'two';
  await api.query(QUERY, CODE);
  expect(unit).toHaveBeenCalledTimes(2);
});

test('what was read across a change answers nobody who asks after it', async () => {
  const { data, unit } = await start();
  unit.mockImplementationOnce(async (code, day) => {
    data.version = 'two';
    return fakeHub().unit(code, day);
  });
  await api.query(QUERY, CODE);
  await api.query(QUERY, CODE);
  expect(unit).toHaveBeenCalledTimes(2);
});

test('callers, languages and variables are kept apart', async () => {
  const { unit } = await start();
  await api.query(QUERY, CODE);
  await api.query(QUERY, CODE, ADMIN);
  await api.query(QUERY, CODE, { 'accept-language': 'en' });
  await api.query(QUERY, { code: '46' });
  expect(unit).toHaveBeenCalledTimes(4);
});

test('what is kept for strangers is for nobody who sends a credential', async () => {
  const { unit } = await start();
  await api.query(QUERY, CODE);
  for (const authorization of ['Bearer wrong', '']) {
    const answer = await api.query(QUERY, CODE, { authorization });
    expect(answer).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  }
  await api.query(QUERY, CODE, ADMIN);
  await api.query(QUERY, CODE, ADMIN);
  expect(unit).toHaveBeenCalledTimes(2);
});

describe('ETag', () => {
  const PATH = `/graphql?${new URLSearchParams({ query: QUERY, variables: JSON.stringify(CODE) })}`;
  const get = (headers: Record<string, string> = {}) =>
    fetch(api.url + PATH, { headers: { 'apollo-require-preflight': 'true', ...headers } });

  test('names the answer, which need not be sent again', async () => {
    await start();
    const first = await get();
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toMatch(/Accept-Language.*Authorization, Cookie/);
    const etag = first.headers.get('etag') ?? '';
    const again = await get({ 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const posted = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY, variables: CODE }),
    });
    expect(posted.headers.get('etag')).toBe(etag);
  });

  test('holds over changes that this answer does not show, and falls with the first that it does', async () => {
    const { data, unit } = await start();
    const etag = (await get()).headers.get('etag') ?? '';
    data.version = 'two';
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    data.version = 'three';
    unit.mockImplementationOnce(async (code, day) => ({
      ...(await fakeHub().unit(code, day)),
      name: 'Khác',
    }));
    const changed = await get({ 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toEqual({ data: { unit: { name: 'Khác' } } });
  });

  test.each([
    ['an error', '{ unit(code: "0") { name } }'],
    ['a refusal', '{ nothing }'],
  ])('%s is never kept by anybody', async (_name, query) => {
    await start();
    const answer = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

test('errors are not kept', async () => {
  const { unit } = await start();
  await api.query(QUERY, { code: '0' });
  const { body } = await api.query(QUERY, { code: '0' });
  expect(body.errors).toHaveLength(1);
  expect(unit).toHaveBeenCalledTimes(2);
});

test('an answer grows old by the clock alone', async () => {
  const { unit } = await start();
  await api.query(QUERY, CODE);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 1_001);
  await api.query(QUERY, CODE);
  expect(unit).toHaveBeenCalledTimes(2);
});

test('without a version every query is executed', async () => {
  const { data, unit } = await start();
  data.version = null;
  await api.query(QUERY, CODE);
  await api.query(QUERY, CODE);
  expect(unit).toHaveBeenCalledTimes(2);
});
