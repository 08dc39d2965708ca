import { type Client, createClient } from 'graphql-ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { toId } from '../../schema/id.ts';
import type { Hub } from '../../src/app/hub.ts';
import { badCredential } from '../../src/app/identity/refusals.ts';
import type { Identity } from '../../src/app/identity/identity.ts';
import type { Principal } from '../../src/core/principal.ts';
import { ADMIN_TOKEN, type Api, startApi } from '../kit/api.ts';
import { fakeHub } from '../kit/fake-hub.ts';

const PROGRESS = 'subscription ($id: ID!) { pullRunProgress(id: $id) { id state recordsRead message } }';
const id = toId('PullRun', 'run-1');

const silent: { signal?: AbortSignal } = {};
const hub: Partial<Hub> = {
  async *pullRunProgress(run, signal) {
    if (run !== 'silent') yield* fakeHub().pullRunProgress(run, signal);
    silent.signal = signal;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  },
};

let api: Api;
let client: Client;
const connect = (connectionParams: Record<string, unknown>) =>
  createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
beforeEach(async () => {
  api = await startApi(hub);
  client = connect({ 'Accept-Language': 'en' });
});
afterEach(async () => {
  await client.dispose();
  await api.close();
});

async function take(query: string, variables: Record<string, unknown>, count: number) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) {
    results.push(result);
    if (results.length === count) break;
  }
  return results;
}

test('a run is followed until it ends, in the language of the connection', async () => {
  expect(await take(PROGRESS, { id }, 2)).toEqual([
    { data: { pullRunProgress: { id, state: 'RUNNING', recordsRead: 10, message: 'Reading' } } },
    { data: { pullRunProgress: { id, state: 'OK', recordsRead: 20, message: 'Done' } } },
  ]);
});

test('a reader who leaves ends the reading at once', async () => {
  const leave = client.subscribe(
    { query: PROGRESS, variables: { id: toId('PullRun', 'silent') } },
    { next() {}, error() {}, complete() {} },
  );
  await expect.poll(() => silent.signal?.aborted).toBe(false);
  leave();
  await expect.poll(() => silent.signal?.aborted).toBe(true);
});

test.each([
  ['no id', { id: 'nonsense' }, 'BAD_ID'],
  ['no variable', {}, 'BAD_USER_INPUT'],
])('%s is refused with its code', async (_name, variables, code) => {
  expect(await take(PROGRESS, variables, 1)).toMatchObject([{ errors: [{ extensions: { code } }] }]);
});

test('a query reads as one over HTTP does: all of one version of the data', async () => {
  const versions: string[] = [];
  const other = await startApi({
    dataVersion: async () => 'the version',
    at: (version) => {
      versions.push(version);
      return fakeHub();
    },
  });
  const asking = createClient({
    url: `${other.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  for await (const result of asking.iterate({ query: '{ unit(code: "19777") { name } }' })) {
    expect(result.errors).toBeUndefined();
  }
  expect(new Set(versions)).toEqual(new Set(['the version']));
  versions.length = 0;
  for await (const result of asking.iterate({ query: PROGRESS, variables: { id } })) {
    expect(result.errors).toBeUndefined();
  }
  expect(versions).toEqual([]);
  await asking.dispose();
  await other.close();
});

test('an unknown run ends the subscription with its code', async () => {
  await expect(take(PROGRESS, { id: toId('PullRun', 'run-9') }, 1)).rejects.toMatchObject([
    { message: 'There is no "run-9".', extensions: { code: 'UNKNOWN_PULL_RUN', family: 'config' } },
  ]);
});

test.each([
  ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['bad syntax', '{ nothing', 'GRAPHQL_PARSE_FAILED'],
])('%s is told and the socket stays open', async (_name, query, code) => {
  await expect(take(query, {}, 1)).rejects.toMatchObject([{ extensions: { code } }]);
  expect(await take('{ version }', {}, 1)).toMatchObject([{ data: { version: expect.any(String) } }]);
});

test('the connection carries the right of the administrator', async () => {
  const mutation = `mutation { startPull(input: {source: "${toId('Source', 's1')}"}) { pullRun { id } } }`;
  expect(await take(mutation, {}, 1)).toMatchObject([
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
  await client.dispose();
  client = connect({ Authorization: `Bearer ${ADMIN_TOKEN}` });
  expect(await take(mutation, {}, 1)).toEqual([{ data: { startPull: { pullRun: { id } } } }]);
});

test('a connection with a bad credential does not go on without one', async () => {
  client = connect({ Authorization: 'Bearer dti_revoked' });
  await expect(take('{ version }', {}, 1)).rejects.toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED' } },
  ]);
});

test.each([
  ['are others by now', 'RIGHTS_CHANGED'],
  ['are gone with the token', 'UNAUTHENTICATED'],
])('S11: a subscription ends when the rights that it began with %s', async (_, code) => {
  let grants: Principal['grants'] = [{ role: 'SOURCE_EDITOR', unit: null }];
  const bearer = async (): Promise<Principal> => {
    if (grants.length === 0 && code === 'UNAUTHENTICATED') throw badCredential();
    return { kind: 'TOKEN', id: 'token:1', name: 'x', grants };
  };
  const watched: Partial<Hub> = {
    async *pullRunProgress(run, signal) {
      for await (const view of fakeHub().pullRunProgress(run, signal)) {
        yield view;
        grants = [];
      }
    },
  };
  const own = await startApi(watched, { identity: { bearer } as unknown as Identity, publicRead: 'none' });
  const other = createClient({
    url: `${own.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: 'Bearer dti_x' },
    retryAttempts: 0,
  });
  const seen: unknown[] = [];
  const reading = async () => {
    for await (const result of other.iterate({ query: PROGRESS, variables: { id } })) seen.push(result);
  };
  await expect(reading()).rejects.toMatchObject([{ extensions: { code } }]);
  expect(seen).toMatchObject([{ data: { pullRunProgress: { state: 'RUNNING' } } }]);
  await other.dispose();
  await own.close();
});

test('S26: one socket has at most fifty operations under way', async () => {
  const refused: unknown[] = [];
  const query = { query: PROGRESS, variables: { id: toId('PullRun', 'silent') } };
  for (let n = 0; n < 51; n += 1)
    client.subscribe(query, { next() {}, error: (errors) => void refused.push(errors), complete() {} });
  await expect.poll(() => refused).toMatchObject([[{ extensions: { code: 'TOO_MANY_OPERATIONS' } }]]);
});

test('S26: a thousand silent sockets keep the next one out, and nobody else', async () => {
  const open = () => new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const told = (socket: WebSocket) =>
    new Promise((resolve) => {
      socket.once('open', () => resolve('open')).once('error', ({ message }) => resolve(message));
    });
  const sockets = Array.from({ length: 1_000 }, open);
  expect(new Set(await Promise.all(sockets.map(told)))).toEqual(new Set(['open']));
  expect(await told(open())).toContain('503');
  expect((await api.query('{ version }')).status).toBe(200);
  for (const socket of sockets) socket.terminate();
});

test('closing the server closes its subscriptions', async () => {
  const reading = take(PROGRESS, { id: toId('PullRun', 'silent') }, 1);
  await expect.poll(() => silent.signal?.aborted).toBe(false);
  await Promise.all([api.close(), expect(reading).rejects.toMatchObject({ code: 1001 })]);
  api = await startApi(hub);
});
