import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { toId } from '../../schema/id.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { placeCursor } from '../../src/app/cursor.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { fuzzedOperation } from '../kit/fuzzed-operation.ts';
import {
  anyJson,
  asGet,
  asPersisted,
  asPost,
  brokenBody,
  type FuzzedRequest,
  oddRequest,
  otherAddress,
} from '../kit/fuzzed-request.ts';
import { type PlainAnswer, sendAll } from '../kit/many-requests.ts';
import { createPostgresDatabase, type PostgresDatabase } from '../kit/postgres-databases.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

/** The same every time, so that a change of the hub and not of the dice is what fails. */
const SEED = 20_261_122;
const KNOWN = ['46', '19801', '19804', 'test-set', '1.1', '2.1', 'scripted', 'Nguồn thử', 'POST.COUNT'];
/** Pulls go on after their answer, past the end of the test. */
const GOES_ON = new Set(['startPull', 'startBackfill']);
const NEVER = [
  /node_modules|file:\/\/|\/(work|home|usr|tmp|root)\/|\.[cm]?[jt]s:\d|\bat \S+ \(|\bat async /,
  /PostgresError|drizzle|pg-?boss|PGlite|undici|GraphQLJS|Failed query|violates|syntax error at|relation "/i,
  /\b(select|insert into|update|delete from) [\s\S]{0,200}\b(from|values|set|where)\b/i,
  /Cannot (read|set) propert|is not a function|is not iterable|(Type|Range|Reference)Error|Maximum call stack/,
  /Unexpected (token .* JSON|end of JSON)|E(CONN|PIPE|NOENT|ACCES)[A-Z]*\b|ERR_[A-Z]/,
];
/** What this hub answers with; 5xx is never among it. */
const STATUSES = [200, 204, 303, 304, 400, 401, 403, 404, 405, 406, 415, 429];

let postgres: PostgresDatabase;
let database: Database;
let api: Api;
beforeAll(async () => {
  postgres = await createPostgresDatabase();
  database = await openDatabase({ kind: 'postgres', url: postgres.url });
  const hub = await TestHub.open(database);
  const days = { from: '2024-01-01', to: '2024-03-31' };
  await hub.pull(
    recordScript([post('p1', '19801', '2024-01-05'), post('p2', 'unknown', '2024-01-05')], days),
  );
  await hub.score();
  api = await startApi(
    createHub(hub.deps, async () => {}),
    { production: true },
  );
});
afterAll(async () => {
  await api.close();
  await database.close();
  await postgres.drop();
});

function expectHarmless({ status, text, type }: PlainAnswer, sent: FuzzedRequest): void {
  const place = () =>
    JSON.stringify({ sent: { ...sent, body: String(sent.body) }, status, text }).slice(0, 4_000);
  expect(STATUSES, place()).toContain(status);
  for (const never of NEVER) expect(never.test(text), `${never} ${place()}`).toBe(false);
  if (sent.method === 'HEAD' || sent.method === 'OPTIONS' || status === 303) return;
  const errors = status >= 400 || type.includes('json') ? (JSON.parse(text).errors ?? []) : [];
  if (status >= 400) expect(errors.length, place()).toBeGreaterThan(0);
  for (const { extensions } of errors) {
    expect(extensions?.code, place()).toMatch(/^[A-Z][A-Z_]+$/);
    expect(extensions.code, place()).not.toMatch(/^INTERNAL/);
  }
}

describe('S27: of 5,000 requests none is answered by a 500, a stack, SQL or a path, and each error has its code', () => {
  const operations = fuzzedOperation(buildHubSchema(), KNOWN, (name) => GOES_ON.has(name));
  test.each<[string, number, fc.Arbitrary<FuzzedRequest>]>([
    ['operations of the schema, with values that fit and values that do not', 2_200, asPost(operations)],
    ['the same over GET', 500, asGet(operations)],
    ['operations by their hashes', 400, asPersisted(operations)],
    ['JSON of any shape, texts that are no GraphQL, lists in lists', 600, anyJson()],
    ['bodies that were cut or changed, any bytes', 500, brokenBody(operations)],
    ['odd headers and methods', 500, oddRequest(operations)],
    ['tables by link, the doors, and other addresses', 300, otherAddress(KNOWN)],
  ])('%s', async (_name, numRuns, requests) => {
    await sendAll(api.url, fc.sample(requests, { seed: SEED, numRuns }), expectHarmless);
  });

  test.each([
    ['a moment of the year 0', 'RankingEntry', [1, 'COMMUNE:19801:-', '0000-01-01T00:00:00Z', null]],
    ['a moment of the year 275760', 'Scoreboard', [1, 'COMMUNE:19801:-', '+275760-09-13T00:00:00Z']],
  ] as const)('an id with %s', async (_name, type, key) => {
    const query = 'query ($id: ID!) { node(id: $id) { id } }';
    const { body } = await api.query(query, { id: toId(type, JSON.stringify(key)) }, ADMIN);
    expect(body).toEqual({ data: { node: null } });
  });

  test('a cursor with a number that no row has', async () => {
    const query = 'query ($after: String) { auditEntries(first: 1, after: $after) { totalCount } }';
    const { body } = await api.query(query, { after: placeCursor('audit:[]', 1e99) }, ADMIN);
    expect(body.errors[0].extensions.code).toBe('BAD_CURSOR');
  });

  test('a character that no database keeps', async () => {
    const query = 'query ($s: String!) { auditEntries(first: 1, filter: { principal: $s }) { totalCount } }';
    const { body } = await api.query(query, { s: 'a\u0000' }, ADMIN);
    expect(body.errors[0].extensions.code).toBe('BAD_CHARACTER');
  });
});
