import { expect, it } from 'vitest';
import type { ReadJob } from '../../src/app/pull/reading/read-job.ts';
import type { Batch } from '../../src/connector-kit/connector.ts';
import { post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-02-29' };

const ALL = ['POST.COUNT', 'POST.LAST_DAY', 'CASE.COUNT', 'VISIT.TOTAL', 'REF.PEOPLE'];

const posts = (count: number): Script =>
  recordScript(
    Array.from({ length: count }, (_, n) => post(`p${n}`, '19801', '2024-01-05')),
    DAYS,
  );

const declaring = (count: number, declaredTotal: number): Script =>
  posts(count).map((batch) =>
    (batch as Batch).type === 'slice' && (batch as { window: { from: string } }).window.from === DAYS.from
      ? { ...(batch as Batch & { type: 'slice' }), declaredTotal }
      : batch,
  );

const set = (hub: TestHub, settings: object) =>
  hub.database.rows('update source set settings = $1::text::jsonb', [JSON.stringify(settings)]);

onEachDatabase('the settings of a source decide when its pulls are held', (open) => {
  it.each([
    ['F16 by default half of 40 may go', {}, 40, posts(20), 'OK'],
    ['F16 and not more', {}, 40, posts(19), 'NEEDS_REVIEW'],
    ['F16 a smaller limit', { changeLimit: 0.1 }, 40, posts(35), 'NEEDS_REVIEW'],
    ['F16 a larger one', { changeLimit: 0.9 }, 40, posts(5), 'OK'],
    ['F16 sums below the smallest move as they like', { smallest: 50 }, 40, posts(5), 'OK'],
    ['F15 nothing at all is held', {}, 40, posts(0), 'NEEDS_REVIEW'],
    ['F15 unless it is normal for every measure', { zeroIsNormal: ALL }, 40, posts(0), 'OK'],
    ['F15 for another measure it is not', { zeroIsNormal: ['CASE.COUNT'] }, 40, posts(0), 'NEEDS_REVIEW'],
    ['F14 one fewer than declared', {}, 40, declaring(40, 41), 'NEEDS_REVIEW'],
    ['F14 within the tolerance', { totalTolerance: 2 }, 40, declaring(40, 42), 'OK'],
    ['F14 beyond it', { totalTolerance: 2 }, 40, declaring(40, 43), 'NEEDS_REVIEW'],
    ['F14 and one more than declared', { totalTolerance: 1 }, 40, declaring(40, 38), 'NEEDS_REVIEW'],
  ] as const)('%s', async (_, settings, before, script, state) => {
    const hub = await TestHub.open(await open());
    await hub.pull(posts(before), DAYS);
    await set(hub, settings);
    expect((await hub.pull(script, DAYS)).state).toBe(state);
  });

  it('F13: pages that moved while they were read give the whole, or are held: never a part', async () => {
    const hub = await TestHub.open(await open());
    const page = (...keys: string[]): Batch => ({
      type: 'records',
      stream: 'posts',
      records: keys.map((key) => post(key, '19801', '2024-01-05')),
    });
    const [january, february] = recordScript([], DAYS) as (Batch & { type: 'slice' })[];
    const ends = (declaredTotal: number) =>
      [
        { ...january, declaredTotal },
        { ...february, declaredTotal: 0 },
      ] as Batch[];
    // Something was put before the first page: one record comes twice.
    const inserted = [page('a', 'b', 'c'), page('c', 'd', 'e'), ...ends(5)];
    expect((await hub.pull(inserted, DAYS)).state).toBe('OK');
    expect(await hub.lines('POST.COUNT')).toContain('19801 2024-01-05 5');
    // Something was taken from it: one record never comes.
    const deleted = [page('a', 'b', 'c'), page('e'), ...ends(5)];
    const run = await hub.pull(deleted, DAYS);
    expect(run.state).toBe('NEEDS_REVIEW');
    expect(run.message.en).toMatch(/declared 5 records and 4 arrived/);
    expect(await hub.lines('POST.COUNT')).toContain('19801 2024-01-05 5');
  });

  it('pace and caps reach the reader; what nobody understands any more means the defaults', async () => {
    const hub = await TestHub.open(await open());
    const jobs: ReadJob[] = [];
    const { reader } = hub.deps;
    const kept: typeof reader = {
      ...reader,
      read: (job, ...rest) => {
        jobs.push(job);
        return reader.read(job, ...rest);
      },
    };
    hub.deps = { ...hub.deps, reader: kept };
    await set(hub, { requestsPerMinute: 30, maxPages: 7, maxRecords: 9_000 });
    await hub.pull(posts(1), DAYS);
    await set(hub, { gone: true, requestsPerMinute: 30 });
    await hub.pull(posts(1), DAYS);
    expect(jobs.map(({ requestsPerMinute, caps }) => ({ requestsPerMinute, caps }))).toEqual([
      { requestsPerMinute: 30, caps: { maxPages: 7, maxRecords: 9_000 } },
      { requestsPerMinute: null, caps: { maxPages: 20_000, maxRecords: 20_000_000 } },
    ]);
  });
});
