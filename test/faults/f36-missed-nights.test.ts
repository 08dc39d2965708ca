import { expect, it } from 'vitest';
import { doPull, enqueueDue } from '../../src/app/nightly.ts';
import { DAY } from '../../src/core/clock.ts';
import { retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { PullJob } from '../../src/store/queue.ts';
import { expectInvariants, onPostgresByTheRules } from '../kit/invariants.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const RECORDS = recordScript([post('a', '19801', '2024-01-05'), post('b', '19802', '2024-02-05')], YEAR);

/** The first pull of the hub, as if it had been done at this time by the clock of the database. */
async function pulledAt(hub: TestHub, startedAt: string): Promise<void> {
  expect(await hub.pull(RECORDS)).toMatchObject({ state: 'OK' });
  await hub.database.rows(
    `update pull_run set started_at = $1::timestamptz, heartbeat_at = $1::timestamptz, finished_at = $1::timestamptz`,
    [startedAt],
  );
}

async function asked(hub: TestHub): Promise<PullJob[]> {
  const jobs: PullJob[] = [];
  await enqueueDue(hub.deps, { enqueue: async (job: PullJob) => void jobs.push(job) } as never);
  return jobs;
}

onPostgresByTheRules('F36 nights that were missed', (open) => {
  it('R7: after three of them one pull stands for all, since the first one, and the history tells how late', async () => {
    const hub = await TestHub.open(await open(), '2024-11-10T02:00:05+07:00');
    await pulledAt(hub, '2024-11-10T02:00:05+07:00');
    expect(await asked(hub)).toEqual([]);

    hub.clock.set('2024-11-13T08:00:00+07:00');
    const jobs = await asked(hub);
    expect(jobs).toEqual([
      { sourceId: hub.source.id, ...YEAR, to: '2024-11-13', dueAt: '2024-11-10T19:00:00.000Z' },
    ]);
    // Asked again before it is done, it is the same pull.
    expect(await asked(hub)).toEqual(jobs);

    hub.script.next(recordScript([post('a', '19801', '2024-01-05')], { ...YEAR, to: '2024-11-13' }));
    const run = await doPull(hub.deps, jobs[0] as PullJob, new AbortController().signal);
    expect(run).toMatchObject({ state: 'OK', dueAt: new Date('2024-11-10T19:00:00Z') });
    const late = (run?.startedAt.getTime() ?? 0) - (run?.dueAt?.getTime() ?? 0);
    expect(late).toBeGreaterThan(2 * DAY);
    // Handed out twice it is not done twice.
    expect(await doPull(hub.deps, jobs[0] as PullJob, new AbortController().signal)).toBeNull();
    await expectInvariants(hub.database, { isAtRest: true });
  });

  it('F02 F27 R12: a hub whose clock runs ahead does not ask a failing source again before its time', async () => {
    const hub = await TestHub.open(await open());
    const broken = retryError(
      'SERVER_ERROR',
      text('Máy chủ báo lỗi 500. Hệ thống sẽ tự thử lại ở lần lấy sau.', 'Error 500. It is tried again.'),
    );
    expect(await hub.pull([broken])).toMatchObject({ state: 'FAILED' });
    hub.clock.set(new Date(Date.now() + 2 * DAY).toISOString());
    expect((await asked(hub)).filter(({ from }) => from === YEAR.from)).toEqual([]);
  });

  it('a month of them is one pull, too', async () => {
    const hub = await TestHub.open(await open(), '2024-10-10T02:00:05+07:00');
    await pulledAt(hub, '2024-10-10T02:00:05+07:00');
    hub.clock.set('2024-11-13T08:00:00+07:00');
    expect(await asked(hub)).toHaveLength(1);
  });
});
