import { expect, it } from 'vitest';
import { ensureAssessments } from '../../src/app/assessments.ts';
import type { PullOptions } from '../../src/app/pull/pull.ts';
import type { Batch } from '../../src/connector-kit/connector.ts';
import { personError, retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { people, post, recordScript, type Script, slice, valueScript } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-02-29' };

/** So many posts of each commune. */
const posts = (first: number, second: number): Script =>
  recordScript(
    [
      ...Array.from({ length: first }, (_, n) => post(`a${n}`, '19801', '2024-01-05')),
      ...Array.from({ length: second }, (_, n) => post(`b${n}`, '19802', '2024-01-06')),
    ],
    DAYS,
  );

const EMPTY = recordScript([], DAYS);

const pull = (hub: TestHub, script: Script, options: PullOptions = {}) => hub.pull(script, DAYS, options);

const withTotal = (script: Script, declaredTotal: number): Script =>
  script.map((batch) =>
    (batch as Batch).type === 'slice' && (batch as { window: { from: string } }).window.from === '2024-01-01'
      ? { ...(batch as Batch & { type: 'slice' }), declaredTotal }
      : batch,
  );

onEachDatabase('a pull that nobody believes unseen', (open) => {
  it('is one of another province alone; beside our own its units are told', async () => {
    const hub = await TestHub.open(await open());
    // As if Phường An were the whole province.
    hub.deps = { ...hub.deps, province: '19801' };
    const both = await pull(hub, posts(4, 4));
    expect(both).toMatchObject({ state: 'OK' });
    expect(both.message?.vi).toContain('số liệu của 1 đơn vị ngoài tỉnh (ví dụ Phường Bình)');
    const theirs = await pull(hub, posts(0, 4));
    expect(theirs).toMatchObject({ state: 'NEEDS_REVIEW' });
    expect(theirs.message?.vi).toContain('đều của 1 đơn vị ngoài tỉnh (ví dụ Phường Bình)');
  });

  it('F14 F15 F16: is held; facts and points stay, the score says SUSPECT until a good pull', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, posts(4, 40));
    await hub.score();
    const good = await hub.versions();
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 800]);
    expect(await hub.row('19802', '1.1')).toEqual(['SCORED', 2400]);

    const cases: [what: string, script: Script, sentence: RegExp, suspects: string[]][] = [
      ['nothing at all', EMPTY, /Nguồn không trả về bản ghi nào/, ['19801', '19802']],
      ['a big drop', posts(4, 10), /Tổng đổi từ 44 thành 14/, ['19801', '19802']],
      ['a big rise', posts(60, 40), /Tổng đổi từ 44 thành 100/, ['19801', '19802']],
      ['a drop of one unit', posts(23, 19), /Tổng của Phường Bình đổi từ 40 thành 19/, ['19802']],
      [
        'fewer than declared',
        withTotal(posts(4, 40), 45),
        /báo có 45 bản ghi nhưng chỉ nhận được 44/,
        ['19801', '19802'],
      ],
      [
        'more than declared',
        withTotal(posts(4, 40), 43),
        /báo có 43 bản ghi nhưng nhận được 44/,
        ['19801', '19802'],
      ],
    ];
    for (const [what, script, sentence, suspects] of cases) {
      const run = await pull(hub, script);
      expect(run, what).toMatchObject({ state: 'NEEDS_REVIEW', factsChanged: 0, errorCode: null });
      expect(run.message.vi, what).toMatch(sentence);
      await hub.score();
      expect((await hub.versions()).facts, what).toEqual(good.facts);
      const states = ['19801', '19802'].map((unit) => [unit, suspects.includes(unit) ? 'SUSPECT' : 'SCORED']);
      for (const [unit, state] of states) {
        expect(await hub.row(unit as string, '1.1'), what).toEqual([state, unit === '19801' ? 800 : 2400]);
      }
      expect((await hub.board(suspects[0] as string)).indicators[0]?.reason?.vi, what).toMatch(/giữ nguyên/);

      // A pull that fails or is only tried says nothing about the doubt.
      await pull(hub, [retryError('GONE', text('Mất kết nối', 'Gone'))]);
      await pull(hub, posts(4, 40), { dryRun: true });
      await hub.score();
      expect((await hub.row(suspects[0] as string, '1.1'))[0], what).toBe('SUSPECT');

      expect(await pull(hub, posts(4, 40)), what).toMatchObject({ state: 'OK', factsChanged: 0 });
      await hub.score();
      expect(await hub.row('19802', '1.1'), what).toEqual(['SCORED', 2400]);
    }
  });

  it('a connector that wants a person to look is heard: held, with its own sentence', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, posts(4, 40));
    const facts = await hub.facts();
    const doubt = personError(
      'MOVED',
      text('Số trang đổi khi đang đọc.', 'Pages moved while they were read.'),
    );
    const run = await pull(hub, [...posts(5, 40), doubt]);
    expect(run).toMatchObject({ state: 'NEEDS_REVIEW', errorCode: 'MOVED', message: doubt.text });
    await hub.score();
    expect(await hub.facts()).toEqual(facts);
    expect(await hub.row('19801', '1.1')).toEqual(['SUSPECT', 800]);
  });

  it('the limits: half of 20 or more may come or go, and small numbers may do as they like', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, posts(10, 20));
    for (const [first, second, state] of [
      [0, 19, 'OK'],
      [19, 1, 'OK'],
      [1, 20, 'OK'],
      [2, 10, 'OK'],
      [9, 9, 'OK'],
      [18, 18, 'OK'],
      [5, 12, 'NEEDS_REVIEW'],
      [37, 18, 'NEEDS_REVIEW'],
      [22, 30, 'OK'],
      [10, 30, 'NEEDS_REVIEW'],
      [22, 46, 'NEEDS_REVIEW'],
      [11, 15, 'OK'],
    ] as const) {
      expect([first, second, (await pull(hub, posts(first, second))).state]).toEqual([first, second, state]);
    }
  });

  it('a first pull without anything, or without any slice, is held: SUSPECT and no points', async () => {
    const hub = await TestHub.open(await open());
    for (const script of [EMPTY, [], [slice('people', DAYS)]]) {
      expect((await pull(hub, script)).state).toBe('NEEDS_REVIEW');
      await hub.score();
      expect(await hub.row('19801', '1.1')).toEqual(['SUSPECT', null]);
      expect(await hub.board('19801')).toMatchObject({ points: null, percent: null, rank: null });
    }
    expect(await hub.count('fact')).toBe(0);
    await pull(hub, posts(1, 0));
    await hub.score();
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 200]);
  });

  it('F15 nobody works on New Year: nothing is believed while nothing of the year can be lost', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, posts(4, 40));
    hub.clock.set('2026-01-03T02:00:00+07:00');
    await ensureAssessments(hub.deps);
    const newYear = { from: '2026-01-01', to: '2026-01-03' };
    const first = recordScript([post('n1', '19801', '2026-01-02')], newYear);
    const empty = recordScript([], newYear);
    const states: string[] = [];
    for (const script of [empty, first, empty]) states.push((await hub.pull(script, newYear)).state);
    expect(states).toEqual(['OK', 'OK', 'NEEDS_REVIEW']);
  });

  it('a snapshot of another day each night is no jump; one that falls is', async () => {
    const hub = await TestHub.open(await open());
    const night = (day: string, first: number, second: number) =>
      pull(hub, valueScript([people('19801', day, first), people('19802', day, second)], 'people', DAYS));
    for (const day of ['2024-02-01', '2024-02-02', '2024-02-03', '2024-02-04']) {
      expect((await night(day, 1_000, 500)).state).toBe('OK');
    }
    const fallen = await night('2024-02-05', 300, 100);
    expect(fallen.state).toBe('NEEDS_REVIEW');
    expect(fallen.message.vi).toMatch(/Tổng đổi từ 1\.500 thành 400/);
    expect((await night('2024-02-05', 1_000, 200)).message.vi).toMatch(/Phường Bình đổi từ 500 thành 200/);
    expect((await night('2024-02-05', 1_010, 510)).state).toBe('OK');
  });

  it('a list that a pull does not speak of is neither gone nor a jump', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, posts(4, 40));
    const before = await hub.facts('POST.COUNT');
    const run = await pull(hub, valueScript([people('19801', '2024-02-01', 1_000)], 'people', DAYS));
    expect(run).toMatchObject({ state: 'OK', factsChanged: 1 });
    expect(await hub.facts('POST.COUNT')).toEqual(before);
  });

  it('keeps the rows of the newest held pull for the person who looks, and no others', async () => {
    const hub = await TestHub.open(await open());
    await pull(hub, posts(4, 40));
    const published = await hub.count('record');
    await pull(hub, EMPTY);
    await pull(hub, posts(60, 40));
    const run = await pull(hub, posts(4, 10));
    const kept = 'vanished_run is null and slice_id in (select id from slice where published_at is null)';
    expect(await hub.count('record', kept)).toBe(14);
    expect(await hub.count('slice', `published_at is null and run_id <> ${run.id}`)).toBe(0);
    await pull(hub, posts(4, 40));
    await pull(hub, [new TypeError('any end tidies up')]);
    expect(await hub.count('record')).toBe(published);
    expect(await hub.count('staged_fact')).toBe(0);
  });
});
