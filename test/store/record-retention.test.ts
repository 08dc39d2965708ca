import { expect, it } from 'vitest';
import { createHub } from '../../src/app/create-hub.ts';
import { receiptRecordsView, receiptView, recordsErasedView } from '../../src/app/receipt.ts';
import { eraseOldRecords, recordRetention } from '../../src/app/record-retention.ts';
import type { QuantityView } from '../../src/app/views/receipt.ts';
import { evidenceOf } from '../../src/cli/evidence.ts';
import { receiptLines } from '../../src/cli/receipt-words.ts';
import type { Batch, PageRead, SourceRecord } from '../../src/connector-kit/connector.ts';
import { dayOf, type Window, yearOf } from '../../src/core/clock.ts';
import { formatDay } from '../../src/core/text.ts';
import { lockFacts } from '../../src/store/publish.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { ADMIN, startApi } from '../kit/api.ts';
import { HANG, month, people, post, recordScript, slice, valueScript } from '../kit/scripted-connector.ts';
import { onEachDatabase, onPostgres } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';
import { confirm, waitingLines } from '../kit/unit-decisions.ts';

const DAYS = 90;
const JANUARY = month('2024-01');
const OF_JANUARY = `stream = 'posts' and from_day = '2024-01-01'`;
const QUARTER = { from: '2024-01-01', to: '2024-03-31' };
/** Its code names no unit. */
const WAITS = post('w1', 'X9', '2024-01-06');
const OF_BINH = post('b1', '19802', '2024-01-05');
const FIRST = [post('a1', '19801', '2024-01-05'), post('a2', '19801', '2024-01-05'), OF_BINH];
const SECOND = [WAITS, post('a3', '19801', '2024-01-07', { excluded: 'DRAFT' })];

const pageOf = (records: readonly SourceRecord[], number: number): PageRead => ({
  number,
  mark: { digest: records.map(({ key }) => key).join(), etag: null },
  items: records.length,
  records: records.length,
  total: null,
});

const january = (...pages: SourceRecord[][]): Batch[] => [
  ...pages.map(
    (records, index): Batch => ({
      type: 'records',
      stream: 'posts',
      records,
      page: pageOf(records, index + 1),
    }),
  ),
  slice('posts', JANUARY),
];

const moved = (hub: TestHub, what: string, days: number, where = 'true') =>
  hub.database.rows(
    `update ${what.split('.')[0]} set ${what.split('.')[1]} = ${what.split('.')[1]} - interval '${days} days' where ${where}`,
  );

const theDay = async (hub: TestHub): Promise<string> => dayOf(new Date(await hub.now()));

/**
 * Three months of a year long over and a day of the current one, all scored and published 91 days ago; but February
 * again 10 days ago, and March was confirmed then.
 */
async function hubOfTwoYears(hub: TestHub): Promise<TestHub> {
  const others = [post('f1', '19801', '2024-02-05'), post('m1', '19801', '2024-03-05')];
  const old = await hub.pull(
    [
      ...january(FIRST, SECOND),
      ...recordScript(others, { from: '2024-02-01', to: QUARTER.to }),
      ...valueScript([people('19801', '2024-01-01', 90)], 'people', QUARTER),
    ],
    QUARTER,
  );
  await hub.score();
  const first = `${yearOf(await theDay(hub))}-01-01`;
  const today: Window = { from: first, to: first };
  hub.clock.set(await hub.now());
  const now = await hub.pull(recordScript([post('now', '19801', first)], today), today);
  expect([old.state, now.state]).toEqual(['OK', 'OK']);
  await moved(hub, 'slice.published_at', 91);
  await moved(hub, 'pull_run.finished_at', 91, `id = ${old.id}`);
  await moved(hub, 'pull_run.finished_at', 10, `id = ${now.id}`);
  await moved(hub, 'slice.published_at', -81, `from_day = '2024-02-01'`);
  await hub.database.rows(`update slice set confirmed_run = $1 where from_day = '2024-03-01'`, [now.id]);
  return hub;
}

/** A hub of two years whose January is erased. */
async function erasedHub(hub: TestHub): Promise<TestHub> {
  await hubOfTwoYears(hub);
  expect(await eraseOldRecords(hub.deps, DAYS)).toEqual({ slices: 1, records: 4 });
  return hub;
}

/** 91 days later. */
const erasedAgain = async (hub: TestHub) => {
  for (const time of ['published_at', 'erased_at'])
    await moved(hub, `slice.${time}`, 91, `from_day = '2024-01-01'`);
  return eraseOldRecords(hub.deps, DAYS);
};

const whole = async (hub: TestHub, table: string) =>
  hub.database.rows(`select to_jsonb(t) - 'erased_at' as row from ${table} t order by to_jsonb(t)::text`);

const TABLES = ['fact', 'score', 'scoreboard', 'slice', 'pull_run', 'source', 'measure', 'staged_fact'];
const wholes = async (hub: TestHub) =>
  Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await whole(hub, table)])));

const keys = async (hub: TestHub, where = 'true'): Promise<string[]> =>
  (await hub.database.rows<{ key: string }>(`select key from record where ${where} order by key`)).map(
    ({ key }) => key,
  );

async function quantity(hub: TestHub, unit: string): Promise<QuantityView> {
  const { quantities } = await receiptView(hub.deps, await hub.board(unit), '1.1', 'vi');
  return quantities[0] as QuantityView;
}

/** How many records a receipt shows, and the day on which some were erased. */
async function shown(hub: TestHub, unit: string): Promise<[records: number, erasedOn: string | null]> {
  const posts = await quantity(hub, unit);
  const at = await recordsErasedView(hub.deps, posts);
  const { totalCount } = await receiptRecordsView(hub.deps, posts, { first: 10, after: null }, 'vi');
  return [totalCount, at && dayOf(at)];
}

onEachDatabase('S43 records at the end of their time', (open) => {
  it('go with their pages; facts, scores, what waits for a match and all others stay, and the receipt says so', async () => {
    const hub = await hubOfTwoYears(await TestHub.open(await open()));
    const before = await wholes(hub);
    const waitingBefore = await waitingLines(hub);
    // Something is compared in each but the staging table.
    expect(TABLES.filter((table) => before[table]?.length === 0)).toEqual(['staged_fact']);
    expect(await shown(hub, '19801')).toEqual([5, null]);

    expect(await eraseOldRecords(hub.deps, DAYS)).toEqual({ slices: 1, records: 4 });

    expect(await wholes(hub)).toEqual(before);
    expect(await keys(hub)).toEqual(['f1', 'm1', 'now', 'w1']);
    expect(await hub.count('slice_page')).toBe(0);
    expect(await waitingLines(hub)).toEqual(waitingBefore);
    expect(waitingBefore).toEqual(['X9 1+0 2024-01-06 2024-01-06']);
    expect(hub.log.filter((line) => line.includes('old records erased'))).toEqual([
      expect.stringMatching(/slices: 1, records: 4/),
    ]);
    // What is erased is erased once.
    expect(await eraseOldRecords(hub.deps, DAYS)).toEqual({ slices: 0, records: 0 });

    const today = await theDay(hub);
    expect(await shown(hub, '19801')).toEqual([2, today]);
    await expectToldOutside(hub, today);
  });

  it('come back with a backfill, which changes no fact; what is gone at the source since is not marked', async () => {
    const hub = await erasedHub(await TestHub.open(await open()));
    const facts = await whole(hub, 'fact');
    const all = january(FIRST, SECOND);
    expect(await hub.pull(all, JANUARY)).toMatchObject({ state: 'OK', factsChanged: 0 });
    expect(await keys(hub, `vanished_run is null`)).toEqual([
      'a1',
      'a2',
      'a3',
      'b1',
      'f1',
      'm1',
      'now',
      'w1',
      'w1',
    ]);
    expect(await whole(hub, 'fact')).toEqual(facts);
    expect(await hub.count('slice', `${OF_JANUARY} and erased_at is null`)).toBe(1);
    await hub.score();
    expect(await shown(hub, '19801')).toEqual([5, null]);

    // Of one unit: of the others everything stays, and stays told.
    expect(await erasedAgain(hub)).toEqual({ slices: 1, records: 4 });
    const some = { onlyUnits: ['19801'] };
    const published = `${OF_JANUARY} and published_at > now() - interval '1 day'`;
    for (const night of [1, 2]) {
      await hub.pull(january([...FIRST, ...SECOND]), JANUARY, some);
      expect([night, await hub.count('slice', published)]).toEqual([night, 1]);
    }
    expect(await whole(hub, 'fact')).toEqual(facts);
    await hub.score();
    expect([await shown(hub, '19801'), await shown(hub, '19802')]).toEqual([
      [5, null],
      [0, await theDay(hub)],
    ]);

    // A match after it: facts of the matched unit come, none goes.
    expect(await erasedAgain(hub)).toEqual({ slices: 1, records: 3 });
    const lines = await hub.lines('POST.COUNT');
    await confirm(hub, 'X9', '19803');
    expect(await whole(hub, 'fact')).toEqual(facts);
    await hub.pull(all, JANUARY);
    expect(await hub.lines('POST.COUNT')).toEqual([...lines, '19803 2024-01-06 1'].sort());

    expect(await erasedAgain(hub)).toEqual({ slices: 1, records: 5 });
    await hub.pull(january(FIRST.slice(0, 2), SECOND), JANUARY);
    expect(await hub.count('record', 'vanished_run is not null')).toBe(0);
    expect(await hub.lines('POST.COUNT')).toContain('19802 2024-01-01 0');
  });

  it('a pull that slept meanwhile keeps no page whose records are gone', async () => {
    const hub = await hubOfTwoYears(await TestHub.open(await open()));
    const facts = await hub.lines('POST.COUNT');
    const changed = [...SECOND, post('a4', '19801', '2024-01-09')];
    const [, second, end] = january(FIRST, changed) as [Batch, Batch, Batch];
    const run = await hub.pull(
      [
        async () =>
          expect((await hub.script.contexts.at(-1)?.known('posts', JANUARY))?.pages).toHaveLength(2),
        async () => {
          await moved(hub, 'pull_run.heartbeat_at', 1, `state = 'RUNNING'`);
          await closeDeadRuns(hub.database, false);
          expect(await eraseOldRecords(hub.deps, DAYS)).toEqual({ slices: 1, records: 4 });
        },
        { type: 'same', stream: 'posts', page: { ...pageOf(FIRST, 1), isRead: false } },
        second,
        end,
      ],
      JANUARY,
    );
    expect(run.state).not.toBe('OK');
    expect(await hub.count('slice', 'sealed_at is not null and published_at is null')).toBe(0);
    await hub.pull(january(FIRST, changed), JANUARY);
    expect(await hub.lines('POST.COUNT')).toEqual([...facts, '19801 2024-01-09 1'].sort());
  });
});

/** By GraphQL and by `hub receipt`. */
async function expectToldOutside(hub: TestHub, today: string): Promise<void> {
  const inside = createHub(hub.deps, async () => {});
  const api = await startApi(inside);
  try {
    const { body } = await api.query(
      `{ scoreboard(unit: "19801", indexSet: "test-set", year: 2024) { indicator(code: "1.1") {
        receipt { quantities { recordsErasedAt records(first: 1) { totalCount } } } } } }`,
      {},
      ADMIN,
    );
    const [told] = body.data.scoreboard.indicator.receipt.quantities;
    expect([dayOf(new Date(told.recordsErasedAt)), told.records.totalCount]).toEqual([today, 2]);
  } finally {
    await api.close();
  }
  const board = await hub.board('19801');
  const view = await receiptView(hub.deps, board, '1.1', 'vi');
  const evidence = await Promise.all(view.quantities.map((one) => evidenceOf(inside, one)));
  const lines = receiptLines({ board, score: board.indicators[0]!, view, evidence }, 'vi');
  expect(lines.filter((line) => line.includes('hết hạn giữ'))).toEqual([
    expect.stringContaining(`xóa ngày ${formatDay(today)}`),
  ]);
}

onPostgres('S43 the time of records', (open) => {
  it('ends so many days after their year, once a day, and while somebody publishes or pulls, later', async () => {
    const hub = await TestHub.open(await open());
    hub.clock.set(await hub.now());
    const today = await theDay(hub);
    const lastDay = `${yearOf(today) - 1}-12-31`;
    const window = { from: lastDay, to: lastDay };
    await hub.pull(recordScript([post('p1', '19801', lastDay)], window), window);
    await moved(hub, 'slice.published_at', 1_000);
    const [{ days } = { days: -1 }] = await hub.database.rows<{ days: number }>(
      `select $1::date - $2::date - 1 as days`,
      [today, lastDay],
    );
    let asked = 0;
    const database = {
      ...hub.database,
      transaction: ((work) => {
        asked += 1;
        return hub.database.transaction(work);
      }) as typeof hub.database.transaction,
    };
    const retention = recordRetention({ ...hub.deps, database }, days);

    expect(await eraseOldRecords(hub.deps, days + 1)).toEqual({ slices: 0, records: 0 });
    const stopping = new AbortController();
    const { done } = await hub.start([HANG], window, { signal: stopping.signal });
    expect(await eraseOldRecords(hub.deps, days)).toEqual({ slices: 0, records: 0 });
    stopping.abort();
    await done;
    await hub.database.transaction(async (queries) => {
      await lockFacts(queries);
      await retention();
    });
    expect([asked, await keys(hub)]).toEqual([1, ['p1']]);
    await retention();
    expect([asked, await keys(hub)]).toEqual([3, []]);
    await retention();
    expect(asked).toBe(3);
  });
});
