import { expect, it } from 'vitest';
import { doPull, enqueueDue } from '../../src/app/nightly.ts';
import { toRunView } from '../../src/app/pull-run-view.ts';
import { openQueue } from '../../src/store/queue.ts';
import { runById } from '../../src/store/run-history.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { gate, post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-06-01' };
const POSTS = recordScript([post('a', '19801', '2024-01-05')], DAYS);
const at = (time: string) => `2024-06-01T${time}:00+07:00`;

onPostgresByTheRules('a pull that takes longer than its interval', (open) => {
  it('F37: the times it misses are made up by one pull after it, which says how late it is', async () => {
    const hub = await TestHub.open(await open(), at('02:00'));
    await hub.database.rows(`update source set schedule = '*/10 * * * *'`);
    const queue = await openQueue(hub.database, () => {});
    const [begun, slow] = [gate(), gate()];
    const script: Script = [
      async () => {
        begun.open();
        await slow.passed;
      },
      ...POSTS,
    ];
    try {
      hub.script.next(script, POSTS);
      await enqueueDue(hub.deps, queue);
      await queue.work(async (job) => {
        const run = await doPull(hub.deps, job, new AbortController().signal);
        const now = hub.clock.now().toISOString();
        await hub.database.rows('update pull_run set started_at = $2, finished_at = $2 where id = $1', [
          run?.id,
          now,
        ]);
      });
      await begun.passed;
      for (const time of ['02:10', '02:20', '02:30', '02:40']) {
        hub.clock.set(at(time));
        await enqueueDue(hub.deps, queue);
        expect(await queue.open(), time).toBe(1);
      }
      hub.clock.set(at('02:00'));
      slow.open();
      await expect.poll(() => queue.open()).toBe(0);

      hub.clock.set(at('02:40'));
      await enqueueDue(hub.deps, queue);
      await expect.poll(() => queue.open()).toBe(0);
      expect(await enqueueDue(hub.deps, queue)).toEqual([]);
      expect(await hub.count('pull_run')).toBe(2);
      const second = await runById(hub.database, 2);
      expect(second && toRunView(hub.deps, second)).toMatchObject({
        state: 'OK',
        dueAt: new Date(at('02:10')),
        lateSeconds: 30 * 60,
      });
    } finally {
      slow.open();
      await queue.stop();
    }
  });
});
