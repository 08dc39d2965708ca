import { expect, it } from 'vitest';
import { createSource } from '../../src/app/create-source.ts';
import { doPull, enqueueDue } from '../../src/app/nightly.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { runById } from '../../src/store/run-history.ts';
import { onEachDatabaseByTheRules } from '../kit/invariants.ts';
import { gate, HANG, post, recordScript } from '../kit/scripted-connector.ts';
import { SECRET, TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-01-31' };
const records = [post('a', '19801', '2024-01-05')];
const GOOD = recordScript(records, DAYS);

onEachDatabaseByTheRules('the lease of a pull', (open) => {
  it('R6 F37 F40: ten callers get one run, read once', async () => {
    const hub = await TestHub.open(await open());
    const stop = new AbortController();
    const first = await hub.start([...GOOD, HANG], DAYS, { signal: stop.signal });
    const others = await Promise.all(Array.from({ length: 9 }, () => hub.start(GOOD, DAYS)));
    expect(new Set([first, ...others].map(({ run }) => run.id)).size).toBe(1);
    for (const { done } of others) expect((await done).state).toBe('RUNNING');
    stop.abort();
    await first.done;
    expect(hub.script.contexts).toHaveLength(1);
    expect(await hub.count('pull_run')).toBe(1);
  });

  it('F35: a run that was taken over publishes nothing, also when it woke just before its end', async () => {
    const hub = await TestHub.open(await open());
    const wake = gate();
    const slow = await hub.start([...GOOD, () => wake.passed], DAYS);
    await expect.poll(() => hub.count('slice')).toBe(1);
    // The other process: it thinks the first one dead and does the work itself.
    await hub.database.rows(`update pull_run set heartbeat_at = heartbeat_at - interval '61 seconds'`);
    expect(await closeDeadRuns(hub.database, false)).toBe(1);
    const taken = await hub.pull(recordScript([...records, post('b', '19801', '2024-01-05')], DAYS), DAYS);
    expect(taken.state).toBe('OK');
    const facts = await hub.lines('POST.COUNT');

    wake.open();
    expect(await slow.done).toMatchObject({
      state: expect.stringMatching(/^(PARTIAL|FAILED)$/),
      errorCode: 'INTERRUPTED',
      factsChanged: 0,
    });

    expect(await hub.lines('POST.COUNT')).toEqual(facts);
    expect(await hub.count('record')).toBe(2);
    expect(await hub.count('staged_fact')).toBe(0);
  });

  it('F35: a run that lost its lease while it waits for its source stops by itself', async () => {
    const hub = await TestHub.open(await open());
    const slow = await hub.start([...GOOD, HANG], DAYS);
    await hub.database.rows(`update pull_run set fence = gen_random_uuid()`);
    expect(await slow.done).toMatchObject({ state: 'RUNNING', factsChanged: 0 });
    expect(await hub.count('fact')).toBe(0);
  });

  it('R5: a run without a heartbeat is ended and due again at once; a living one is left alone', async () => {
    const hub = await TestHub.open(await open());
    await hub.database.rows(
      `insert into pull_run (source_id, connector_version, state, window_from, window_to, fence, heartbeat_at)
       values ($1, '1', 'RUNNING', '2024-01-01', '2024-11-15', gen_random_uuid(), now() - interval '29 seconds')`,
      [hub.source.id],
    );
    expect(await closeDeadRuns(hub.database, false)).toBe(0);
    await hub.database.rows(`update pull_run set heartbeat_at = now() - interval '31 seconds'`);
    const asked: object[] = [];
    const queue = { enqueue: async (job: object) => void asked.push(job) } as never;

    await enqueueDue(hub.deps, queue);

    expect(asked).toEqual([
      { sourceId: hub.source.id, from: '2024-01-01', to: '2024-11-15', dueAt: expect.any(String) },
    ]);
    expect(await runById(hub.database, 1)).toMatchObject({
      state: 'FAILED',
      errorCode: 'INTERRUPTED',
      message: { vi: expect.stringMatching(/bị ngắt giữa chừng.*tự lấy lại/) },
    });
  });

  it('a job waits for its turn while its source reads other days, and leaves a switched-off source alone', async () => {
    const hub = await TestHub.open(await open());
    const other = await hub.start(
      [HANG],
      { from: '2024-02-01', to: '2024-02-29' },
      { signal: AbortSignal.timeout(300) },
    );
    hub.script.next(GOOD);
    const job = { sourceId: hub.source.id, ...DAYS, dueAt: '2024-11-15T19:00:00.000Z' };
    const run = await doPull(hub.deps, job, new AbortController().signal);
    expect((await other.done).state).toBe('CANCELLED');
    expect(run).toMatchObject({ state: 'OK', window: DAYS });
    expect(await doPull(hub.deps, job, AbortSignal.abort())).toBeNull();
    await hub.database.rows('update source set enabled = false');
    expect(await doPull(hub.deps, job, new AbortController().signal)).toBeNull();
    expect(hub.script.contexts).toHaveLength(2);
  });

  it('a real source retires the practice one: its facts, its scores and its pull under way', async () => {
    const hub = await TestHub.open(await open());
    const practice = await hub.addSource('Nguồn thực hành', { practice: true });
    hub.source = practice;
    await hub.pull(GOOD, DAYS);
    await hub.score();
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 200]);
    expect((await hub.board('19801')).assessment.practice).toBe(true);
    const wake = gate();
    const late = await hub.start([...GOOD, () => wake.passed], DAYS);
    await expect.poll(() => hub.count('slice', 'published_at is null')).toBe(1);

    const real = await createSource(hub.deps, {
      name: ' Nguồn thật ',
      connector: 'scripted',
      config: { url: 'https://that.example.vn', token: SECRET },
      schedule: null,
    });

    wake.open();
    expect(await late.done).toMatchObject({ state: 'CANCELLED', errorCode: 'SOURCE_OFF' });
    expect(real).toMatchObject({ name: 'Nguồn thật', practice: false, enabled: true });
    expect(await hub.facts()).toEqual([]);
    expect(await hub.row('19801', '1.1')).toEqual(['NO_DATA', null]);
    expect((await hub.board('19801')).assessment.practice).toBe(false);
    expect(JSON.stringify(await hub.database.rows('select * from source'))).not.toContain(SECRET);
  });
});
