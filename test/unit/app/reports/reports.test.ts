import { describe, expect, it } from 'vitest';
import { compareUnits } from '../../../../src/app/comparison/compare-units.ts';
import { rowsOfBoth } from '../../../../src/app/comparison/compare-years.ts';
import { type RankingOrder, rankingReport } from '../../../../src/app/reports/ranking-report.ts';
import { rankedAmong } from '../../../../src/app/reports/results.ts';
import { EVERY_ROW, type RowFilter } from '../../../../src/app/reports/row-filter.ts';
import { type ScoreOrder, scoreReport } from '../../../../src/app/reports/score-report.ts';
import {
  groupStatistics,
  indicatorStatistics,
  totalsOf,
} from '../../../../src/app/statistics/assessment-statistics.ts';
import { FRESH_SOURCE, resultsOfUnits, SILENT_SOURCE, STALE_SOURCE } from '../../../kit/results.ts';

/** Four communes: An has all, Bình lacks data, Đông has what does not apply, Châu has nothing yet. */
const RESULTS = resultsOfUnits([
  {
    code: '19801',
    name: 'Phường An',
    cells: [
      ['SCORED', 1000, FRESH_SOURCE],
      ['SCORED', 500, FRESH_SOURCE],
      ['SCORED', 250, STALE_SOURCE],
    ],
    total: 1750,
  },
  {
    code: '19802',
    name: 'Phường Bình',
    cells: [
      ['SCORED', 1000, FRESH_SOURCE],
      ['NO_DATA', null, SILENT_SOURCE],
      ['SCORED', 500, FRESH_SOURCE],
    ],
    total: 1500,
  },
  {
    code: '19804',
    name: 'Phường Đông',
    cells: [
      ['SUSPECT', 700, STALE_SOURCE],
      ['NOT_APPLICABLE', null],
      ['SCORED', 0, FRESH_SOURCE],
    ],
    total: 700,
    maxApplicable: 1500,
  },
  {
    code: '19803',
    name: 'Phường Châu',
    cells: [
      ['NO_DATA', null],
      ['NO_DATA', null],
      ['NO_DATA', null],
    ],
    total: null,
  },
]);

const rowsLeft = (filter: Partial<RowFilter>, order: ScoreOrder | null = null) =>
  scoreReport(RESULTS, { ...EVERY_ROW, ...filter }, order).map(
    ({ board, cell }) => `${board.unit.name.slice(7)} ${cell.indicator.code}`,
  );

describe('rows of scoreboards are left by', () => {
  it.each<[string, Partial<RowFilter>, string[]]>([
    ['indicator', { indicators: ['2.1'] }, ['An 2.1', 'Bình 2.1', 'Đông 2.1', 'Châu 2.1']],
    [
      'group with the groups below it',
      { groups: ['2'], states: ['SCORED'] },
      ['An 2.1', 'An 2.1.1', 'Bình 2.1.1', 'Đông 2.1.1'],
    ],
    [
      'a group below alone',
      { groups: ['2.1'], states: ['SCORED'] },
      ['An 2.1.1', 'Bình 2.1.1', 'Đông 2.1.1'],
    ],
    ['states', { states: ['SUSPECT', 'NOT_APPLICABLE'] }, ['Đông 1.1', 'Đông 2.1']],
    ['freshness', { freshness: ['STALE'] }, ['An 2.1.1', 'Đông 1.1']],
    [
      'freshness of a source that never delivered, and of none',
      { freshness: ['NEVER'], indicators: ['2.1'] },
      ['Bình 2.1', 'Đông 2.1', 'Châu 2.1'],
    ],
    [
      'missing points; what does not apply lacks nothing',
      { missingAtLeast: 300 },
      ['Bình 2.1', 'Đông 1.1', 'Đông 2.1.1', 'Châu 1.1', 'Châu 2.1', 'Châu 2.1.1'],
    ],
    [
      'all conditions at once',
      { indicators: ['1.1'], states: ['SCORED'], freshness: ['FRESH'] },
      ['An 1.1', 'Bình 1.1'],
    ],
    ['no state at all', { states: [] }, []],
  ])('%s', (_by, filter, left) => {
    expect(rowsLeft(filter)).toEqual(left);
  });

  it.each<[ScoreOrder, string[]]>([
    [{ field: 'MISSING', direction: 'DESC' }, ['Châu 1.1', 'Đông 1.1', 'An 1.1', 'Bình 1.1']],
    [{ field: 'POINTS', direction: 'ASC' }, ['Đông 1.1', 'An 1.1', 'Bình 1.1', 'Châu 1.1']],
    [{ field: 'POINTS', direction: 'DESC' }, ['An 1.1', 'Bình 1.1', 'Đông 1.1', 'Châu 1.1']],
    // Đ is a letter of its own between D and E.
    [{ field: 'UNIT_NAME', direction: 'ASC' }, ['An 1.1', 'Bình 1.1', 'Châu 1.1', 'Đông 1.1']],
    [{ field: 'PRINTED', direction: 'DESC' }, ['Châu 1.1', 'Đông 1.1', 'Bình 1.1', 'An 1.1']],
    [{ field: 'AGE', direction: 'DESC' }, ['Đông 1.1', 'An 1.1', 'Bình 1.1', 'Châu 1.1']],
  ])('in the order of %j', (order, sorted) => {
    expect(rowsLeft({ indicators: ['1.1'] }, order)).toEqual(sorted);
  });

  it('a code that the set does not have is refused', () => {
    expect(() => rowsLeft({ indicators: ['1.10'] })).toThrow(/no indicator "1.10"/);
    expect(() => rowsLeft({ groups: ['9'] })).toThrow(/no group "9". Known: 2.1, 1, 2/);
  });
});

describe('a ranking', () => {
  const names = (filter: Partial<RowFilter> | null, order: RankingOrder | null) =>
    rankingReport(RESULTS, filter && { ...EVERY_ROW, ...filter }, order).map(
      ({ rank, unit }) => `${rank ?? '–'} ${unit.name.slice(7)}`,
    );

  it('holds the units that have a row such as asked for, with the ranks of the whole', () => {
    expect(names({ indicators: ['2.1'], states: ['NO_DATA'] }, null)).toEqual(['2 Bình', '– Châu']);
  });

  it.each<[Partial<RankingOrder>, string[]]>([
    [{ field: 'RANK', direction: 'DESC' }, ['– Châu', '3 Đông', '2 Bình', '1 An']],
    [{ field: 'UNIT_NAME' }, ['1 An', '2 Bình', '– Châu', '3 Đông']],
    [{ field: 'UNIT_CODE' }, ['1 An', '2 Bình', '– Châu', '3 Đông']],
    [{ field: 'POINTS' }, ['3 Đông', '2 Bình', '1 An', '– Châu']],
    [{ field: 'PERCENT', direction: 'DESC' }, ['1 An', '2 Bình', '3 Đông', '– Châu']],
    [{ field: 'MISSING', direction: 'DESC' }, ['– Châu', '3 Đông', '2 Bình', '1 An']],
    // In the order of the set's groups 2.1 comes first: its points are those of the first cell here.
    [{ field: 'GROUP', code: '2.1' }, ['3 Đông', '1 An', '2 Bình', '– Châu']],
    [{ field: 'INDICATOR', code: '2.1.1', direction: 'DESC' }, ['2 Bình', '1 An', '3 Đông', '– Châu']],
  ])('by %j, units without a value last', (order, sorted) => {
    expect(names(null, { field: 'RANK', direction: 'ASC', code: null, ...order })).toEqual(sorted);
  });

  it('of a part ranks that part: ties share a rank, the next one is skipped', () => {
    const [any] = RESULTS.boards;
    if (!any) throw new Error('a board');
    const part = [2, 2, 5, null].map((rank) => ({ ...any, stored: { ...any.stored, rank } }));
    expect(rankedAmong(part).map(({ rankWithin }) => rankWithin)).toEqual([1, 1, 3, null]);
  });

  it('by a group or an indicator needs its code', () => {
    const by = (code: string | null) => () => names(null, { field: 'INDICATOR', direction: 'ASC', code });
    expect(by(null)).toThrow(/needs "code"/);
    expect(by('9.9')).toThrow(/no indicator "9.9"/);
  });
});

describe('statistics', () => {
  it('of an indicator, by hand: 10, 10 and 7 of 10 points, one unit without', () => {
    const [first] = indicatorStatistics(RESULTS, EVERY_ROW);
    expect(first).toMatchObject({
      indicator: { code: '1.1' },
      // 27 / 3; sorted 7, 10, 10: a quarter of the way (place 0.5) is 8.5
      points: {
        count: 3,
        mean: 900,
        min: 700,
        lowerQuartile: 850,
        median: 1000,
        upperQuartile: 1000,
        max: 1000,
      },
      applicable: 4,
      atMaximum: 2,
      shareAtMaximum: 6667,
      missing: 300 + 1000,
    });
    expect(first?.states.map(({ state, units }) => `${state} ${units}`)).toEqual([
      'SCORED 2',
      'NO_DATA 1',
      'NOT_APPLICABLE 0',
      'SUSPECT 1',
      'ERROR 0',
    ]);
  });

  it('a row that does not apply to a unit lacks nothing there and is no part of its share', () => {
    const [, second] = indicatorStatistics(RESULTS, EVERY_ROW);
    expect(second).toMatchObject({ applicable: 3, atMaximum: 1, shareAtMaximum: 10_000, missing: 1000 });
  });

  it('of the rows that a filter leaves', () => {
    const stale = indicatorStatistics(RESULTS, { ...EVERY_ROW, groups: ['1'], freshness: ['STALE'] });
    expect(stale).toMatchObject([
      { indicator: { code: '1.1' }, points: { count: 1, mean: 700 }, atMaximum: 0 },
    ]);
  });

  it('of totals and groups leave out units without points', () => {
    // (17.5 + 15 + 7) / 3 = 13.1666; (87.5 + 75 + 46.67) / 3 = 69.7233
    expect(totalsOf(RESULTS)).toMatchObject({
      points: { count: 3, mean: 1317 },
      percent: { count: 3, mean: 6972 },
    });
    expect(groupStatistics(RESULTS).map(({ code, points }) => [code, points.count])).toEqual([
      ['2.1', 3],
      ['1', 1],
      ['2', 3],
    ]);
  });
});

describe('a comparison', () => {
  it('of units has their rows side by side, and how far apart they are', () => {
    const { scoreboards, rows } = compareUnits(RESULTS, ['19804', '19801']);
    expect(scoreboards.map(({ unit }) => unit.code)).toEqual(['19804', '19801']);
    expect(rows.map(({ scores, spread }) => [...scores.map(({ points }) => points), spread])).toEqual([
      [700, 1000, 300],
      [null, 500, null],
      [0, 250, 250],
    ]);
  });

  it.each([
    ['one alone', ['19801'], /2 to 10/],
    ['the same twice', ['19801', '19801'], /2 to 10/],
    ['a unit of elsewhere', ['19801', '00001'], /"00001" is not in the ranking/],
  ])('of %s is refused', (_what, codes, sentence) => {
    expect(() => compareUnits(RESULTS, codes)).toThrow(sentence);
  });

  it('of years knows a row by its key under another code; what was dropped comes last', () => {
    const [an, binh] = RESULTS.boards.map((board) => RESULTS.view(board));
    if (!an || !binh) throw new Error('two boards');
    const moved = binh.indicators
      .filter((score) => score.indicator.code !== '1.1')
      .map((score) => ({ ...score, indicator: { ...score.indicator, code: `9.${score.indicator.code}` } }));
    expect(
      rowsOfBoth(an, { ...binh, indicators: moved }).map(({ key, from, to, difference }) => [
        key,
        from?.indicator.code,
        to?.indicator.code,
        difference,
      ]),
    ).toEqual([
      ['row-2.1', '2.1', '9.2.1', null],
      ['row-2.1.1', '2.1.1', '9.2.1.1', 250],
      ['row-1.1', '1.1', undefined, null],
    ]);
  });
});
