import { expect, it } from 'vitest';
import { createHub } from '../../src/app/create-hub.ts';
import { reviewRun } from '../../src/app/pull/review-run.ts';
import { runPreviewView } from '../../src/app/pull-run-view.ts';
import { personError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Database } from '../../src/store/database.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { retirePractice } from '../../src/store/sources.ts';
import { refusal } from '../kit/refusal.ts';
import { people, post, recordScript, type Script, valueScript } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-02-29' };
const REASON = 'Đã đối chiếu với sổ của đơn vị';

const posts = (first: number, second: number, days = DAYS): Script =>
  recordScript(
    [
      ...Array.from({ length: first }, (_, n) => post(`a${n}`, '19801', '2024-01-05')),
      ...Array.from({ length: second }, (_, n) => post(`b${n}`, '19802', '2024-01-06')),
    ],
    days,
  );

/** 60 and 40 posts are visible and scored; a pull that found 60 and 3 is held. */
async function heldHub(hub: TestHub) {
  await hub.pull(posts(60, 40), DAYS);
  await hub.score();
  const run = await hub.pull(posts(60, 3), DAYS);
  await hub.score();
  expect(run.state).toBe('NEEDS_REVIEW');
  return { run, id: String(run.id), api: createHub(hub.deps, async () => {}) };
}

onEachDatabase('U15: a person decides on a pull that is held', (open) => {
  it('F15 F16: accepted, it shows exactly what it had read, and scores follow', async () => {
    const hub = await TestHub.open(await open());
    const { id, api } = await heldHub(hub);
    expect(await hub.row('19802', '1.1')).toEqual(['SUSPECT', 2400]);
    const accepted = await api.reviewPullRun({ pullRun: id, decision: 'ACCEPT', reason: ` ${REASON} ` });
    expect(accepted).toMatchObject({
      state: 'OK',
      decision: { decision: 'ACCEPTED', reason: REASON, decidedAt: expect.any(Date) },
    });
    expect(accepted.factsChanged).toBeGreaterThan(0);
    expect(accepted.message.vi).toMatch(/người kiểm tra chấp nhận/);
    expect(await hub.row('19802', '1.1')).toEqual(['SCORED', 600]);
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 2400]);
    expect(
      await hub.count(
        'record',
        `slice_id in (select id from slice where run_id = ${id}) and vanished_run is null`,
      ),
    ).toBe(63);

    const facts = await hub.facts();
    expect(await hub.pull(posts(60, 3), DAYS)).toMatchObject({ state: 'OK', factsChanged: 0 });
    expect(await hub.facts()).toEqual(facts);
  });

  it('rejected, what was known stands without doubt and the rows go', async () => {
    const hub = await TestHub.open(await open());
    const before = await hub.facts();
    const { id, api } = await heldHub(hub);
    const facts = await hub.facts();
    expect(before).toEqual([]);
    const rejected = await api.reviewPullRun({ pullRun: id, decision: 'REJECT', reason: REASON });
    expect(rejected).toMatchObject({ state: 'NEEDS_REVIEW', decision: { decision: 'REJECTED' } });
    expect(await hub.facts()).toEqual(facts);
    expect(await hub.row('19802', '1.1')).toEqual(['SCORED', 2400]);
    expect(await hub.count('slice', 'published_at is null')).toBe(0);
    expect(await refusal(reviewRun(hub.deps, { pullRun: id, decision: 'ACCEPT', reason: REASON }))).toBe(
      'ALREADY_DECIDED',
    );
  });

  it('shows before what would change, and nothing else changes when it is accepted', async () => {
    const hub = await TestHub.open(await open());
    const { run, id, api } = await heldHub(hub);
    const preview = await runPreviewView(hub.deps, id);
    expect(
      preview?.changes.map(({ measure, unit, before, after }) => [measure.code, unit.code, before, after]),
    ).toEqual([
      ['POST.COUNT', '19802', 40, 3],
      ['POST.LAST_DAY', '19802', 40, 3],
    ]);
    expect(preview?.changesCount).toBe(2);
    expect(preview?.affected).toEqual([
      { indexSet: 'test-set', year: 2024, level: 'COMMUNE', indicator: '1.1', units: 1 },
    ]);
    const { added, changed, vanished } = preview?.facts ?? { added: -1, changed: -1, vanished: -1 };
    const accepted = await api.reviewPullRun({ pullRun: id, decision: 'ACCEPT', reason: REASON });
    expect(accepted.factsChanged).toBe(added + changed + vanished);
    expect(accepted.held).toMatchObject([{ unit: { code: '19802' } }, { unit: { code: '19802' } }]);
    expect(run.held).toHaveLength(2);
  });

  it('F15: an empty answer that is true can be accepted: zero, not missing', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(posts(60, 40), DAYS);
    const run = await hub.pull(recordScript([], DAYS), DAYS);
    await createHub(hub.deps, async () => {}).reviewPullRun({
      pullRun: String(run.id),
      decision: 'ACCEPT',
      reason: REASON,
    });
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 0]);
  });

  it('stocks are compared by their latest value', async () => {
    const hub = await TestHub.open(await open());
    const night = (day: string, value: number) =>
      hub.pull(valueScript([people('19801', day, value)], 'people', DAYS), DAYS);
    await night('2024-02-01', 1_000);
    const held = await night('2024-02-02', 300);
    const preview = await runPreviewView(hub.deps, String(held.id));
    expect(preview?.changes).toMatchObject([{ before: 1_000, after: 300 }]);
  });

  it('of two people at once one decides, the other is told', async () => {
    const hub = await TestHub.open(await open());
    const { id } = await heldHub(hub);
    const decide = (decision: 'ACCEPT' | 'REJECT') =>
      refusal(reviewRun(hub.deps, { pullRun: id, decision, reason: REASON }));
    const answers = await Promise.all([decide('ACCEPT'), decide('REJECT')]);
    expect(answers.sort()).toEqual(['ALREADY_DECIDED', 'DONE']);
    const [decided] = await hub.database.rows<{ state: string; decision: string }>(
      `select state, decision from pull_run where id = ${id}`,
    );
    expect([
      ['OK', 'ACCEPTED'],
      ['NEEDS_REVIEW', 'REJECTED'],
    ]).toContainEqual([decided?.state, decided?.decision]);
  });

  it('a decision or a pull that comes between looking and publishing wins', async () => {
    const hub = await TestHub.open(await open());
    const { id } = await heldHub(hub);
    const facts = await hub.facts();
    /** Accepts, and just before it publishes something else happens. */
    const acceptAfter = (meanwhile: () => Promise<unknown>) => {
      const transaction: Database['transaction'] = async (work) => {
        await meanwhile();
        return hub.database.transaction(work);
      };
      const deps = { ...hub.deps, database: { ...hub.database, transaction } };
      return refusal(reviewRun(deps, { pullRun: id, decision: 'ACCEPT', reason: REASON }));
    };
    const january = { from: '2024-01-01', to: '2024-01-31' };
    expect(await acceptAfter(() => hub.pull(posts(60, 40, january), january))).toBe('OVERTAKEN');
    const reject = () => reviewRun(hub.deps, { pullRun: id, decision: 'REJECT', reason: REASON });
    // As if that pull had been of another year.
    await hub.database.rows(
      `update pull_run set window_from = '2023-01-01', window_to = '2023-01-31' where id > $1`,
      [id],
    );
    expect(await acceptAfter(reject)).toBe('ALREADY_DECIDED');
    expect(await hub.facts()).toEqual(facts);
  });

  it('refuses what cannot be decided, each with its own sentence', async () => {
    const hub = await TestHub.open(await open());
    const { id } = await heldHub(hub);
    const review = (pullRun: string, reason = REASON) =>
      refusal(reviewRun(hub.deps, { pullRun, decision: 'ACCEPT', reason }));
    expect(await review('1')).toBe('NOT_WAITING');
    expect(await review('999')).toBe('UNKNOWN_PULL_RUN');
    expect(await review('x')).toBe('UNKNOWN_PULL_RUN');
    expect(await review(id, '  quá ngắn ')).toBe('BAD_REASON');

    const moved = personError('MOVED', text('Trang đổi khi đọc', 'Pages moved'));
    const stopped = await hub.pull([...posts(60, 40), moved], DAYS);
    expect(await review(String(stopped.id))).toBe('NOT_WHOLE');
    expect(await review(id)).toBe('OVERTAKEN');

    const again = await hub.pull(posts(60, 3), DAYS);
    // Nobody decided for a month.
    await hub.database.rows(
      `update pull_run set finished_at = now() - interval '31 days' where id = ${again.id}`,
    );
    await closeDeadRuns(hub.database, false);
    expect(await hub.count('slice', `run_id = ${again.id}`)).toBe(0);
    expect(await review(String(again.id))).toBe('PURGED');
    const january = { from: '2024-01-01', to: '2024-01-31' };
    expect((await hub.pull(posts(60, 40, january), january)).state).toBe('OK');
    expect(await review(String(again.id))).toBe('OVERTAKEN');
    await hub.database.rows('update source set practice = true');
    await retirePractice(hub.database, ['scripted']);
    expect(await review(String(again.id))).toBe('SOURCE_SWITCHED_OFF');
  });

  it('a rejection does not bring the doubts of earlier pulls back', async () => {
    const hub = await TestHub.open(await open());
    await heldHub(hub);
    const second = await hub.pull(posts(60, 4), DAYS);
    await reviewRun(hub.deps, { pullRun: String(second.id), decision: 'REJECT', reason: REASON });
    await hub.score();
    expect(await hub.row('19802', '1.1')).toEqual(['SCORED', 2400]);
  });
});
