import { expect, it } from 'vitest';
import { reviewRun } from '../../src/app/pull/review-run.ts';
import type { Batch } from '../../src/connector-kit/connector.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { post, type Script, slice, visits } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-01-31' };

/** Twenty good posts and others of the days named. */
const withDays = (...days: string[]): Script => {
  const good = Array.from({ length: 20 }, (_, n) => post(`p${n}`, '19801', '2024-01-05'));
  const bad = days.map((day, n) => post(`bad${n}`, '19801', day));
  const batch: Batch = { type: 'records', stream: 'posts', records: [...good, ...bad] };
  return [batch, slice('posts', DAYS)];
};

onPostgresByTheRules('a source whose clock is wrong', (open) => {
  it.each([
    ['2999-12-31', /1 dòng mang ngày chưa đến \(ví dụ 2999-12-31\)/],
    ['2024-11-17', /1 dòng mang ngày chưa đến \(ví dụ 2024-11-17\)/],
    ['1970-01-01', /1 dòng mang ngày trước năm 1990 \(ví dụ 1970-01-01\)/],
  ])('F27: a record of %s is set aside and the pull is held', async (day, sentence) => {
    const hub = await TestHub.open(await open());
    const run = await hub.pull(withDays(day), DAYS);
    expect(run).toMatchObject({ state: 'NEEDS_REVIEW', factsChanged: 0 });
    expect(run.message.vi).toMatch(sentence);
    expect(await hub.count('fact')).toBe(0);
    const reason = 'Đồng hồ của nguồn đã được sửa';
    await reviewRun(hub.deps, { pullRun: String(run.id), decision: 'ACCEPT', reason });
    expect(await hub.lines('POST.COUNT')).toEqual(['19801 2024-01-05 20']);
  });

  it('F27: as many as the settings tolerate are set aside and the rest is published', async () => {
    const hub = await TestHub.open(await open());
    await hub.database.rows(`update source set settings = '{"totalTolerance": 2}'`);
    expect((await hub.pull(withDays('2099-01-01', '2099-01-02'), DAYS)).state).toBe('OK');
    expect(await hub.lines('POST.COUNT')).toEqual(['19801 2024-01-05 20']);
    const three = withDays('2099-01-01', '2099-01-02', '2099-01-03');
    expect((await hub.pull(three, DAYS)).state).toBe('NEEDS_REVIEW');
  });

  it('F27: ready values, too', async () => {
    const hub = await TestHub.open(await open());
    const values: Script = [
      {
        type: 'values',
        stream: 'visits',
        values: [visits('19801', '2024-01-05', 7), visits('19801', '2099-01-05', 7)],
      },
      slice('visits', DAYS),
    ];
    expect((await hub.pull(values, DAYS)).held.map(({ measure }) => measure)).toEqual(['VISIT.TOTAL']);
  });

  it('F27: the last day is that of the hub in Viet Nam: today counts, tomorrow does not', async () => {
    const hub = await TestHub.open(await open(), '2024-11-16T23:30:00+07:00');
    const window = { from: '2024-11-01', to: '2024-11-16' };
    const of = (day: string): Script => [
      { type: 'records', stream: 'posts', records: [post('a', '19801', day)] },
      slice('posts', window),
    ];
    expect((await hub.pull(of('2024-11-16'), window)).state).toBe('OK');
    expect((await hub.pull(of('2024-11-17'), window)).state).toBe('NEEDS_REVIEW');
  });
});
