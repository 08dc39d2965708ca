import { expect, it } from 'vitest';
import { ensureAssessments } from '../../src/app/assessments.ts';
import { createHub } from '../../src/app/create-hub.ts';
import type { Hub } from '../../src/app/hub.ts';
import { scoreAll } from '../../src/app/nightly.ts';
import type { PageRequest } from '../../src/app/page.ts';
import { rankingReport } from '../../src/app/reports/ranking-report.ts';
import type { Results } from '../../src/app/reports/results.ts';
import { EVERY_ROW } from '../../src/app/reports/row-filter.ts';
import { indicatorStatistics, totalsOf } from '../../src/app/statistics/assessment-statistics.ts';
import type { QuantityView } from '../../src/app/views/receipt.ts';
import type { RankedUnit, ScoreboardView } from '../../src/app/views/scoreboard.ts';
import type { Database } from '../../src/store/database.ts';
import { pastRankingPage, pastScoreboard } from '../../src/store/past-scoreboards.ts';
import { openWorld, refusalOf, setLike } from '../kit/people-sets.ts';
import { people, post, recordScript, type Script, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import type { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-11-15' };
const UNITS = ['19801', '19802', '19803'];
const SET = 'watched';
const ALL: PageRequest = { first: 100, after: null };

/** Every row is proposed for removal, so that the statistics of all of them are seen. */
const WATCHED = setLike(SET, { removalBelowPercent: 101 });

const script = (first: number, second: number): Script => [
  ...recordScript(
    [
      ...Array.from({ length: first }, (_, n) => post(`a${n}`, '19801', '2024-01-05')),
      ...Array.from({ length: second }, (_, n) => post(`b${n}`, '19802', '2024-01-06')),
    ],
    DAYS,
  ),
  ...valueScript([visits('19801', '2024-01-31', 30)], 'visits', DAYS),
  ...valueScript([people('19801', '2024-01-01', 90)], 'people', DAYS),
];

const databaseNow = async (database: Database): Promise<Date> => {
  const [row] = await database.rows<{ at: string }>('select clock_timestamp()::text as at');
  return new Date(row?.at ?? '');
};

/** The clock of the hub stands where the database's is: what "now" means must be the same to both. */
async function open(database: Database) {
  const world = await openWorld(database, {
    sets: [WATCHED],
    now: (await databaseNow(database)).toISOString(),
  });
  return { ...world, database };
}

/** All that the hub answers about results, now or as of a moment; `asOf` itself is left out. */
async function answers(hub: Hub, asOf: Date | null): Promise<object> {
  const assessment = await hub.assessment(SET, 2024, 'COMMUNE');
  const units = await Promise.all(
    UNITS.map(async (code) => {
      const board = asOf
        ? await hub.scoreboardAsOf(code, SET, 2024, asOf)
        : await hub.scoreboard(code, SET, 2024);
      return board && withReceipts(hub, board);
    }),
  );
  const unit = await hub.unit('19801', null);
  const ranking = await hub.ranking(assessment, ALL, null, asOf);
  const within = await hub.ranking(assessment, ALL, '46', asOf);
  for (const [code, page] of [
    [null, ranking],
    ['46', within],
  ] as const) {
    const report = rankingReport(await hub.results(assessment, code, asOf), null, null);
    expect(report).toEqual(page.items.map(({ node }) => node));
  }
  return {
    units,
    reports: reportsOf(await hub.results(assessment, null, asOf)),
    ranking: [ranking.totalCount, ...ranking.items.map(({ node }) => node)],
    within: [within.totalCount, ...within.items.map(({ node }) => node)],
    trend: await hub.trend(unit.key, SET, asOf),
    statistics: await hub.removalProposals(assessment, asOf),
  };
}

function reportsOf(results: Results): object {
  const boards = results.boards.map((board) => {
    const { asOf, ...shown } = results.view(board);
    return [shown, results.cells(board)];
  });
  return { boards, totals: totalsOf(results), rows: indicatorStatistics(results, EVERY_ROW) };
}

async function withReceipts(hub: Hub, board: ScoreboardView): Promise<object> {
  const receipts = await Promise.all(
    board.indicators.map(async ({ indicator }) => {
      const { quantities, ...receipt } = await hub.receipt(board, indicator.code, 'vi');
      return { ...receipt, quantities: await Promise.all(quantities.map((one) => withFacts(hub, one))) };
    }),
  );
  const { asOf, ...shown } = board;
  return { shown, receipts, losses: hub.losses(board), remediation: await hub.remediation(board, 'vi') };
}

async function withFacts(hub: Hub, { asOf, ...quantity }: QuantityView): Promise<object> {
  const { items } = await hub.receiptFacts({ asOf, ...quantity }, ALL);
  return { quantity, facts: items.map(({ node }) => [node.date, node.value, node.pullRun.id]) };
}

async function pull(test: TestHub, what: Script, state = 'OK'): Promise<void> {
  expect(await test.pull(what, DAYS)).toMatchObject({ state });
}

type Step = readonly [what: string, (world: { test: TestHub; hub: Hub }) => Promise<unknown>];

const STEPS: readonly Step[] = [
  ['nothing delivered yet', async () => {}],
  ['a first pull', ({ test }) => pull(test, script(4, 20))],
  ['a correction that turns the ranking round', ({ test }) => pull(test, script(13, 18))],
  ['the same again: only the data are newer', ({ test }) => pull(test, script(13, 18))],
  ['facts that move a receipt and no point', ({ test }) => pull(test, script(15, 18))],
  ['a suspicious pull, held', ({ test }) => pull(test, recordScript([], DAYS), 'NEEDS_REVIEW')],
  ['a good one again', ({ test }) => pull(test, script(15, 18))],
  [
    'a decision',
    ({ hub }) =>
      hub.excludeIndicator({
        unit: '19801',
        indexSet: SET,
        year: 2024,
        indicator: '2.10',
        decisionNumber: '12/QĐ',
        decisionDate: '2024-05-06',
        reason: 'Không có hồ sơ',
      }),
  ],
];

onEachDatabase('looking back', (openDatabase) => {
  it('answers what was answered then: points, ranks, states, freshness, receipts, losses, statistics', async () => {
    const world = await open(await openDatabase());
    const { test, hub, score, database } = world;
    const then: { what: string; at: Date; scoredAt: Date; answered: object }[] = [];
    for (const [what, step] of STEPS) {
      await step(world);
      await score();
      test.clock.set(await databaseNow(database));
      const { scoredAt } = await hub.scoreboard('19801', SET, 2024);
      then.push({ what, at: test.clock.now(), scoredAt, answered: await answers(hub, null) });
    }
    expect(new Set(then.map(({ answered }) => JSON.stringify(answered))).size).toBe(STEPS.length);
    for (const { what, at, scoredAt, answered } of then) {
      expect(await answers(hub, at), what).toEqual(answered);
      // The moment that an answer names finds it, though the database knows it more exactly.
      expect(await hub.scoreboardAsOf('19801', SET, 2024, scoredAt), what).toMatchObject({ scoredAt });
      expect(await answers(hub, scoredAt), what).toEqual(answered);
    }
  });

  it.each([
    ['turns the ranking round', script(4, 20), script(13, 18)],
    ['moves a receipt and no point', script(13, 18), script(15, 18)],
  ] as const)(
    'all that one question reads is of one scoring, though another one that %s comes between its reads',
    async (_, first, second) => {
      const { test, hub, score, database } = await open(await openDatabase());
      await pull(test, first);
      await score();
      test.clock.set(await databaseNow(database));
      const begun = hub.at('one version of the data');
      const before = await answers(begun, null);
      await pull(test, second);
      await score();
      expect(await answers(begun, null)).toEqual(before);
      expect(await answers(hub.at('the next'), null)).not.toEqual(before);
    },
  );

  it('hubs of other callers at the same version read the same, though questions of a newer one came between', async () => {
    const { test, hub, score } = await open(await openDatabase());
    const other = hub.as('somebody else');
    await hub.at('one').assessment(SET, 2024, 'COMMUNE');
    await other.at('two').assessment(SET, 2024, 'COMMUNE');
    await pull(test, script(4, 20));
    await score();
    const seen = await Promise.all(
      [hub.at('one'), other.at('one')].map(async (late) => [
        (await late.assessment(SET, 2024, 'COMMUNE')).scoredAt,
        (await late.scoreboard('19801', SET, 2024)).scoredAt,
      ]),
    );
    expect(new Set(seen.flat().map(String)).size).toBe(1);
  });

  it('a unit that joins between two reads is not counted, either', async () => {
    const { hub, database } = await open(await openDatabase());
    const begun = hub.at('one version of the data');
    const assessment = await begun.assessment(SET, 2024, 'COMMUNE');
    const { totalCount: before } = await hub.ranking(assessment, ALL, null);
    await database.rows(
      `insert into scoreboard (assessment_id, unit_id, unit_key, position, max_applicable, groups, scores, digest, known_from)
       select assessment_id, (select max(id) from unit), 'joined', 99, max_applicable, groups, scores, 'new', clock_timestamp()
       from scoreboard where position = 1 and assessment_id = $1`,
      [assessment.id],
    );
    const { totalCount, items } = await begun.ranking(assessment, ALL, null);
    expect([totalCount, items.length]).toEqual([before, before]);
    expect(await begun.scoreboard('19801', SET, 2024)).toMatchObject({ rankedUnits: before });
    expect(await hub.ranking(assessment, ALL, null)).toMatchObject({ totalCount: before + 1 });
  });

  it.each([
    ['with the last scoring', ['scoreboard.known_from', 'scoring.scored_at', 'assessment.scored_at']],
    ['since a scoring that changed some rows', ['scoreboard.known_from']],
    ['at a scoring that changed nothing', ['scoring.scored_at', 'assessment.scored_at']],
  ])(
    'F27 a clock of the database that was an hour ahead %s makes no old results of new ones',
    async (_, ahead) => {
      const { test, hub, score, database } = await open(await openDatabase());
      await pull(test, script(4, 20));
      await score();
      for (const [table, column] of ahead.map((one) => one.split('.'))) {
        await database.rows(`update ${table} set ${column} = ${column} + interval '1 hour'`);
      }
      await pull(test, script(13, 18));
      await score();
      const places = UNITS.map((unit) => [unit, SET, 2024] as const);
      const fresh = await Promise.all(places.map((place) => hub.at('now').scoreboard(...place)));
      expect(fresh).toEqual(await Promise.all(places.map((place) => hub.scoreboard(...place))));
      expect(Math.min(...fresh.map(({ scoredAt }) => scoredAt.getTime()))).toBeGreaterThan(
        (await databaseNow(database)).getTime() + 3_000_000,
      );
    },
  );

  it('a question that began before the first scoring finds none', async () => {
    const { test, hub, score, database } = await open(await openDatabase());
    for (const table of ['score', 'scoreboard', 'scoring']) await database.rows(`delete from ${table}`);
    await database.rows('update assessment set scored_at = null');
    const begun = hub.at('one version of the data');
    const assessment = await begun.assessment(SET, 2024, 'COMMUNE');
    await pull(test, script(4, 20));
    await score();
    expect(await begun.ranking(assessment, ALL, null)).toMatchObject({ totalCount: 0, items: [] });
    expect((await begun.results(assessment, null, null)).boards).toEqual([]);
    expect(await begun.removalProposals(assessment)).toEqual([]);
    expect((await begun.unscoredReason(assessment, null))?.vi).toMatch(/chưa có kết quả/);
    await expect(begun.scoreboard('19801', SET, 2024)).rejects.toMatchObject({ code: 'NOT_SCORED_YET' });
  });

  it('an old number is as stale as it was then, and was not known before it was delivered', async () => {
    const { test, hub, score, database } = await open(await openDatabase());
    const before = await databaseNow(database);
    await pull(test, script(4, 20));
    await database.rows(`update pull_run set started_at = '2024-06-01', finished_at = '2024-06-01'`);
    await score();
    const asOf = await databaseNow(database);
    const freshnessAt = async (at: Date) =>
      (await hub.scoreboardAsOf('19801', SET, 2024, at))?.indicators[0]?.freshness.state;
    // A delivery that began on the first of June and covers the window up to that day is the whole of it.
    expect(await freshnessAt(asOf)).toBe('STALE');
    await database.rows('update pull_run set finished_at = clock_timestamp()');
    expect(await freshnessAt(before)).toBe('NEVER');
    expect(await freshnessAt(asOf)).toBe('NEVER');
    expect(await freshnessAt(await databaseNow(database))).toBe('FRESH');
  });

  it('before the first scoring there is nothing, and the reason is told; the future is refused', async () => {
    const { hub, database } = await open(await openDatabase());
    const assessment = await hub.assessment(SET, 2024, 'COMMUNE');
    const early = new Date('2024-01-01T00:00:00Z');
    expect(await hub.scoreboardAsOf('19801', SET, 2024, early)).toBeNull();
    expect(await hub.ranking(assessment, ALL, null, early)).toMatchObject({ totalCount: 0, items: [] });
    expect(await hub.ranking(assessment, ALL, '46', early)).toMatchObject({ totalCount: 0, items: [] });
    expect(await hub.removalProposals(assessment, early)).toEqual([]);
    expect((await hub.unscoredReason(assessment, early))?.vi).toMatch(
      /^Lúc 01\/01\/2024 07:00 GMT\+7 kỳ đánh giá này chưa được chấm; lần chấm đầu tiên là /,
    );
    expect(await hub.unscoredReason(assessment, await databaseNow(database))).toBeNull();
    expect(await hub.unscoredReason(assessment, null)).toBeNull();

    const future = new Date((await databaseNow(database)).getTime() + 60_000);
    const unit = await hub.unit('19801', null);
    const asked = [
      () => hub.scoreboardAsOf('19801', SET, 2024, future),
      () => hub.ranking(assessment, ALL, null, future),
      () => hub.trend(unit.key, SET, future),
      () => hub.removalProposals(assessment, future),
      () => hub.results(assessment, null, future),
      () => hub.unscoredReason(assessment, future),
      () => hub.scoreboardChanges('19801', SET, 2024, { from: early, to: future }),
    ];
    for (const ask of asked) {
      const refusal = await refusalOf(ask());
      expect(refusal).toMatchObject({ code: 'MOMENT_IN_FUTURE', family: 'config' });
      expect(refusal.text.vi).toContain('chưa đến');
    }
  });

  it('reads a past ranking page by page; its cursors are of no other moment', async () => {
    const { test, hub, score, database } = await open(await openDatabase());
    await pull(test, script(4, 20));
    await score();
    const first = await databaseNow(database);
    await pull(test, script(13, 18));
    await score();
    const second = await databaseNow(database);
    const assessment = await hub.assessment(SET, 2024, 'COMMUNE');
    const codesAt = async (asOf: Date, within: string | null) => {
      const nodes: RankedUnit[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: Awaited<ReturnType<Hub['ranking']>> = await hub.ranking(
          assessment,
          { first: 1, after },
          within,
          asOf,
        );
        expect(page).toMatchObject({ totalCount: 4, hasPreviousPage: after !== null });
        nodes.push(...page.items.map(({ node }) => node));
        after = page.items.at(-1)?.cursor ?? null;
        more = page.hasNextPage;
      }
      return nodes.map(({ unit }) => unit.code);
    };
    for (const within of [null, '46']) {
      expect((await codesAt(first, within)).slice(0, 2)).toEqual(['19802', '19801']);
      expect((await codesAt(second, within)).slice(0, 2)).toEqual(['19801', '19802']);
      const { items } = await hub.ranking(assessment, ALL, within, first);
      const after = items[0]?.cursor ?? '';
      for (const other of [second, null]) {
        const refused = refusalOf(hub.ranking(assessment, { first: 1, after }, within, other));
        expect((await refused).code).toBe('BAD_CURSOR');
      }
    }
  });

  it('shows the rows of the version it was scored by, and nothing while a new version was not scored yet', async () => {
    const { test, database } = await open(await openDatabase());
    const scoredByFirst = await databaseNow(database);
    const indicators = WATCHED.indicators.slice(1);
    const second = { ...WATCHED, version: WATCHED.version + 1, digest: 'second', indicators };
    test.deps = { ...test.deps, indexSets: [...test.deps.indexSets, second] };
    await ensureAssessments(test.deps);
    const movedAndNotScored = await databaseNow(database);
    await scoreAll(test.deps);
    const scoredBySecond = await databaseNow(database);

    const hub = createHub(test.deps, async () => {});
    const assessment = await hub.assessment(SET, 2024, 'COMMUNE');
    const codesAt = async (asOf: Date) =>
      (await hub.scoreboardAsOf('19801', SET, 2024, asOf))?.indicators.map((one) => one.indicator.code);
    const unitsAt = async (asOf: Date) =>
      (await hub.ranking(assessment, ALL, null, asOf)).items.map(({ node }) => node.unit.code);
    expect(await codesAt(scoredByFirst)).toEqual(['1.1', '2.1', '2.10']);
    expect(await codesAt(movedAndNotScored)).toBeUndefined();
    expect(await codesAt(scoredBySecond)).toEqual(['2.1', '2.10']);
    expect(await unitsAt(scoredByFirst)).toHaveLength(4);
    expect(await hub.ranking(assessment, ALL, null, movedAndNotScored)).toMatchObject({
      totalCount: 0,
      items: [],
    });
    expect(await unitsAt(scoredBySecond)).toHaveLength(4);
  });

  it('one step down an index for each place, however many versions there are', async () => {
    const database = await openDatabase();
    await database.script(`
      insert into scoreboard (assessment_id, unit_id, unit_key, position, max_applicable, groups, scores, digest, known_from, known_to)
      select 1, unit, 'u' || unit, unit, 0, '[]', '[]', '', timestamptz '2024-01-01' + night * interval '1 day',
        case when night < 299 then timestamptz '2024-01-02' + night * interval '1 day' end
      from generate_series(1, 200) as unit, generate_series(0, 299) as night;
      analyze scoreboard;`);
    const asOf = new Date('2024-06-15T12:00:00Z');
    const plans = {
      page: await planOf(database, (spy) => pastRankingPage(spy, 1, 100, 20, asOf)),
      unit: await planOf(database, (spy) => pastScoreboard(spy, 1, 7, asOf)),
    };
    expect(plans).toEqual({
      page: [{ index: 'scoreboard_past_ranking', loops: 100, rows: 1, passedOver: 0 }],
      unit: [{ index: 'scoreboard_past_unit', loops: 1, rows: 1, passedOver: 0 }],
    });
    const [row] = await pastRankingPage(database, 1, 1, 20, asOf);
    expect(row).toMatchObject({ unitId: 21, knownFrom: new Date('2024-06-15T00:00:00Z') });
  });
});

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Loops': number;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** How the statement really read the table, scan by scan. */
async function planOf(database: Database, read: (spy: Database) => Promise<unknown>): Promise<object[]> {
  const plans: PlanNode[] = [];
  const rows: Database['rows'] = async (statement, parameters) => {
    const [answer] = await database.rows<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${statement}`,
      parameters,
    );
    if (answer) plans.push(answer['QUERY PLAN'][0].Plan);
    return [];
  };
  await read({ ...database, rows });
  const scans = (node: PlanNode): object[] => [
    ...(node['Relation Name'] === 'scoreboard'
      ? [
          {
            index: node['Index Name'] ?? 'none',
            loops: node['Actual Loops'],
            rows: Math.round(node['Actual Rows']),
            passedOver: node['Rows Removed by Filter'] ?? 0,
          },
        ]
      : []),
    ...(node.Plans ?? []).flatMap(scans),
  ];
  return plans.flatMap(scans);
}
