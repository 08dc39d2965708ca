import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../kit/api.ts';

const SITE = 'https://bang.hue.gov.vn';
const JSON_TYPE = { 'content-type': 'application/json' };
const QUERY = '{ version }';
const READ = `/graphql?query=${encodeURIComponent(QUERY)}`;
const CHANGE = `/graphql?query=${encodeURIComponent('mutation { startPull(input: {source: "x"}) { userErrors { code } } }')}`;

let api: Api;
beforeAll(async () => {
  api = await startApi({}, { corsOrigins: [SITE] });
});
afterAll(() => api.close());

const post = (headers: Record<string, string>, body = JSON.stringify({ query: QUERY })) =>
  api.send('/graphql', { method: 'POST', headers, body });

describe('S28: requests that a page of another site could send unasked are refused', () => {
  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data; boundary=x']])(
    'POST %s: 400',
    async (type) => {
      expect(await post({ 'content-type': type })).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
      });
    },
  );

  test.each([
    ['GET without a header that needs a preflight', READ, {}, 400],
    ['GET as a form', READ, { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['GET of another type', READ, { 'content-type': 'application/xml' }, 415],
    ['GET with such a header', READ, { 'apollo-require-preflight': 'true' }, 200],
    ['S30: a mutation over GET', CHANGE, JSON_TYPE, 405],
  ])('%s: %s', async (_name, path, headers, status) => {
    expect((await api.send(path, { headers })).status).toBe(status);
  });
});

describe('S29: pages of listed sites may read', () => {
  const preflight = (origin: string) =>
    fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  test('their question is answered, without cookies', async () => {
    const answer = await preflight(SITE);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SITE);
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/Authorization/);
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test.each([['https://la.example.vn'], ['https://bang.hue.gov.vn.example.vn'], ['null']])(
    '%s gets no leave',
    async (origin) => {
      expect((await preflight(origin)).headers.has('access-control-allow-origin')).toBe(false);
    },
  );

  test('an answer from the cache is for the site that asks', async () => {
    const allowed = async (origin: string) => {
      const answer = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { ...JSON_TYPE, origin },
        body: JSON.stringify({ query: '{ findings { kind } }' }),
      });
      expect(answer.headers.get('vary')).toMatch(/Origin/);
      return answer.headers.get('access-control-allow-origin');
    };
    expect([await allowed(SITE), await allowed('https://la.example.vn'), await allowed(SITE)]).toEqual([
      SITE,
      null,
      SITE,
    ]);
  });
});

describe('S27: in production', () => {
  let production: Api;
  beforeAll(async () => {
    production = await startApi({}, { production: true });
  });
  afterAll(() => production.close());

  test.each([['{ __schema { types { name } } }'], ['{ a: __type(name: "Unit") { name } }']])(
    'strangers do not read the schema: %s',
    async (query) => {
      expect(await production.query(query)).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'INTROSPECTION_OFF' } }] },
      });
      const authorization = { authorization: 'Bearer test-administrator' };
      expect((await production.query(query, {}, authorization)).body.errors).toBeUndefined();
      expect((await api.query(query)).body.errors).toBeUndefined();
    },
  );

  test('__typename is no secret', async () => {
    expect((await production.query('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
  });

  test.each([
    ['a field', '{ versio }', {}],
    ['an argument', '{ unit(cod: "46") { name } }', {}],
    ['a type', '{ unit(code: "46") { ... on Unitt { name } } }', {}],
    ['a value', 'query ($l: UnitLevel) { units(first: 1, level: $l) { totalCount } }', { l: 'COMMUN' }],
  ])('nothing is suggested to somebody who guesses %s', async (_name, query, variables) => {
    expect((await api.query(query, variables)).text).toMatch(/Did you mean/);
    expect((await production.query(query, variables)).text).not.toMatch(/Did you mean/);
  });
});
