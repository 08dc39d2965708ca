import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { ADMIN } from './api.ts';
import { type FuzzedOperation, NASTY } from './fuzzed-operation.ts';

/** A request as it goes over the wire. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null: none. */
  readonly body: Buffer | string | null;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const GRAPHQL = '/graphql';

const posted = (body: FuzzedRequest['body'], headers: Readonly<Record<string, string>>): FuzzedRequest => ({
  method: 'POST',
  path: GRAPHQL,
  headers: { ...JSON_TYPE, ...headers },
  body,
});

const got = (query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) => ({
  method: 'GET',
  path: `${GRAPHQL}?${new URLSearchParams(query)}`,
  headers: { 'apollo-require-preflight': 'true', ...headers },
  body: null,
});

export const asPost = (operations: fc.Arbitrary<FuzzedOperation>): fc.Arbitrary<FuzzedRequest> =>
  operations.map((operation) => posted(JSON.stringify(operation), ADMIN));

export const asGet = (operations: fc.Arbitrary<FuzzedOperation>): fc.Arbitrary<FuzzedRequest> =>
  operations.map(({ query, variables }) => got({ query, variables: JSON.stringify(variables) }, ADMIN));

/** Hashes of operations: right ones, wrong ones, and what is no hash. */
export function asPersisted(operations: fc.Arbitrary<FuzzedOperation>): fc.Arbitrary<FuzzedRequest> {
  const version = fc.constantFrom<unknown>(1, 1, 1, 1, 2, -1, '1', null);
  return fc
    .tuple(operations, version, fc.option(fc.constantFrom(...NASTY), { freq: 4 }), fc.boolean(), fc.boolean())
    .map(([{ query, variables }, number, wrong, isTold, isGet]) => {
      const sha256Hash = wrong ?? createHash('sha256').update(query).digest('hex');
      const extensions = { persistedQuery: { version: number, sha256Hash } };
      const body = { ...(isTold && { query }), variables, extensions };
      if (!isGet) return posted(JSON.stringify(body), ADMIN);
      const { query: text, ...rest } = body;
      const json = Object.entries(rest).map(([name, value]) => [name, JSON.stringify(value)]);
      return got({ ...(text !== undefined && { query: text }), ...Object.fromEntries(json) }, ADMIN);
    });
}

const WORDS = ['{', '}', '(', ')', '...', 'query', 'unit', '$v', ':', '"', '"""', '@', '[', '\u0000', '#'];

/** JSON of any shape, with texts that are no GraphQL. */
export function anyJson(): fc.Arbitrary<FuzzedRequest> {
  const query = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((all) => all.join(' ')),
  );
  const part = fc.option(fc.oneof(query, fc.jsonValue({ maxDepth: 2 })), { nil: undefined });
  const body = fc.oneof(
    fc.record({ query: part, variables: part, operationName: part, extensions: part }),
    fc.jsonValue(),
    fc.integer({ min: 1, max: 50_000 }).map(nested),
  );
  return body.map((any) => posted(typeof any === 'string' ? any : JSON.stringify(any), ADMIN));
}

/** Lists in lists: as a variable, and as a literal of the operation. */
const nested = (depth: number): string => {
  const list = '['.repeat(depth) + ']'.repeat(depth);
  return depth % 2 === 0
    ? `{"query":"query($v:[ID!]!){nodes(ids:$v){id}}","variables":{"v":${list}}}`
    : JSON.stringify({ query: `{ nodes(ids: ${list}) { id } }` });
};

/** Bodies that were cut, changed or never were JSON. */
export function brokenBody(operations: fc.Arbitrary<FuzzedOperation>): fc.Arbitrary<FuzzedRequest> {
  const bytes = operations.map((operation) => Buffer.from(JSON.stringify(operation)));
  const places = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 });
  return fc
    .oneof(
      fc.tuple(bytes, fc.nat()).map(([whole, place]) => whole.subarray(0, place % whole.length)),
      fc.tuple(bytes, places).map(([whole, all]) => {
        for (const [place, byte] of all) whole[place % whole.length] = byte;
        return whole;
      }),
      fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)),
    )
    .map((body) => posted(body, ADMIN));
}

/** Of these each is odd in one header or another, or in its method. */
export function oddRequest(operations: fc.Arbitrary<FuzzedOperation>): fc.Arbitrary<FuzzedRequest> {
  const latin = fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((n) => n !== 0x7f)
      .map((n) => String.fromCharCode(n)),
  });
  const name = fc.constantFrom(
    ...['authorization', 'cookie', 'accept', 'accept-language', 'content-type', 'content-encoding', 'origin'],
    ...['x-forwarded-for', 'if-none-match', 'range', 'x-http-method-override', 'sec-fetch-site'],
    ...['traceparent', 'host', 'content-language', 'prefer', 'cache-control'],
  );
  const value = fc.oneof(
    latin,
    fc.constantFrom(
      ...[
        'Bearer ',
        'Bearer dti_',
        'Bearer a.b.c',
        `Bearer ${'x'.repeat(9_000)}`,
        'Basic YTpi',
        'gzip',
        'br',
      ],
      ...['deflate', 'gzip, gzip', 'text/plain', 'application/graphql', 'application/json; charset=utf-16'],
      ...[
        'application/json; charset=x',
        'multipart/form-data',
        'application/x-www-form-urlencoded',
        '*/*;q=2',
      ],
      ...['multipart/mixed', 'text/html', 'vi;q=x, en;q=9', 'hub_session=x; __Host-hub_session=', 'null'],
      ...['http://evil.example', '"x", W/"y"', 'bytes=0-1', 'cross-site', '[::1%25lo]:80, unknown'],
    ),
  );
  const odd = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 3 }).map(Object.fromEntries);
  const method = fc.constantFrom('POST', 'POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD');
  return fc.tuple(operations, odd, method).map(([operation, headers, verb]) => {
    if (verb === 'POST') return posted(JSON.stringify(operation), { ...ADMIN, ...headers });
    return { ...got({ query: operation.query }, { ...ADMIN, ...headers }), method: verb };
  });
}

/** What else answers: tables by link, the doors, and addresses that are none. */
export function otherAddress(known: readonly string[]): fc.Arbitrary<FuzzedRequest> {
  const text = fc.constantFrom(...known, ...known, ...NASTY);
  const parameter = fc.constantFrom(
    ...[
      'indexSet',
      'year',
      'level',
      'unit',
      'from',
      'to',
      'filter',
      'orderBy',
      'asOf',
      'first',
      'after',
      '__proto__',
    ],
  );
  const table = fc.constantFrom(
    'ranking',
    'scores',
    'scoreboard',
    'statistics',
    'unitComparison',
    'units',
    '..',
  );
  const parameters = fc.oneof(
    fc.constant<[string, string][]>([
      ['indexSet', 'test-set'],
      ['year', '2024'],
      ['level', 'COMMUNE'],
    ]),
    fc.array(fc.tuple(parameter, text), { maxLength: 4 }),
  );
  const link = fc
    .tuple(table, fc.constantFrom('csv', 'json', 'xml'), parameters)
    .map(([of, format, asked]) => `/export/${of}.${format}?${new URLSearchParams(asked)}`);
  const path = fc.array(text, { maxLength: 3 }).map((parts) => `/${parts.map(encodable).join('/')}`);
  const door = fc.constantFrom(
    '/login',
    '/logout',
    '/password',
    '/setup',
    '/login/oidc',
    '/login/oidc/callback',
  );
  const method = fc.constantFrom('GET', 'POST');
  return fc.tuple(method, fc.oneof(link, link, path, door), fc.jsonValue({ maxDepth: 2 })).map(
    ([verb, address, json]): FuzzedRequest => ({
      method: verb,
      path: address,
      headers: { ...JSON_TYPE, ...ADMIN },
      body: verb === 'GET' ? null : JSON.stringify(json),
    }),
  );
}

/** Half of a letter has no place in an address; a percent sign alone has, and is sent as it is. */
const encodable = (part: string): string =>
  part === '%' ? part : encodeURIComponent(Buffer.from(part.slice(0, 200)).toString());
