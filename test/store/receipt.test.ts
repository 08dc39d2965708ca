import { expect, it } from 'vitest';
import { excludeIndicator } from '../../src/app/exclude-indicator.ts';
import { receiptFactsView, receiptRecordsView, receiptView } from '../../src/app/receipt.ts';
import type { QuantityView, ReceiptView } from '../../src/app/views/receipt.ts';
import { toNumber } from '../../src/core/points.ts';
import { formatNumber } from '../../src/core/text.ts';
import { people, post, recordScript, type Script, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-03-31' };
const UNITS = ['19801', '19802', '19803', 'H57.29'];
const ALL = { first: 100, after: null };

/** `posts` of the first commune, and a case, visits and people that make every rule of the set count. */
const script = (posts: number, more: ReturnType<typeof post>[] = []): Script => [
  ...recordScript(
    [...Array.from({ length: posts }, (_, n) => post(`p${n}`, '19801', '2024-01-05')), ...more],
    DAYS,
  ),
  ...recordScript([post('VN-0001', '19801', '2024-02-01'), post('VN-0002', '19802', '2024-02-01')], DAYS, {
    stream: 'cases',
  }),
  ...valueScript([visits('19801', '2024-01-31', 30), visits('19802', '2024-01-31', 900)], 'visits', DAYS),
  ...valueScript(
    ['19801', '19802', '19803'].map((unit, index) =>
      people(unit, '2024-01-01', [90, 300, 0][index] as number),
    ),
    'people',
    DAYS,
  ),
];

/** What the last line of the arithmetic says the score is. */
function endOf(receipt: ReceiptView): string | undefined {
  return receipt.steps.at(-1)?.value;
}

async function expectReceiptsToEndInTheStoredPoints(hub: TestHub) {
  const states: string[] = [];
  for (const unit of UNITS) {
    const board = await hub.board(unit);
    for (const { indicator, points, state } of board.indicators) {
      const receipt = await receiptView(hub.deps, board, indicator.code, 'vi');
      const where = `${unit} ${indicator.code}`;
      states.push(state);
      if (state === 'SCORED')
        expect(endOf(receipt), where).toBe(`${formatNumber(toNumber(points as number), 'vi')} điểm`);
      else
        expect([where, endOf(receipt)]).toEqual([
          where,
          state === 'NO_DATA' ? 'chưa có dữ liệu' : 'không áp dụng',
        ]);
      for (const quantity of receipt.quantities) await expectFactsToMakeTheValue(hub, quantity, where);
    }
  }
  expect(new Set(states)).toEqual(new Set(['SCORED', 'NO_DATA', 'NOT_APPLICABLE']));
}

async function expectFactsToMakeTheValue(hub: TestHub, quantity: QuantityView, where: string) {
  const { items, totalCount } = await receiptFactsView(hub.deps, quantity, ALL);
  const values = items.map(({ node }) => node.value);
  expect(totalCount, where).toBe(values.length);
  if (quantity.value === null) return expect(values, where).toEqual([]);
  const isStock = quantity.measure.aggregation === 'LAST';
  expect(isStock ? values.at(-1) : values.reduce((a, b) => a + b, 0), where).toBe(quantity.value);
  for (const { node } of items)
    expect(node.pullRun).toMatchObject({ state: 'OK', connectorVersion: '1.2.3' });
  const records = await receiptRecordsView(hub.deps, quantity, ALL, 'vi');
  if (['visits', 'people'].some((name) => quantity.measure.code.toLowerCase().includes(name.slice(0, 5))))
    return;
  expect(records.items.filter(({ node }) => node.counted).length, where).toBe(quantity.value);
}

onEachDatabase('receipts', (open) => {
  it('U16: steps, quantities, facts and records end in the stored points, whatever was pulled later', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(script(3, [post('draft', '19801', '2024-01-09', { excluded: 'DRAFT' })]), DAYS);
    await hub.score();
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 600]);
    await expectReceiptsToEndInTheStoredPoints(hub);
    const board = await hub.board('19801');

    // Facts change and nothing is scored yet: the receipts are those of the scoreboard's moment.
    await hub.pull(script(4, [post('other', '19802', '2024-01-07')]), DAYS);
    expect((await hub.board('19801')).id).toBe(board.id);
    await expectReceiptsToEndInTheStoredPoints(hub);

    // And when they are scored: those of the new one. The old one still ends in its own points.
    await hub.score();
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 800]);
    await expectReceiptsToEndInTheStoredPoints(hub);
    expect(endOf(await receiptView(hub.deps, board, '1.1', 'vi'))).toBe('6 điểm');
  });

  it('records stay behind a score that does not change while others do, night after night', async () => {
    const hub = await TestHub.open(await open());
    for (let night = 1; night <= 4; night++) {
      const others = Array.from({ length: night }, (_, n) => post(`n${n}`, '19802', '2024-01-07'));
      await hub.pull(script(20, others), DAYS);
      await hub.score();
      const board = await hub.board('19801');
      const { quantities } = await receiptView(hub.deps, board, '1.1', 'vi');
      const { totalCount } = await receiptRecordsView(hub.deps, quantities[0] as QuantityView, ALL, 'vi');
      expect([night, totalCount, quantities[0]?.value]).toEqual([night, 20, 20]);
    }
    // Only the newest slice and the one before are kept.
    expect(await hub.count('slice', `stream = 'posts' and from_day = '2024-01-01'`)).toBe(2);
  });

  it('two windows over the same days and a retired practice source show no record twice', async () => {
    const hub = await TestHub.open(await open());
    const practice = await hub.addSource('Thực hành', { practice: true });
    const real = hub.source;
    hub.source = practice;
    await hub.pull(script(5), DAYS);
    await hub.database.rows('update fact set known_to = clock_timestamp()');
    hub.source = real;
    for (const to of ['2024-01-20', '2024-01-31', '2024-01-20']) {
      const window = { from: '2024-01-01', to };
      await hub.pull(
        recordScript([post('a', '19801', '2024-01-05'), post('b', '19801', '2024-01-06')], window),
        window,
      );
      await hub.score();
      const { quantities } = await receiptView(hub.deps, await hub.board('19801'), '1.1', 'vi');
      const records = await receiptRecordsView(hub.deps, quantities[0] as QuantityView, ALL, 'vi');
      expect(records.items.map(({ node }) => node.externalId)).toEqual(['a', 'b']);
    }
  });

  it('pages through facts and records without a gap, gives the reason why a record does not count, hides cases', async () => {
    const hub = await TestHub.open(await open());
    const same = Array.from({ length: 5 }, (_, n) =>
      post(`q${n}`, '19801', '2024-01-05', { excluded: 'DRAFT' }),
    );
    await hub.pull(script(6, [...same, post('late', '19801', '2024-03-03')]), DAYS);
    await hub.score();
    const board = await hub.board('19801');
    const [posts] = (await receiptView(hub.deps, board, '1.1', 'vi')).quantities as [QuantityView];
    const keys: string[] = [];
    const reasons = new Set<string | null>();
    for (let after: string | null = null, more = true; more; ) {
      const page = await receiptRecordsView(hub.deps, posts, { first: 5, after }, 'vi');
      expect([page.totalCount, page.hasPreviousPage]).toEqual([12, after !== null]);
      keys.push(...page.items.map(({ node }) => node.externalId));
      for (const { node } of page.items) reasons.add(node.counted ? null : node.reason);
      after = page.items.at(-1)?.cursor ?? null;
      more = page.hasNextPage;
    }
    expect(keys).toEqual([...new Set(keys)]);
    expect(keys).toHaveLength(12);
    expect(reasons).toEqual(new Set([null, 'tin nháp']));
    const days: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await receiptFactsView(hub.deps, posts, { first: 1, after });
      days.push(...page.items.map(({ node }) => `${node.date} ${node.value}`));
      after = page.items.at(-1)?.cursor ?? null;
      more = page.hasNextPage;
    }
    expect(days).toEqual(['2024-01-05 6', '2024-02-01 0', '2024-03-03 1']);

    const cases = (await receiptView(hub.deps, board, '2.10', 'vi')).quantities[0] as QuantityView;
    const [shown] = (await receiptRecordsView(hub.deps, cases, ALL, 'vi')).items;
    expect(shown?.node.externalId).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify(await hub.database.rows('select * from record'))).not.toContain('VN-000');
    await expect(receiptFactsView(hub.deps, posts, { first: 5, after: 'bm9uc2Vuc2U' })).rejects.toMatchObject(
      { code: 'BAD_CURSOR' },
    );
  });

  it('an exclusion takes the row out of the maximum and moves nobody else, by the formula of the decree', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(script(6), DAYS);
    await hub.score();
    const before = await hub.board('19801');
    const other = await hub.board('19802');
    expect(before).toMatchObject({ points: 1200 + 333 + 22, maxApplicable: 5400, percent: 2880, rank: 1 });

    const after = await excludeIndicator(hub.deps, {
      unit: '19801',
      indexSet: 'test-set',
      year: 2024,
      indicator: '2.10',
      decisionNumber: '12/QĐ',
      decisionDate: '2024-05-06',
      reason: 'Không có hồ sơ',
    });

    expect(after).toMatchObject({ points: 1533, maxApplicable: 3400, percent: 4509 });
    expect(after.indicators.at(-1)).toMatchObject({ state: 'NOT_APPLICABLE', points: null });
    expect(after.indicators.at(-1)?.reason?.vi).toBe('Được phép không thực hiện theo 12/QĐ ngày 2024-05-06.');
    const untouched = await hub.board('19802');
    expect(untouched.indicators).toEqual(other.indicators);
    expect(untouched).toMatchObject({ points: other.points, percent: other.percent });
  });
});
