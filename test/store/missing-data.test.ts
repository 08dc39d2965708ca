import { expect, it } from 'vitest';
import type { IndexSet } from '../../src/catalog/index-set.ts';
import { openWorld, rowOf, setLike, TARGETS } from '../kit/people-sets.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';

const DAYS = { from: '2024-01-01', to: '2024-03-31' };
const SIX_POSTS = Array.from({ length: 6 }, (_, n) => post(`p${n}`, '19801', '2024-01-05'));

/** 1.1 has 12 of 24 points, 2.1 (10) and 2.10 (20) have no data. */
async function halfFilled(open: Parameters<typeof openWorld>[0], set: IndexSet) {
  const { test, hub, score } = await openWorld(open, { sets: [set] });
  await test.pull(recordScript(SIX_POSTS, DAYS), DAYS);
  await score();
  return { test, hub, board: await hub.scoreboard('19801', set.code, 2024) };
}

onEachDatabase('a row without data', (open) => {
  it('STAYS_IN_MAX: has no points and stays in the maximum', async () => {
    const { board } = await halfFilled(await open(), setLike('stays'));
    expect(rowOf(board, '2.1')).toMatchObject({
      state: 'NO_DATA',
      points: null,
      basis: null,
      met: null,
      reason: { vi: expect.stringContaining('chưa có không phải là 0') },
    });
    expect(board.groups.map(({ points }) => points)).toEqual([1200, null]);
    expect(board).toMatchObject({ points: 1200, maxApplicable: 5400, percent: 2222, metTargets: null });
  });

  it('ZERO: has 0 points, says that it was not reported, and the machine still knows nothing', async () => {
    const { board } = await halfFilled(await open(), setLike('zero', { missing: 'ZERO' }));
    expect(rowOf(board, '2.1')).toMatchObject({
      state: 'NO_DATA',
      points: 0,
      basis: null,
      automatic: { state: 'NO_DATA', points: null },
      reason: { vi: expect.stringContaining('mặc định 0 điểm') },
    });
    expect(rowOf(board, '1.1')).toMatchObject({ state: 'SCORED', points: 1200, basis: 'AUTOMATIC' });
    expect(board.groups.map(({ points }) => points)).toEqual([1200, 0]);
    expect(board).toMatchObject({ points: 1200, maxApplicable: 5400, percent: 2222 });
  });

  it('ZERO: a unit that reported nothing at all has 0 points and a rank, not nothing', async () => {
    const { hub } = await halfFilled(await open(), setLike('zero', { missing: 'ZERO' }));
    const empty = await hub.scoreboard('19802', 'zero', 2024);
    expect(empty).toMatchObject({ points: 0, percent: 0, rank: 2 });
  });

  it('UNMET: is a target not met', async () => {
    const { hub } = await halfFilled(await open(), TARGETS('targets'));
    const board = await hub.assessIndicator({
      unit: '19801',
      indexSet: 'targets',
      year: 2024,
      indicator: '1.1',
      column: 'SELF',
      value: '60',
      reason: 'Báo cáo 5/BC',
    });
    expect(rowOf(board, '2.1')).toMatchObject({
      state: 'NO_DATA',
      points: 0,
      met: false,
      basis: null,
      reason: { vi: 'Chưa có số liệu: tính là chưa đạt.' },
    });
    expect(board.metTargets).toEqual({ met: 1, total: 3, share: 3333 });
  });

  it('a target that a decision takes out is no target', async () => {
    const { hub } = await halfFilled(await open(), TARGETS('targets'));
    const board = await hub.excludeIndicator({
      unit: '19801',
      indexSet: 'targets',
      year: 2024,
      indicator: '2.1',
      decisionNumber: '12/QĐ',
      decisionDate: '2024-05-06',
      reason: 'Không có đối tượng',
    });
    expect(rowOf(board, '2.1')).toMatchObject({ state: 'NOT_APPLICABLE', points: null, met: null });
    expect(board.metTargets).toEqual({ met: 0, total: 2, share: 0 });
  });
});

onEachDatabase('removal proposals', (open) => {
  it('begin below the share of the set: 49.9 % yes, 50 % no', async () => {
    const { test, hub } = await openWorld(await open(), {
      sets: [setLike('half', { removalBelowPercent: 50 })],
    });
    const assessment = await hub.assessment('half', 2024, 'COMMUNE');
    await test.database.rows('delete from score where assessment_id = $1', [assessment.id]);
    for (const [indicator, withData] of [
      ['1.1', 499],
      ['2.1', 500],
      ['2.10', 1000],
    ]) {
      await test.database.rows(
        `insert into score (assessment_id, unit_id, indicator, state, points, known_from)
         select $1::int, n, $2::text, case when n <= $3::int then 'SCORED' else 'NO_DATA' end,
           case when n <= $3::int then 100 end, $4::text::timestamptz from generate_series(1, 1000) n`,
        [assessment.id, indicator, withData, assessment.scoredAt?.toISOString()],
      );
    }
    const proposals = await hub.removalProposals(assessment);
    expect(proposals.map(({ indicator, ...rest }) => ({ code: indicator.code, ...rest }))).toEqual([
      { code: '1.1', unitsWithData: 499, units: 1000, share: 4990 },
    ]);
  });

  it('rest on the scores in force, and only on rows of the level', async () => {
    const { test, hub, score } = await openWorld(await open(), {
      sets: [setLike('half', { removalBelowPercent: 50 })],
    });
    const proposed = async (level: 'COMMUNE' | 'DEPARTMENT') =>
      (await hub.removalProposals(await hub.assessment('half', 2024, level))).map(
        ({ indicator, unitsWithData, units }) => [indicator.code, unitsWithData, units],
      );
    await test.pull(recordScript(SIX_POSTS, DAYS), DAYS);
    await score();
    expect(await proposed('COMMUNE')).toEqual([
      ['1.1', 1, 4],
      ['2.1', 0, 4],
      ['2.10', 0, 4],
    ]);
    for (const unit of ['19801', '19802']) {
      await hub.assessIndicator({
        unit,
        indexSet: 'half',
        year: 2024,
        indicator: '2.1',
        column: 'VERIFIED',
        value: '1',
        reason: 'Biên bản',
      });
    }
    expect(await proposed('COMMUNE')).toEqual([
      ['1.1', 1, 4],
      ['2.10', 0, 4],
    ]);
    expect(await proposed('DEPARTMENT')).toEqual([['1.1', 0, 1]]);
  });

  it('are none where the set has no such rule, or nothing was scored', async () => {
    const { test, hub } = await openWorld(await open(), {
      sets: [setLike('none'), setLike('half', { removalBelowPercent: 50 })],
    });
    expect(await hub.removalProposals(await hub.assessment('none', 2024, 'COMMUNE'))).toEqual([]);
    await test.database.rows('delete from score');
    expect(await hub.removalProposals(await hub.assessment('half', 2024, 'COMMUNE'))).toEqual([]);
  });
});
