import { beforeAll, describe, expect, it, vi } from 'vitest';
import { assessIndicator } from '../../src/app/assess-indicator.ts';
import { assessmentView } from '../../src/app/assessments.ts';
import type { HubDeps } from '../../src/app/deps.ts';
import { importCriteria } from '../../src/app/import-criteria.ts';
import { removalProposals } from '../../src/app/removal-proposals.ts';
import { scoreAssessment } from '../../src/app/score-assessment.ts';
import { scoreboardView } from '../../src/app/scoreboard.ts';
import { HubError } from '../../src/core/errors.ts';
import { allAssessments } from '../../src/store/assessments.ts';
import { importedSets } from '../../src/store/imported-sets.ts';
import { type Cells, CRITERIA, csvOf, HEADER, xlsxOf } from '../kit/criteria-sheet.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { startedOn } from '../kit/started-hub.ts';
import { onEachDatabase } from '../kit/test-databases.ts';

// Each start puts fourteen thousand units into a fresh database.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SET = 'quang-nam-2021';
const FROM = '2021-08-14';

const importing = (deps: HubDeps, bytes: Uint8Array, holdsFrom: string | undefined = FROM, set = SET) =>
  importCriteria(deps, { set, bytes, place: 'phu-luc.xlsx', ...(holdsFrom && { holdsFrom }) });

const versionOf = async (deps: HubDeps, year: number) => {
  const { indexSet } = await assessmentView(deps, SET, year, 'COMMUNE');
  return [indexSet.version, indexSet.indicators.length];
};

async function scoreSet(deps: HubDeps): Promise<void> {
  const assessments = await allAssessments(deps.database);
  for (const one of assessments.filter(({ indexSet }) => indexSet === SET)) await scoreAssessment(deps, one);
}

const communeOf = (deps: HubDeps) => {
  const province = deps.directory.byCodeOn('49', '2021-12-31', 'PROVINCE')!;
  return deps.directory.atLevelOn('COMMUNE', '2021-12-31', province.key)[0]!.code;
};

async function errorOf(work: Promise<unknown>): Promise<HubError> {
  const thrown = await work.then(
    () => null,
    (error) => error,
  );
  expect(thrown).toBeInstanceOf(HubError);
  return thrown as HubError;
}

onEachDatabase('criteria of a set without rows', (open) => {
  it('are imported, taken up at the next start, and scored', async () => {
    const database = await open();
    const before = await startedOn(database);
    expect(await versionOf(before, 2021)).toEqual([1, 0]);

    const done = await importing(before, await xlsxOf([HEADER, ...CRITERIA]));
    expect(done).toMatchObject({ isNew: true, keeping: [], ignoredColumns: [] });
    expect(done.moving.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024]);
    expect(new Set(done.findings.map(({ kind, severity }) => `${kind} ${severity}`))).toEqual(
      new Set(['DECLARED_DIFFERS_FROM_ROWS WARNING']),
    );
    expect(await versionOf(before, 2021)).toEqual([1, 0]);

    const deps = await startedOn(database);
    expect(await versionOf(deps, 2021)).toEqual([2, 4]);
    expect(deps.indexSets.filter(({ code }) => code === SET).map(({ digest }) => digest)).toContain(
      done.indexSet.digest,
    );
    await scoreSet(deps);
    const unit = communeOf(deps);
    expect(await scoreboardView(deps, unit, SET, 2021)).toMatchObject({ points: 0, maxApplicable: 10_000 });

    const put = (indicator: string, column: 'SELF' | 'VERIFIED', value: string) =>
      assessIndicator(deps, {
        unit,
        indexSet: SET,
        year: 2021,
        indicator,
        column,
        value,
        reason: 'Biên bản 1',
      });
    await put('a.1.1.1', 'SELF', '18.25');
    await put('a.1.1.1', 'VERIFIED', '15.5');
    const board = await put('c.1', 'SELF', '30');
    expect(board.points).toBe(4550);
    expect(board.indicators.map(({ state, points }) => [state, points])).toEqual([
      ['SCORED', 1550],
      ['NO_DATA', 0],
      ['NO_DATA', 0],
      ['SCORED', 3000],
    ]);
    const proposals = await removalProposals(deps, board.assessment);
    expect(proposals.map(({ indicator, unitsWithData }) => [indicator.code, unitsWithData])).toEqual([
      ['a.1.1.1', 1],
      ['a.2.10.1', 0],
      ['b.1', 0],
      ['c.1', 1],
    ]);
  });

  it('an assessment in use keeps its version, one that is not moves', async () => {
    const database = await open();
    const bare = await startedOn(database);
    await importing(bare, await xlsxOf([HEADER, ...CRITERIA]));
    const deps = await startedOn(database);
    await scoreSet(deps);
    const unit = communeOf(deps);
    await assessIndicator(deps, {
      unit,
      indexSet: SET,
      year: 2022,
      indicator: 'b.1',
      column: 'SELF',
      value: '0',
      reason: 'Biên bản 2',
    });

    const corrected = CRITERIA.map((row) => [...row.with(2, `${row[2]} (đính chính)`), 'Ghi chú của tỉnh']);
    const done = await importing(deps, await xlsxOf([[...HEADER, 'Ghi chú'], ...corrected]), '2021-09-01');
    expect(done.ignoredColumns).toEqual(['Ghi chú']);
    expect([done.keeping, done.moving].map((list) => list.map(({ year }) => year))).toEqual([
      [2022],
      [2021, 2023, 2024],
    ]);

    const again = await startedOn(database);
    expect([await versionOf(again, 2021), await versionOf(again, 2022)]).toEqual([
      [3, 4],
      [2, 4],
    ]);
    await expect(scoreboardView(again, unit, SET, 2021)).rejects.toMatchObject({ code: 'NOT_SCORED_YET' });
    expect((await scoreboardView(again, unit, SET, 2022)).indicators[2]).toMatchObject({
      state: 'SCORED',
      indicator: { title: 'Tiêu chí thử tuyên truyền' },
    });
    await scoreSet(again);
    expect((await scoreboardView(again, unit, SET, 2021)).indicators[2]?.indicator.title).toMatch(
      /đính chính/,
    );
    // A hub that does not know the new version leaves it alone.
    await startedOn(database);
    expect(await versionOf(again, 2021)).toEqual([3, 4]);
  });

  it('the same table twice is one version', async () => {
    const database = await open();
    const deps = await startedOn(database);
    const first = await importing(deps, await xlsxOf([HEADER, ...CRITERIA]));
    const second = await importing(deps, csvOf([HEADER, ...CRITERIA]));
    expect(second).toMatchObject({ isNew: false, indexSet: { digest: first.indexSet.digest, version: 2 } });
    const later = await importing(deps, csvOf([HEADER, ...CRITERIA]), '2022-01-01');
    expect([later.isNew, later.indexSet.version, later.indexSet.firstYear]).toEqual([true, 3, 2022]);
    expect((await importedSets(database)).map(({ version }) => version)).toEqual([2, 3]);
    expect((await errorOf(importing(deps, csvOf([HEADER, ...CRITERIA.slice(1)])))).code).toBe('BAD_CRITERIA');
  });
});

describe('a table with defects', () => {
  let deps: HubDeps;
  beforeAll(async () => {
    deps = await startedOn(await openEmbeddedDatabase());
    return () => deps.database.close();
  });

  const refused = async (rows: Cells) => {
    const { code, text } = await errorOf(importing(deps, await xlsxOf(rows)));
    expect(code).toBe('BAD_CRITERIA');
    expect(await importedSets(deps.database)).toEqual([]);
    const lines = (all: string) =>
      all
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/^- /, ''));
    expect(lines(text.vi)).toHaveLength(lines(text.en).length);
    return lines(text.en);
  };
  const withCell = (row: number, column: number, value: unknown): Cells =>
    [HEADER, ...CRITERIA].map((cells, n) => (n === row ? cells.with(column, value as string) : cells));

  it.each<[string, Cells, RegExp[]]>([
    ['an unknown group', withCell(1, 1, 'a.9'), [/^row 2, column "Thuộc nhóm": .* no group "a.9"/]],
    ['a repeated code', withCell(2, 0, 'a.1.1.1'), [/^row 3, column "Mã tiêu chí": .*"a.1.1.1" in row 2/]],
    ['a code that only differs in signs', withCell(2, 0, 'A-1.1.1'), [/"A-1.1.1" is the same as "a.1.1.1"/]],
    ['a code as number', withCell(1, 0, 1.1), [/^row 2, column "Mã tiêu chí": the code "1.1" is a number/]],
    ['a code as day', withCell(1, 0, new Date(Date.UTC(2026, 1, 1))), [/the code "2026-02-01"/]],
    ['a code of signs', withCell(1, 0, '...'), [/"..." is no code/]],
    ['words for points', withCell(1, 3, 'mười'), [/^row 2, column "Điểm tối đa": "mười" is not points/]],
    ['a decimal comma', withCell(1, 3, '20,5'), [/"20,5" is not points; expected .* decimal point/]],
    ['negative points', withCell(1, 3, -20.5), [/"-20.5" is not points/]],
    ['no points', withCell(1, 3, 0), [/"0" is not points/]],
    ['three decimals', withCell(1, 3, 20.505), [/"20.505" is not points/]],
    ['points with a unit', withCell(1, 3, '20.5 điểm'), [/is not points/]],
    ['a formula', withCell(1, 3, { formula: '20+0.5', result: 20.5 }), [/is the formula "=20\+0.5"/]],
    [
      'a formula elsewhere',
      withCell(1, 2, { formula: 'A1', result: 'x' }),
      [/column "Tên tiêu chí": .*formula/],
    ],
    ['an error', withCell(1, 3, { error: '#REF!' }), [/"#REF!" is a date, an error/]],
    ['an empty cell', withCell(1, 2, ''), [/^row 2, column "Tên tiêu chí": the cell is empty/]],
    [
      'an unknown source',
      withCell(1, 4, 'Nghe nói'),
      [/there is no source "Nghe nói"; expected one of: Tự đánh giá/],
    ],
    ['a missing column', withCell(0, 4, 'Nguồn'), [/^row 1: the header lacks the column "Nguồn số liệu"/]],
    [
      'a column twice',
      [HEADER, ...CRITERIA].map((row, n) => [...row, n === 0 ? 'Tên  TIÊU chí' : 'x']),
      [/^row 1: the header has 2 columns "Tên tiêu chí"/],
    ],
    [
      'points that do not add up',
      withCell(1, 3, 20.25),
      [/^column "Điểm tối đa": the criteria of group a "Chính quyền số" add up to 49.75 points, .* 50$/],
    ],
    [
      'a pillar without criteria',
      [HEADER, ...CRITERIA.slice(0, 3)],
      [/group c "Xã hội số" add up to 0 points, .* 30$/],
    ],
    ['no header', [...CRITERIA], Array.from({ length: 5 }, () => /the header lacks the column/)],
    ['a header alone', [HEADER], [/no criterion below the header/]],
    ['nothing', [[]], [/no criterion below the header/]],
  ])('%s', async (_, rows, expected) => {
    const lines = await refused(rows);
    expect(lines).toEqual(expected.map((one) => expect.stringMatching(one)));
  });

  it('tells all at once, row by row, and the sums of the groups that can be read', async () => {
    const lines = await refused([
      [...HEADER, 'Nội dung'],
      ['a.1.1.1', 'a.1.1', '', '1,5', 'Nghe nói', null],
      ['a.1.1.1', 'a.1.1', 'Tên', 2, 'Tự đánh giá', 'Nội dung'],
      ['b.1', 'b.1', 'Tên', 19, 'Tự đánh giá', null],
      ['c.1', 'c.1', 'Tên', 30, 'Tự đánh giá', null],
    ]);
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'row 2, column "Tên tiêu chí"',
      'row 2, column "Điểm tối đa"',
      'row 2, column "Nguồn số liệu"',
      'row 3, column "Mã tiêu chí"',
      'column "Điểm tối đa"',
    ]);
    expect(lines.at(-1)).toMatch(/group b .* 19 points/);
  });

  it('a row wider than the header, as an unquoted comma makes it', async () => {
    const bytes = Buffer.from(`${HEADER.join(',')}\na.1.1.1,a.1.1,Tên,20,5,Tự đánh giá\n`);
    const { text } = await errorOf(importing(deps, bytes));
    expect(text.vi).toMatch(/dòng 2: có 6 ô, dòng tiêu đề có 5/);
  });

  it.each([
    ['today, after the years of the set', '', SET, 'BAD_HOLDS_FROM'],
    ['the day of the version before', '2021-08-13', SET, 'BAD_HOLDS_FROM'],
    ['no day', '2021-02-30', SET, 'BAD_HOLDS_FROM'],
    ['a set with rows', FROM, 'hue-dti-2024', 'SET_HAS_ROWS'],
    ['an unknown set', FROM, 'quang-ngai', 'UNKNOWN_INDEX_SET'],
  ])('%s', async (_, day, set, code) => {
    const error = await errorOf(importing(deps, csvOf([HEADER, ...CRITERIA]), day, set));
    expect(error.code).toBe(code);
    expect(await importedSets(deps.database)).toEqual([]);
  });
});
