import { expect, it } from 'vitest';
import type { Hub } from '../../src/app/hub.ts';
import type { OfficialResult } from '../../src/catalog/index-set.ts';
import { by, openWorld, setLike, TARGETS } from '../kit/people-sets.ts';
import { people, post, recordScript, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import type { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-03-31' };

const pullFigures = (test: TestHub, posts: number, visited: number) =>
  test.pull(
    [
      ...recordScript(
        Array.from({ length: posts }, (_, n) => post(`p${n}`, '19801', '2024-01-05')),
        DAYS,
      ),
      ...valueScript([visits('19801', '2024-01-31', visited)], 'visits', DAYS),
      ...valueScript([people('19801', '2024-01-01', 90)], 'people', DAYS),
    ],
    DAYS,
  );

/** 1.1: 22 of 24 points. 2.1: 3.33 of 10. 2.10: no data of 20. */
const pullSome = (test: TestHub) => pullFigures(test, 11, 30);

const give = (hub: Hub, indexSet: string, indicator: string, value: string) =>
  hub.assessIndicator({
    unit: '19801',
    indexSet,
    year: 2024,
    indicator,
    column: 'VERIFIED',
    value,
    reason: 'Biên bản',
  });

const ASSIGNED = { '1.1': by('VHTT'), '2.1': by('VP-TK', 'VHTT xã'), '2.10': by('VHTT') };

onEachDatabase('remediation and losses', (open) => {
  it('lists rows below their maximum, most missing points first, with what closes each and whose it is', async () => {
    const { test, hub, score } = await openWorld(await open(), { sets: [setLike('points', {}, ASSIGNED)] });
    await pullSome(test);
    await score();
    const board = await hub.scoreboard('19801', 'points', 2024);
    const items = await hub.remediation(board, 'vi');
    expect(
      items.map(({ indicator, state, points, maxPoints, missingPoints, assignment }) => [
        indicator.code,
        state,
        points,
        maxPoints,
        missingPoints,
        assignment.responsible.join(' + '),
      ]),
    ).toEqual([
      ['2.10', 'NO_DATA', null, 2000, 2000, 'VHTT'],
      ['2.1', 'SCORED', 333, 1000, 667, 'VP-TK + VHTT xã'],
      ['1.1', 'SCORED', 2200, 2400, 200, 'VHTT'],
    ]);
    expect(items[1]?.closing).toMatch(/^Cần thêm 60 .*VISIT\.TOTAL/);
    expect(items[2]?.closing).toMatch(/^Cần thêm 1 .*POST\.COUNT.* để đạt 12/);
    const english = await hub.remediation(board, 'en');
    expect(english[2]?.closing).toMatch(/^Needed: 1 more of .*POST\.COUNT/);
  });

  it('the numbers of a closing sentence, taken at their word, close it', async () => {
    const { test, hub, score } = await openWorld(await open(), { sets: [setLike('points')] });
    await pullSome(test);
    await pullFigures(test, 12, 90);
    await score();
    const items = await hub.remediation(await hub.scoreboard('19801', 'points', 2024), 'vi');
    expect(items.map(({ indicator }) => indicator.code)).toEqual(['2.10']);
  });

  it('ties stay as printed; full rows and rows that a decision takes out are no loss', async () => {
    const { hub } = await openWorld(await open(), { sets: [setLike('points')] });
    await give(hub, 'points', '1.1', '23');
    await give(hub, 'points', '2.1', '9');
    const tied = await give(hub, 'points', '2.10', '20');
    const codes = async (board: typeof tied) =>
      (await hub.remediation(board, 'vi')).map(({ indicator, closing }) => [
        indicator.code,
        closing?.replace(/ để đạt.*/, ''),
      ]);
    // What people gave is closed by what they look at.
    expect(await codes(tied)).toEqual([
      ['1.1', 'Cần thêm 1 điểm'],
      ['2.1', 'Cần thêm 1 điểm'],
    ]);
    const without = await hub.excludeIndicator({
      unit: '19801',
      indexSet: 'points',
      year: 2024,
      indicator: '1.1',
      decisionNumber: '12/QĐ',
      decisionDate: '2024-05-06',
      reason: 'Không có đối tượng',
    });
    expect(await codes(without)).toEqual([['2.1', 'Cần thêm 1 điểm']]);
  });

  it('a target is closed by meeting it', async () => {
    const { hub } = await openWorld(await open(), { sets: [TARGETS('targets')] });
    const board = await give(hub, 'targets', '2.1', '99.5');
    expect((await hub.remediation(board, 'vi')).map(({ closing }) => closing)).toEqual([
      'Cần đạt chỉ tiêu: 60%.',
      'Cần đạt chỉ tiêu: Có (Hệ thống).',
    ]);
  });

  it('adds losses up by group and by who is responsible; several together are one name', async () => {
    const { test, hub, score } = await openWorld(await open(), { sets: [setLike('points', {}, ASSIGNED)] });
    await pullSome(test);
    await score();
    const board = await hub.scoreboard('19801', 'points', 2024);
    const losses = hub.losses(board);
    expect(losses).toEqual({
      byGroup: [
        { code: '1', title: 'Nhóm 1', lost: 200, maxPoints: 2400 },
        { code: '2', title: 'Nhóm 2', lost: 2667, maxPoints: 3000 },
      ],
      byResponsible: [
        { responsible: 'VHTT', lost: 2200, items: 2 },
        { responsible: 'VP-TK, VHTT xã', lost: 667, items: 1 },
      ],
    });
    const lost = losses.byGroup.reduce((sum, group) => sum + group.lost, 0);
    expect(lost).toBe(board.maxApplicable - (board.points ?? 0));
  });

  it('counts groups of the first rank only, and rows that nobody is named for as nobody’s', async () => {
    const plain = setLike('tree');
    const groups = plain.groups.map((group) => (group.code === '2' ? { ...group, parentCode: '1' } : group));
    const { hub } = await openWorld(await open(), { sets: [setLike('tree', { groups })] });
    const losses = hub.losses(await give(hub, 'tree', '1.1', '20'));
    expect(losses.byGroup).toEqual([{ code: '1', title: 'Nhóm 1', lost: 3400, maxPoints: 5400 }]);
    expect(losses.byResponsible).toEqual([{ responsible: null, lost: 3400, items: 3 }]);
  });
});

const printed = (text: string, points: number) => ({ text, points });

const official = (stated: boolean): OfficialResult => ({
  unit: '19801',
  year: 2024,
  total: { text: '25,44', points: 2544, stated },
  groups: new Map([
    ['1', printed('20', 2000)],
    ['2', printed('5,44', 544)],
  ]),
  indicators: new Map([['2.1', printed('0.93', 93)]]),
});

onEachDatabase('a result that the document publishes', (open) => {
  it('is shown exactly as published, beside what the rows lack', async () => {
    const sets = [setLike('published', { officialResults: [official(true)] }, ASSIGNED)];
    const { hub } = await openWorld(await open(), { sets });
    const board = await hub.scoreboard('19801', 'published', 2024);
    expect(board).toMatchObject({ points: 2544, printedTotal: '25,44' });
    expect(board.groups.map(({ points, printed }) => [points, printed])).toEqual([
      [2000, '20'],
      [544, '5,44'],
    ]);
    expect(board.indicators[1]).toMatchObject({
      points: 93,
      basis: 'FINAL',
      final: { points: 93, met: null, printed: '0.93' },
    });
    expect(hub.losses(board).byGroup.map(({ lost }) => lost)).toEqual([400, 2456]);
    const page = await hub.ranking(board.assessment, { first: 1, after: null }, null);
    expect(page.items[0]?.node.groups[1]?.printed).toBe('5,44');
    expect(await hub.scoreboard('19802', 'published', 2024)).toMatchObject({
      points: null,
      printedTotal: null,
      groups: [{ printed: null }, { printed: null }],
    });
  });

  it('has no printed total where the document prints none', async () => {
    const sets = [setLike('published', { officialResults: [official(false)] })];
    const { hub } = await openWorld(await open(), { sets });
    expect(await hub.scoreboard('19801', 'published', 2024)).toMatchObject({
      points: 2544,
      printedTotal: null,
    });
  });
});
