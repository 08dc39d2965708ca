import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { HubDeps } from '../../src/app/deps.ts';
import { doPull, enqueueDue, scoreWhatChanged } from '../../src/app/nightly.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue, type PullJob, type Queue } from '../../src/store/queue.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { gate, post, recordScript } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const job = (sourceId: number): PullJob => ({
  sourceId,
  from: '2024-01-01',
  to: '2024-11-15',
  dueAt: '2024-11-14T19:00:00.000Z',
});

async function withQueue(database: Database, work: (queue: Queue) => Promise<void>) {
  const errors: Error[] = [];
  const queue = await openQueue(database, (error) => errors.push(error));
  try {
    await work(queue);
  } finally {
    await queue.stop();
  }
  expect(errors).toEqual([]);
}

onEachDatabase('the work list', (open) => {
  it('takes an id once while it waits or is done, again when it is through; each job is done once', async () => {
    await withQueue(await open(), async (queue) => {
      const done: number[] = [];
      const first = gate();
      const [one, two] = [randomUUID(), randomUUID()];
      await queue.enqueue(job(1), one);
      await Promise.all([queue.enqueue(job(1), one), queue.enqueue(job(2), two), queue.enqueue(job(2), two)]);
      expect(await queue.open()).toBe(2);

      await queue.work(async ({ sourceId }) => {
        done.push(sourceId);
        await first.passed;
      });
      // A process does two at a time.
      await expect.poll(() => done.length).toBe(2);
      await Promise.all([queue.enqueue(job(1), one), queue.enqueue(job(2), two)]);
      expect(await queue.open()).toBe(2);
      first.open();
      await expect.poll(() => queue.open()).toBe(0);
      expect(done.toSorted()).toEqual([1, 2]);

      await queue.enqueue(job(1), one);
      await expect.poll(() => done.length).toBe(3);
      await expect.poll(() => queue.open()).toBe(0);
    });
  });

  it('a pull that takes longer than a quarter of an hour keeps its place', async () => {
    const database = await open();
    await withQueue(database, async (queue) => {
      await queue.enqueue(job(1), randomUUID());
      const sixHours = `select count(*)::int as n from pgboss.job where name = 'pull' and expire_in > interval '6 hours'`;
      expect(await database.rows(sixHours)).toEqual([{ n: 1 }]);
    });
  });

  it('a job that throws is not repeated by itself and stops no other', async () => {
    await withQueue(await open(), async (queue) => {
      const done: number[] = [];
      await queue.work(async ({ sourceId }) => {
        done.push(sourceId);
        if (sourceId === 1) throw new Error('broken');
      });
      await queue.enqueue(job(1), randomUUID());
      await queue.enqueue(job(2), randomUUID());
      await expect.poll(() => done.length).toBe(2);
      await expect.poll(() => queue.open()).toBe(0);
      expect(done.toSorted()).toEqual([1, 2]);
    });
  });

  it('F41 a connector that only the newer of two hubs has: the older one asks for no pull of it and gives it back', async () => {
    const hub = await TestHub.open(await open());
    const older = { ...hub.deps, connectors: [] };
    const work = (deps: HubDeps) => async (pull: PullJob) =>
      void (await doPull(deps, pull, new AbortController().signal));
    await withQueue(hub.database, async (first) => {
      expect(await enqueueDue(older, first)).toEqual([]);
      await enqueueDue(hub.deps, first);
      const taken = gate();
      await first.work(async (pull) => work(older)(pull).finally(taken.open));
      await taken.passed;
      const left = `select state from pgboss.job where state <> 'active'`;
      await expect.poll(() => hub.database.rows(left)).toEqual([{ state: 'created' }]);
    });
    await withQueue(hub.database, async (second) => {
      hub.script.next(recordScript([post('a', '19801', '2024-01-05')], YEAR));
      await second.work(work(hub.deps));
      await expect.poll(() => second.open()).toBe(0);
      expect(await hub.database.rows('select state from pull_run')).toEqual([{ state: 'OK' }]);
    });
  });

  it('stop waits for the jobs under way and takes no other; the next start finds the rest', async () => {
    const database = await open();
    const begun: number[] = [];
    const done: string[] = [];
    await withQueue(database, async (queue) => {
      const mayEnd = gate();
      await queue.work(async ({ sourceId }) => {
        begun.push(sourceId);
        await mayEnd.passed;
        done.push(`${sourceId} first`);
      });
      await queue.enqueue(job(1), randomUUID());
      await queue.enqueue(job(2), randomUUID());
      // A process does two at a time: there is no place for the third before the stop.
      await expect.poll(() => begun.length).toBe(2);
      await queue.enqueue(job(3), randomUUID());
      const stopped = queue.stop();
      await setImmediate();
      mayEnd.open();
      await stopped;
      expect(done.toSorted()).toEqual(['1 first', '2 first']);
    });
    await withQueue(database, async (queue) => {
      expect(await queue.open()).toBe(1);
      await queue.work(async ({ sourceId }) => void done.push(`${sourceId} second`));
      await expect.poll(() => done.slice(2)).toEqual(['3 second']);
      await expect.poll(() => queue.open()).toBe(0);
    });
  });

  it('a tick asks for what is due once, and for a new year as soon as it begins', async () => {
    const hub = await TestHub.open(await open(), '2024-11-16T03:00:00+07:00');
    await withQueue(hub.database, async (queue) => {
      expect((await enqueueDue(hub.deps, queue)).map(({ window }) => window)).toEqual([YEAR]);
      expect(await enqueueDue(hub.deps, queue)).toHaveLength(1);
      expect(await queue.open()).toBe(1);

      hub.script.next(recordScript([post('a', '19801', '2024-01-05')], YEAR));
      await queue.work(async (pull) => {
        await doPull(hub.deps, pull, new AbortController().signal);
        await scoreWhatChanged(hub.deps);
      });
      await expect.poll(() => queue.open()).toBe(0);
      expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 200]);
      expect(hub.script.contexts).toHaveLength(1);

      hub.clock.set('2025-12-31T23:59:00+07:00');
      expect((await enqueueDue(hub.deps, queue)).some(({ window }) => window.from === '2026-01-01')).toBe(
        false,
      );
      hub.clock.set('2026-01-01T00:00:00+07:00');
      const newYear = (await enqueueDue(hub.deps, queue)).filter(
        ({ window }) => window.from === '2026-01-01',
      );
      expect(newYear.map(({ window }) => window.to)).toEqual(['2026-01-01']);
    });
  });
});

describe('two hubs on one PostgreSQL', () => {
  it('F34: the same due pull happens once', async () => {
    const { url, drop } = await createPostgresDatabase();
    const [one, two] = (await Promise.all([1, 2].map(() => openDatabase({ kind: 'postgres', url })))) as [
      Database,
      Database,
    ];
    try {
      const hub = await TestHub.open(one);
      hub.script.next(recordScript([post('a', '19801', '2024-01-05')], YEAR));
      const others = await hub.newDeps(two);
      await withQueue(one, (first) =>
        withQueue(two, async (second) => {
          for (const [deps, queue] of [
            [hub.deps, first],
            [others, second],
          ] as const) {
            await queue.work(async (pull) => void (await doPull(deps, pull, new AbortController().signal)));
          }
          await Promise.all([enqueueDue(hub.deps, first), enqueueDue(others, second)]);
          await expect.poll(() => first.open()).toBe(0);
          await Promise.all([enqueueDue(hub.deps, first), enqueueDue(others, second)]);
          expect(await first.open()).toBe(0);
        }),
      );
      expect(hub.script.contexts).toHaveLength(1);
      expect(await hub.count('pull_run')).toBe(1);
    } finally {
      await Promise.all([one.close(), two.close()]);
      await drop();
    }
  });
});
