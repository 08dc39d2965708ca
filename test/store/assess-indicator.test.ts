import { expect, it } from 'vitest';
import type { Hub } from '../../src/app/hub.ts';
import type { AssessIndicator } from '../../src/app/views/scoreboard.ts';
import { openWorld, refusalOf, rowOf, setLike, TARGETS } from '../kit/people-sets.ts';
import { people, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import type { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-03-31' };

/** For a row of 10 points. */
const BAD = [
  '65%',
  '6,5',
  '-1',
  '+1',
  '100.001',
  '1.005',
  '1e1',
  '.5',
  '5.',
  '1 0',
  'abc',
  '',
  '  ',
  '10.01',
  '11',
  '99999999999999999999',
  'Đạt',
  'NaN',
  'Infinity',
  '٣',
];

const giver =
  (hub: Hub, indexSet: string, row: string) =>
  (value: string, column: AssessIndicator['column'] = 'VERIFIED', reason = 'Biên bản 12/BB') =>
    hub.assessIndicator({ unit: '19801', indexSet, year: 2024, indicator: row, column, value, reason });

const valuesOf = (test: TestHub) =>
  test.database.rows<object>(
    `select printed, points, met, assessed_column as "column", reason, known_to is null as "inForce"
     from assessed_value order by id`,
  );

/** Row 2.1 of the first commune: 30 visits of 90 people, 3.33 of 10 points. */
const pullShares = (test: TestHub) =>
  test.pull(
    [
      ...valueScript([visits('19801', '2024-01-31', 30)], 'visits', DAYS),
      ...valueScript([people('19801', '2024-01-01', 90)], 'people', DAYS),
    ],
    DAYS,
  );

onEachDatabase('a value that people give', (open) => {
  it('is refused when it is no plain number within the maximum; the one before stays in force', async () => {
    const { test, hub } = await openWorld(await open(), { sets: [setLike('points')] });
    const give = giver(hub, 'points', '2.1');
    await give('6');
    const before = { board: await hub.scoreboard('19801', 'points', 2024), values: await valuesOf(test) };
    for (const typed of BAD) {
      const error = await refusalOf(give(typed));
      expect(error, typed).toMatchObject({
        family: 'config',
        code: 'BAD_VALUE',
        details: { field: 'value' },
      });
      expect(error.text.vi).toContain(`"${typed.trim()}" của tiêu chí 2.1`);
      expect(error.text.vi).toContain('từ 0 đến 10, dấu chấm thập phân');
      expect(error.text.en).toContain('from 0 to 10 with a decimal point');
    }
    expect(await valuesOf(test)).toEqual(before.values);
    expect(await hub.scoreboard('19801', 'points', 2024)).toEqual(before.board);
  });

  it('a good one takes the place of the one before, which stays readable with its ground', async () => {
    const { test, hub } = await openWorld(await open(), { sets: [setLike('points')] });
    const give = giver(hub, 'points', '2.1');
    await give('10', 'VERIFIED', ' Biên bản 11/BB ');
    const board = await give(' 7.5 ');

    expect(rowOf(board, '2.1')).toMatchObject({
      points: 750,
      basis: 'VERIFIED',
      state: 'SCORED',
      verified: { points: 750, met: null, printed: '7.5' },
      final: { points: null, met: null, printed: null },
    });
    expect(board).toMatchObject({ points: 750, metTargets: null });
    const shared = { met: null, column: 'VERIFIED' };
    expect(await valuesOf(test)).toEqual([
      { ...shared, printed: '10', points: 1000, reason: 'Biên bản 11/BB', inForce: false },
      { ...shared, printed: '7.5', points: 750, reason: 'Biên bản 12/BB', inForce: true },
    ]);
  });

  it('needs a ground, a row of the unit and an assessment', async () => {
    const { test, hub } = await openWorld(await open(), { sets: [setLike('points')] });
    const refusals = [
      [() => giver(hub, 'points', '2.1')('5', 'VERIFIED', '  '), 'BAD_VALUE', 'reason'],
      [() => giver(hub, 'points', '2.2')('5'), 'UNKNOWN_INDICATOR', undefined],
      [() => giver(hub, 'nothing', '2.1')('5'), 'UNKNOWN_INDEX_SET', undefined],
    ] as const;
    for (const [refused, code, field] of refusals) {
      const error = await refusalOf(refused());
      expect([error.code, error.details['field']]).toEqual([code, field]);
    }
    expect(await valuesOf(test)).toEqual([]);
  });

  it('two people at once: one after the other, and one value is in force', async () => {
    const { test, hub } = await openWorld(await open(), { sets: [setLike('points')] });
    const give = giver(hub, 'points', '2.1');
    await Promise.all(['4', '5', '6'].map((value) => give(value)));
    const inForce = (await valuesOf(test)).map((one) => (one as { inForce: boolean }).inForce);
    expect(inForce.sort()).toEqual([false, false, true]);
  });

  it('counts in the order of the set, whoever came first; the others are shown', async () => {
    const sets = [setLike('points', { counts: ['FINAL', 'VERIFIED', 'AUTOMATIC'] })];
    const { test, hub, score } = await openWorld(await open(), { sets });
    await pullShares(test);
    await score();
    const give = giver(hub, 'points', '2.1');
    const seen: (readonly [unknown, unknown, unknown])[] = [];
    for (const [value, column] of [
      ['9', 'SELF'],
      ['8', 'DEPARTMENT'],
      ['6', 'FINAL'],
      ['7', 'VERIFIED'],
    ] as const) {
      const { basis, points, automatic } = rowOf(await give(value, column), '2.1');
      seen.push([basis, points, automatic.points]);
    }
    expect(seen).toEqual([
      ['AUTOMATIC', 333, 333],
      ['AUTOMATIC', 333, 333],
      ['FINAL', 600, 333],
      ['FINAL', 600, 333],
    ]);
    const board = await hub.scoreboard('19801', 'points', 2024);
    expect(rowOf(board, '2.1')).toMatchObject({
      selfAssessed: { printed: '9', points: 900 },
      department: { printed: '8', points: 800 },
      verified: { printed: '7', points: 700 },
    });
    expect(board.groups.map(({ points }) => points)).toEqual([null, 600]);
  });

  it('a set without the machine in its order shows the machine and counts people only', async () => {
    const sets = [setLike('points', { counts: ['DEPARTMENT', 'SELF'] })];
    const { test, hub, score } = await openWorld(await open(), { sets });
    await pullShares(test);
    await score();
    const before = rowOf(await hub.scoreboard('19801', 'points', 2024), '2.1');
    expect(before).toMatchObject({ basis: null, automatic: { points: 333 } });
    const after = rowOf(await giver(hub, 'points', '2.1')('9', 'SELF'), '2.1');
    expect(after).toMatchObject({ basis: 'SELF', points: 900, automatic: { points: 333 } });
  });

  it('moves no row of another unit', async () => {
    const { hub } = await openWorld(await open(), { sets: [setLike('points')] });
    const other = await hub.scoreboard('19802', 'points', 2024);
    await giver(hub, 'points', '2.1')('9');
    const after = await hub.scoreboard('19802', 'points', 2024);
    expect(after.indicators).toEqual(other.indicators);
    expect(after.points).toBe(other.points);
  });
});

onEachDatabase('a value that people give for a target', (open) => {
  it('is met by the least share or by the word, and makes the share of met targets', async () => {
    const { hub } = await openWorld(await open(), { sets: [TARGETS('targets')] });
    for (const [row, typed, met] of JUDGED) {
      const give = giver(hub, 'targets', row);
      await give(met ? 'Không đạt' : 'Đạt');
      const board = await give(typed);
      const where = `${row} ${typed}`;
      expect(rowOf(board, row), where).toMatchObject({
        met,
        points: met ? 100 : 0,
        verified: { points: met ? 100 : 0, met, printed: typed.normalize('NFC') },
      });
      const judged = board.indicators.filter((one) => one.met).length;
      expect(board.metTargets, where).toEqual({
        met: judged,
        total: 3,
        share: [0, 3333, 6667, 10_000][judged],
      });
      expect(board.percent).toBe(board.metTargets?.share);
    }
  });

  it('is refused with the form that its target expects', async () => {
    const { test, hub } = await openWorld(await open(), { sets: [TARGETS('targets')] });
    for (const [row, typed, expected] of REFUSED) {
      const error = await refusalOf(giver(hub, 'targets', row)(typed));
      expect(error, typed).toMatchObject({ code: 'BAD_VALUE', details: { field: 'value' } });
      expect(error.text.vi, typed).toContain(expected);
    }
    expect(await valuesOf(test)).toEqual([]);
  });
});

const JUDGED = [
  ['1.1', '60', true],
  ['1.1', '59.99', false],
  ['1.1', '0', false],
  ['1.1', '100', true],
  ['1.1', 'Đạt', true],
  ['2.1', '99.5', true],
  ['2.1', '99.49', false],
  ['2.10', 'Không đạt', false],
  ['2.10', 'Đạt', true],
  ['2.10', 'Đạt'.normalize('NFD'), true],
] as const;

const REFUSED = [
  ['1.1', '65%', 'từ 0 đến 100'],
  ['1.1', '100.01', 'từ 0 đến 100'],
  ['1.1', 'đạt', 'từ 0 đến 100'],
  ['2.10', '100', 'cần "Đạt" hoặc "Không đạt"'],
  ['2.10', 'Có', 'cần "Đạt" hoặc "Không đạt"'],
  ['2.10', '', 'cần "Đạt" hoặc "Không đạt"'],
] as const;
