import { expect, it } from 'vitest';
import { createHub } from '../../src/app/create-hub.ts';
import type { Hub } from '../../src/app/hub.ts';
import type { ScoreboardView } from '../../src/app/views/scoreboard.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { refusalOf } from '../kit/people-sets.ts';
import { people, post, recordScript, type Script, valueScript, visits } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-11-15' };

/** Posts of March, a closed period, and a share that stays what it is. */
const script = (posts: number): Script => [
  ...recordScript(
    Array.from({ length: posts }, (_, n) => post(`p${n}`, '19801', '2024-03-05')),
    DAYS,
  ),
  ...valueScript([visits('19801', '2024-01-31', 30)], 'visits', DAYS),
  ...valueScript([people('19801', '2024-01-01', 90)], 'people', DAYS),
];

async function scored(hub: TestHub, posts: number): Promise<Date> {
  expect(await hub.pull(script(posts), DAYS)).toMatchObject({ state: 'OK' });
  await hub.score();
  return new Date(await hub.now());
}

const pointsOf = (board: ScoreboardView | null) => board?.indicators[0]?.points;

async function arithmetic(hub: Hub, board: ScoreboardView | null): Promise<string | undefined> {
  const { quantities } = await hub.receipt(board as ScoreboardView, '1.1', 'vi');
  return quantities.map(({ value }) => String(value)).join();
}

onPostgresByTheRules('a source corrects the past', (open) => {
  it('F46: a lowered past figure is a new version; both stay readable and the difference is shown', async () => {
    const test = await TestHub.open(await open());
    const hub = createHub(test.deps, async () => {});
    const before = await scored(test, 9);
    const after = await scored(test, 8);

    const [then, now] = await Promise.all([
      hub.scoreboardAsOf('19801', 'test-set', 2024, before),
      hub.scoreboardAsOf('19801', 'test-set', 2024, after),
    ]);
    expect([pointsOf(then), pointsOf(now)]).toEqual([1800, 1600]);
    expect([await arithmetic(hub, then), await arithmetic(hub, now)]).toEqual(['9', '8']);
    expect(await test.lines('POST.COUNT', before.toISOString())).toContain('19801 2024-03-05 9');
    expect(await test.lines('POST.COUNT')).toContain('19801 2024-03-05 8');

    const diff = await hub.scoreboardChanges('19801', 'test-set', 2024, { from: before, to: after });
    expect(diff.changes.map((one) => [one.indicator.code, one.before?.points, one.after?.points])).toEqual([
      ['1.1', 1800, 1600],
    ]);
    expect([diff.before?.points, diff.after?.points]).toEqual([then?.points, now?.points]);
    expect(diff.after?.id).not.toBe(diff.before?.id);
  });

  it('F46: nothing differs between a moment and itself; before the first scoring there was no row', async () => {
    const test = await TestHub.open(await open());
    const hub = createHub(test.deps, async () => {});
    const after = await scored(test, 9);
    const changes = (from: Date, to: Date) => hub.scoreboardChanges('19801', 'test-set', 2024, { from, to });

    expect(await changes(after, after)).toMatchObject({ changes: [] });
    const early = new Date('2024-01-01T00:00:00Z');
    const first = await changes(early, after);
    expect(first.before).toBeNull();
    expect(first.changes.map((one) => [one.indicator.code, one.before, one.after?.state])).toEqual([
      ['1.1', null, 'SCORED'],
      ['2.1', null, 'SCORED'],
      ['2.10', null, 'NO_DATA'],
    ]);
    expect(await changes(early, early)).toMatchObject({ before: null, after: null, changes: [] });
    expect((await refusalOf(changes(after, early))).code).toBe('BAD_SPAN');
  });
});
