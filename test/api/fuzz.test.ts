import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { ADMIN, type Answer, type Api, startApi } from '../kit/api.ts';
import { fuzzedOperation } from '../kit/fuzzed-operation.ts';
import { createPostgresDatabase, type PostgresDatabase } from '../kit/postgres-databases.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

/** The same every time, so that a change of the hub and not of the dice is what fails. */
const SEED = 20_261_122;
const RUNS = 300;
const KNOWN = ['46', '19801', '19804', 'test-set', '1.1', '2.1', 'scripted', 'Nguồn thử', 'POST.COUNT'];
/** Pulls go on after their answer, past the end of the test. */
const GOES_ON = new Set(['startPull', 'startBackfill']);
const NEVER =
  /node_modules|\.ts:\d|\.mjs|\bat \w+ \(|PostgresError|DrizzleQuery|Failed query|violates|syntax error at|\b(select|insert into|update) [\s\S]{0,200}\b(from|values|set)\b/i;

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

function expectHarmless({ status, body, text }: Answer): void {
  expect([200, 400]).toContain(status);
  const codes = (body.errors ?? []).map((one: { extensions: { code: string } }) => one.extensions.code);
  expect(codes.filter((code: string) => code.startsWith('INTERNAL'))).toEqual([]);
  expect(text).not.toMatch(NEVER);
}

describe('S27: whatever is asked, no answer is a 500, a stack, SQL or a path', () => {
  test('operations of the schema with values that fit and values that do not', async () => {
    const operations = fuzzedOperation(buildHubSchema(), KNOWN, (name) => GOES_ON.has(name));
    await fc.assert(
      fc.asyncProperty(operations, async ({ query, variables }) => {
        expectHarmless(await api.query(query, variables, ADMIN));
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });

  test('bodies of any shape and texts that are no GraphQL', async () => {
    const words = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '...',
      'query',
      'unit',
      '$v',
      ':',
      '"',
      '"""',
      '@',
      '[',
      '\u0000',
    );
    const query = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 30 }).map((all) => all.join(' ')),
    );
    const part = fc.option(fc.oneof(query, fc.jsonValue({ maxDepth: 2 })), { nil: undefined });
    const body = fc.oneof(
      fc.record({ query: part, variables: part, operationName: part, extensions: part }),
      fc.jsonValue(),
    );
    const headers = { 'content-type': 'application/json' };
    await fc.assert(
      fc.asyncProperty(body, async (any) =>
        expectHarmless(await api.send('/graphql', { method: 'POST', headers, body: JSON.stringify(any) })),
      ),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });

  test('a character that no database keeps', async () => {
    const query = 'query ($s: String!) { auditEntries(first: 1, filter: { principal: $s }) { totalCount } }';
    const { body } = await api.query(query, { s: 'a\u0000' }, ADMIN);
    expect(body.errors[0].extensions.code).toBe('BAD_CHARACTER');
  });
});
