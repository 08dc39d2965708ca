import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HubDeps } from '../../src/app/deps.ts';
import { startPull } from '../../src/app/pull/pull-source.ts';
import type { ReadingLimits } from '../../src/app/pull/reading/reading-thread.ts';
import { readingThreads } from '../../src/app/pull/reading/reading-threads.ts';
import { PUBLIC_ONLY, withLoopback } from '../../src/connector-kit/outbound-rules.ts';
import { readingThreadFile } from '../../src/cli/reading-thread-file.ts';
import type { PullRun } from '../../src/store/pull-run.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { TestHub } from '../kit/test-hub.ts';

const BAD_CONNECTORS = new URL('../kit/bad-connectors.ts', import.meta.url);
const DAYS = { from: '2024-01-01', to: '2024-01-31' };
const LIMITS: ReadingLimits = {
  silent: 5_000,
  still: 12_000,
  whole: 60_000,
  heapMegabytes: 48,
  outsideMegabytes: 48,
};
/** What is left of an ended thread goes with the next collections. */
const ROOM = 120 * 1024 * 1024;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function opened(limits = LIMITS): Promise<{
  hub: TestHub;
  pull: (connector: string, config?: Readonly<Record<string, unknown>>) => Promise<PullRun>;
}> {
  const database = await openEmbeddedDatabase();
  closers.push(() => database.close());
  const hub = await TestHub.open(database);
  const { connectors } = await import('../kit/bad-connectors.ts');
  const reader = readingThreads(() => readingThreadFile(BAD_CONNECTORS), limits);
  closers.push(() => reader.close());
  const deps: HubDeps = { ...hub.deps, connectors, reader, outbound: withLoopback(PUBLIC_ONLY) };
  const pull = async (connector: string, config: Readonly<Record<string, unknown>> = {}) => {
    const source = await hub.addSource(`${connector} ${Math.random()}`, {
      connector,
      config,
      secrets: null,
    });
    return (await startPull(deps, source, DAYS)).done;
  };
  return { hub, pull };
}

/** Answers after a while, "/never" never; tells how many asked, at the same moment and ever. */
async function slowHost(): Promise<{ url: string; asking: { now: number; most: number; ever: number } }> {
  const asking = { now: 0, most: 0, ever: 0 };
  const server = createServer((request, response) => {
    asking.ever += 1;
    asking.now += 1;
    asking.most = Math.max(asking.most, asking.now);
    response.once('close', () => {
      asking.now -= 1;
    });
    if (request.url !== '/never') setTimeout(() => response.end('7'), 50);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asking };
}

describe('S17 what a host is asked at a time', () => {
  it('is shared by all pulls of the process, however many requests each makes at once', async () => {
    const { pull } = await opened();
    const { url, asking } = await slowHost();
    const runs = await Promise.all([1, 2, 3].map(() => pull('asks-all-at-once', { url })));
    expect(runs.map(({ state }) => state)).toEqual(['OK', 'OK', 'OK']);
    expect(asking.most).toBe(4);
  });

  it('F51 a connector that is ended gives its places back', async () => {
    const { pull } = await opened();
    const { url, asking } = await slowHost();
    expect(await pull('asks-and-spins', { url })).toMatchObject({ errorCode: 'CONNECTOR_HANGS' });
    expect(asking.most).toBe(4);
    expect(await pull('asks-all-at-once', { url })).toMatchObject({ state: 'OK' });
  });
});

describe('S17 a reading that ends before all it asked for has come', () => {
  it('gives that up: the next one has the host for itself', async () => {
    const { pull } = await opened();
    const { url, asking } = await slowHost();
    expect(await pull('leaves-behind', { url })).toMatchObject({ state: 'OK' });
    expect(await pull('asks-all-at-once', { url })).toMatchObject({ state: 'OK' });
    expect(asking.most).toBe(4);
    await expect.poll(() => asking.now).toBe(0);
  });
});

describe('S17 places that rest with a reading', () => {
  it('F51 are taken by another pull from a connector that hangs', async () => {
    const { pull } = await opened({ ...LIMITS, silent: 60_000 });
    const { url, asking } = await slowHost();
    const hung = pull('asked-and-spins', { url });
    await expect.poll(() => asking.ever).toBe(4);
    const isHung = Symbol('hung');
    expect(await pull('asks-all-at-once', { url })).toMatchObject({ state: 'OK' });
    expect(await Promise.race([hung, Promise.resolve(isHung)])).toBe(isHung);
    expect(asking.most).toBe(4);
  });
});

describe('F51 a connector that is broken', () => {
  it.each([
    ['spins', 'CONNECTOR_HANGS', /bị treo.*quản trị viên/],
    ['leaks', 'CONNECTOR_OUT_OF_MEMORY', /48 MB bộ nhớ.*quản trị viên/],
    ['leaks-buffers', 'CONNECTOR_OUT_OF_MEMORY', /48 MB bộ nhớ.*quản trị viên/],
    ['throws', 'INTERNAL', /Lỗi nội bộ.*quản trị viên/],
    ['never', 'PULL_STALLED', /không tiến thêm.*tự thử lại/],
    ['exits', 'CONNECTOR_DIED', /dừng bất thường.*quản trị viên/],
    ['throws-aside', 'CONNECTOR_DIED', /dừng bất thường.*quản trị viên/],
  ] as const)(
    'that %s ends as %s with its sentence; a pull beside it is unaffected',
    async (id, code, sentence) => {
      const { hub, pull } = await opened();
      const before = process.memoryUsage().rss;
      const [broken, good] = await Promise.all([pull(id), pull('good')]);
      expect(broken).toMatchObject({
        state: 'FAILED',
        errorCode: code,
        message: { vi: expect.stringMatching(sentence) },
        factsChanged: 0,
      });
      expect(good).toMatchObject({ state: 'OK', factsChanged: 1 });
      // The next reading gets a thread that works.
      expect(await pull('quick')).toMatchObject({ state: 'OK' });
      await expect.poll(() => process.memoryUsage().rss, { timeout: 180_000 }).toBeLessThan(before + ROOM);
      await expectInvariants(hub.database, { isAtRest: true });
    },
  );
});
