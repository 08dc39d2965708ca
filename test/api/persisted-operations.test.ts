import { createHash, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { readOperations } from '../../src/server/persisted-operations.ts';
import { type Api, startApi } from '../kit/api.ts';

const VERSION = 'query Version { version }';
const UNIT = 'query Unit($code: String!) { unit(code: $code) { name } }';
const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');

const send = (api: Api, body: object) =>
  api.send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const named = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const refused = (code: string) => ({ body: { errors: [{ extensions: { code } }] } });

describe('an operation that was sent once', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  test('can be named by its hash', async () => {
    const hash = hashOf(UNIT);
    const variables = { code: '19777' };
    const unknown = await send(api, { ...named(hash), variables });
    // Clients look for this word.
    expect(unknown.body.errors[0].message).toBe('PersistedQueryNotFound');
    const first = await send(api, { ...named(hash), query: UNIT, variables });
    expect(await send(api, { ...named(hash), variables })).toEqual(first);
    expect(first.body.data.unit.name).toMatch(/\S/);
  });

  test('by no other hash, and never when it is not valid', async () => {
    const other = await send(api, { ...named(hashOf(UNIT)), query: VERSION });
    expect(other).toMatchObject({ status: 400, ...refused('BAD_REQUEST') });
    const wrong = '{ nothing }';
    await send(api, { ...named(hashOf(wrong)), query: wrong });
    expect(await send(api, named(hashOf(wrong)))).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
  });
});

describe('a list of trusted operations', () => {
  const files: string[] = [];
  afterEach(() => {
    for (const file of files.splice(0)) rmSync(file);
  });
  function listOf(content: string) {
    const file = join(tmpdir(), `operations-${randomUUID()}.json`);
    writeFileSync(file, content);
    files.push(file);
    return readOperations(file);
  }
  const RELAY = JSON.stringify({ 'id-1': VERSION });
  const APOLLO = JSON.stringify({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: 'id-1', name: 'Version', type: 'query', body: VERSION }],
  });

  test.each([
    ['Relay', RELAY],
    ['Apollo', APOLLO],
  ])('of %s: these are answered, by text and by id, and no other', async (_maker, content) => {
    const api = await startApi({}, { trusted: listOf(content) });
    const answer = { data: { version: expect.any(String) } };
    expect((await send(api, { query: VERSION })).body).toEqual(answer);
    expect((await send(api, named('id-1'))).body).toEqual(answer);
    expect(await send(api, { query: '{ version }' })).toMatchObject({
      status: 400,
      ...refused('OPERATION_NOT_TRUSTED'),
    });
    await send(api, { ...named(hashOf(UNIT)), query: UNIT, variables: { code: '46' } });
    expect(await send(api, named(hashOf(UNIT)))).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
    await api.close();
  });

  test('holds for sockets, too', async () => {
    const api = await startApi({}, { trusted: listOf(RELAY) });
    const client = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const first = (query: string) => client.iterate({ query }).next();
    expect(await first(VERSION)).toMatchObject({ value: { data: { version: expect.any(String) } } });
    await expect(first('{ version }')).rejects.toMatchObject([
      { extensions: { code: 'OPERATION_NOT_TRUSTED' } },
    ]);
    await client.dispose();
    await api.close();
  });

  test.each([
    ['no JSON', 'query { version }'],
    ['empty', '{}'],
    ['of numbers', '{"a": 1}'],
    ['without texts', '{"operations": [{"id": "a"}]}'],
  ])('%s is told at the start', (_name, content) => {
    expect(() => listOf(content)).toThrow(expect.objectContaining({ code: 'BAD_OPERATIONS' }));
  });

  test('that is not there, too', () => {
    expect(() => readOperations('/nowhere/operations.json')).toThrow(
      expect.objectContaining({ code: 'BAD_OPERATIONS' }),
    );
  });
});
