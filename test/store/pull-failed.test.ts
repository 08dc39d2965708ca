import { expect, it } from 'vitest';
import type { PullOptions } from '../../src/app/pull/pull.ts';
import { configError, retryError, skipError, stopError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { HANG, people, post, recordScript, type Script, slice, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { SECRET, TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-02-29' };
const JANUARY = { from: '2024-01-01', to: '2024-01-31' };
const records = [post('a', '19801', '2024-01-05'), post('b', '19802', '2024-02-05')];
const GOOD = recordScript(records, DAYS);
const half = recordScript(records, DAYS).slice(0, 3);
const page = (...batch: ReturnType<typeof post>[]) =>
  ({ type: 'records', stream: 'posts', records: batch }) as const;
const values = (stream: string, ...batch: ReturnType<typeof visits>[]) =>
  ({ type: 'values', stream, values: batch }) as const;

const sentence = text('Có lỗi ở nguồn.', 'The source has a fault.');

onEachDatabase('a pull that fails', (open) => {
  const pull = (hub: TestHub, script: Script, options: PullOptions = {}) => hub.pull(script, DAYS, options);

  it('R4 R11: ends with its sentence, changes nothing and keeps staged rows only where it may go on', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, GOOD);
    await hub.score();
    const good = await hub.versions();
    const rows = await hub.count('record');
    const internal = ['FAILED', 'INTERNAL', 'stop', /^Lỗi nội bộ.*báo quản trị viên/] as const;

    const cases: [script: Script, ...ends: readonly [string, string, string | null, RegExp]][] = [
      ...[retryError, skipError, configError, stopError].map((make): (typeof cases)[number] => {
        const error = make('BROKEN', sentence);
        const state = error.family === 'retry' ? 'PARTIAL' : 'FAILED';
        return [[...half, error], state, 'BROKEN', error.family, /^Có lỗi ở nguồn\.$/];
      }),
      [[new TypeError(`read of undefined ${SECRET}`)], ...internal],
      // The last slice is cut off.
      [[...half, page(post('c', '19801', '2024-02-09'))], ...internal],
      [[page(post('c', '19801', '2024-01-09'))], ...internal],
      [[{ type: 'records', stream: 'ghosts', records: [] }], ...internal],
      [[slice('ghosts', DAYS)], ...internal],
      [[values('posts', visits('19801', '2024-01-05', 1))], ...internal],
      [[{ type: 'records', stream: 'visits', records: [] }], ...internal],
      [[values('visits', people('19801', '2024-01-05', 1)), slice('visits', DAYS)], ...internal],
      [[page(), values('visits'), slice('posts', DAYS)], ...internal],
      [[page(post('c', '19801', '2024-01-09', { counts: -1 })), slice('posts', DAYS)], ...internal],
      [[page(post('c', '19801', '2024-01-09', { counts: 0.5 })), slice('posts', DAYS)], ...internal],
      [[page(post('c', '19801', '2024-01-09', { counts: Number.NaN })), slice('posts', DAYS)], ...internal],
      [[...GOOD, ...recordScript(records, JANUARY)], ...internal],
      [[slice('posts', { from: '2024-02-01', to: '2024-01-01' })], ...internal],
      [
        [page(post('c', '19801', '2024-02-01')), slice('posts', JANUARY)],
        'FAILED',
        'DAY_OUTSIDE_WINDOW',
        'config',
        /"posts" ngày 2024-02-01, ngoài kỳ đã hỏi 2024-01-01 - 2024-01-31/,
      ],
      [
        [page(post('c', '19801', '2023-12-31')), slice('posts', { from: '2023-12-01', to: '2024-02-29' })],
        'FAILED',
        'DAY_OUTSIDE_WINDOW',
        'config',
        /2023-12-01, ngoài kỳ đã hỏi 2024-01-01 - 2024-02-29/,
      ],
      ...[-1, 0.5, Number.NaN, 2 ** 53].map((value): (typeof cases)[number] => [
        [values('visits', visits('19801', '2024-01-05', value)), slice('visits', DAYS)],
        'FAILED',
        'VALUE_OUT_OF_DOMAIN',
        'config',
        /VISIT\.TOTAL = .* cho đơn vị 19801 ngày 2024-01-05; cần số nguyên không âm/,
      ]),
      [
        [
          values('visits', visits('19801', '2024-01-05', 1), visits('19801', '2024-01-05', 2)),
          slice('visits', DAYS),
        ],
        'FAILED',
        'CONFLICTING_VALUES',
        'config',
        /hai giá trị khác nhau của VISIT\.TOTAL cho đơn vị 19801 ngày 2024-01-05/,
      ],
    ];
    for (const [script, state, errorCode, errorFamily, message] of cases) {
      const run = await pull(hub, script);
      expect(run).toMatchObject({ state, errorCode, errorFamily, factsChanged: 0 });
      expect(run.finishedAt).not.toBeNull();
      expect(run.message.vi).toMatch(message);
      expect(run.message.en).not.toBe(run.message.vi);
    }
    await hub.score();
    expect(await hub.versions()).toEqual(good);
    const resumable = `published_at is null and run_id not in (select id from pull_run where state = 'PARTIAL')`;
    expect(await hub.count('slice', resumable)).toBe(0);
    expect(await pull(hub, GOOD)).toMatchObject({ state: 'OK', factsChanged: 0 });
    await closeDeadRuns(hub.database, false);
    expect(await hub.count('staged_fact')).toBe(0);
    expect(await hub.count('record')).toBe(rows);
    expect(await hub.count('slice', 'published_at is null')).toBe(0);
    expect(hub.log.join()).not.toContain(SECRET);
  }, 90_000);

  it('the same value twice is one value', async () => {
    const hub = await TestHub.open(await open());
    const twice = [visits('19801', '2024-01-05', 7), visits('19801', '2024-01-05', 7)];
    const run = await pull(hub, [
      values('visits', ...twice),
      values('visits', ...twice),
      slice('visits', DAYS, 1),
    ]);
    expect(run).toMatchObject({ state: 'OK', factsChanged: 1, recordsRead: 4 });
    expect(await hub.lines('VISIT.TOTAL')).toEqual(['19801 2024-01-05 7']);
  });

  it('R10: neither the table of sources nor a run nor the log holds the secret, and a wrong key is told', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, [new Error(SECRET)]);
    await pull(hub, [retryError('GONE', sentence, new Error(SECRET))]);
    const stored = JSON.stringify([
      await hub.database.rows('select * from source'),
      await hub.database.rows('select * from pull_run'),
      hub.log,
    ]);
    expect(stored).not.toContain(SECRET);
    expect(stored).toContain('nguon.example.vn');
    await pull(hub, GOOD);
    expect(hub.script.contexts.at(-1)?.config).toEqual({ url: 'https://nguon.example.vn', token: SECRET });

    await hub.database.rows(`update source set name = 'another'`);
    expect(await pull(hub, GOOD)).toMatchObject({
      state: 'FAILED',
      errorCode: 'SECRET_UNREADABLE',
      errorFamily: 'config',
    });
  });

  it('U05: a dry run reads and judges and stores nothing that can be seen', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, GOOD);
    await hub.score();
    const good = await hub.versions();
    const rows = await hub.count('record');

    const fine = await pull(hub, recordScript([...records, post('c', '19801', '2024-01-06')], DAYS), {
      dryRun: true,
    });
    const doubtful = await pull(hub, recordScript([], DAYS), { dryRun: true });

    expect(fine).toMatchObject({ state: 'CANCELLED', errorCode: 'DRY_RUN', recordsRead: 3, factsChanged: 0 });
    expect(fine.message.vi).toBe('Chạy thử: đã đọc 3 bản ghi, không lưu gì.');
    expect(doubtful).toMatchObject({ state: 'CANCELLED', errorCode: 'DRY_RUN' });
    expect(doubtful.message.vi).toMatch(
      /không lưu gì\. Chờ người kiểm tra: .*Nguồn không trả về bản ghi nào/,
    );
    await hub.score();
    expect(await hub.versions()).toEqual(good);
    expect([await hub.count('record'), await hub.count('staged_fact')]).toEqual([rows, 0]);
  });

  it('F40: a pull that is stopped, while it reads or while it waits, is CANCELLED and shows nothing', async () => {
    const hub = await TestHub.open(await open());
    const scripts: Script[] = [
      [HANG],
      [...half, HANG],
      [...half, page(post('c', '19801', '2024-02-09')), HANG],
    ];
    for (const script of scripts) {
      const stop = new AbortController();
      const { run, done } = await hub.start(script, DAYS, { signal: stop.signal });
      expect(run).toMatchObject({ state: 'RUNNING', connectorVersion: '1.2.3', finishedAt: null });
      await expect.poll(() => hub.script.contexts.length).toBe(scripts.indexOf(script) + 1);
      stop.abort();
      expect(await done).toMatchObject({ state: 'CANCELLED', errorCode: 'CANCELLED' });
    }
    const stopped = AbortSignal.abort();
    expect(await pull(hub, GOOD, { signal: stopped })).toMatchObject({ state: 'CANCELLED' });
    expect([await hub.count('fact'), await hub.count('slice', 'published_at is not null')]).toEqual([0, 0]);
    expect(await pull(hub, GOOD)).toMatchObject({ state: 'OK' });
    await closeDeadRuns(hub.database, false);
    expect([await hub.count('staged_fact'), await hub.count('slice', 'published_at is null')]).toEqual([
      0, 0,
    ]);
  });
});
