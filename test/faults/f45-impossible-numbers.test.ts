import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { loadCatalogue } from '../../src/catalog/load-catalogue.ts';
import { measuresOf } from '../../src/connector-kit/connector.ts';
import type { Quantities } from '../../src/core/measure.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { people, type Script, slice } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const { indexSets } = loadCatalogue(connectors.flatMap((connector) => measuresOf(connector)));

const rows = indexSets.flatMap((set) =>
  set.levels.flatMap(({ level }) =>
    set.indicators.flatMap((indicator) => {
      const rule = indicator.ruleAt(level);
      return rule ? [{ name: `${set.code} ${level} ${indicator.code}`, set, indicator, rule }] : [];
    }),
  ),
);

/** Whatever a source may send once it is an integer of at least 0. */
const anyCount = fc.oneof(fc.constant(0), fc.nat(10), fc.nat(1_000), fc.constant(Number.MAX_SAFE_INTEGER));

describe('F45: whatever the numbers, an indicator earns whole hundredths between 0 and its maximum', () => {
  it.each(rows)('$name', ({ set, indicator, rule }) => {
    const context = { max: indicator.maxPoints, year: set.firstYear };
    const codes = indicator.measures;
    const given = fc.array(anyCount, { minLength: codes.length, maxLength: codes.length });
    fc.assert(
      fc.property(given, (values) => {
        const quantities: Quantities = new Map(
          codes.map((code, index) => [
            code,
            { value: values[index] as number, day: `${set.firstYear}-06-30` },
          ]),
        );
        const outcome = rule.score(quantities, context);
        if (outcome.state !== 'SCORED') return;
        expect(Number.isInteger(outcome.points)).toBe(true);
        expect(outcome.points).toBeGreaterThanOrEqual(0);
        expect(outcome.points).toBeLessThanOrEqual(indicator.maxPoints);
      }),
      { numRuns: 50 },
    );
  });
});

const DAYS = { from: '2024-01-01', to: '2024-01-31' };
const residents = (...values: readonly number[]): Script => [
  {
    type: 'values',
    stream: 'people',
    values: values.map((value, index) =>
      people(['19801', '19802', '19803'][index] as string, '2024-01-15', value),
    ),
  },
  slice('people', DAYS),
];

onPostgresByTheRules('a measure that says what it can be at most', (open) => {
  it('F45: a value above it is set aside with its reason and the pull is held', async () => {
    const hub = await TestHub.open(await open());
    const run = await hub.pull(residents(900, 100_000_001), DAYS);
    expect(run.state).toBe('NEEDS_REVIEW');
    expect(run.held[0]?.reason.vi).toMatch(
      /1 giá trị vượt mức có thể có \(ví dụ REF\.PEOPLE = 100000001 > 100000000\)/,
    );
    expect(await hub.count('fact')).toBe(0);
    expect((await hub.pull(residents(900, 100_000_000), DAYS)).state).toBe('OK');
    expect(await hub.lines('REF.PEOPLE')).toEqual(['19801 2024-01-15 900', '19802 2024-01-15 100000000']);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])(
    'F45: %d is no count: the pull fails and nothing changes',
    async (value) => {
      const hub = await TestHub.open(await open());
      expect(await hub.pull(residents(900, value), DAYS)).toMatchObject({
        state: 'FAILED',
        errorCode: 'VALUE_OUT_OF_DOMAIN',
      });
      expect(await hub.count('fact')).toBe(0);
    },
  );

  it('F45: nothing of nothing is no data to judge, neither 0 % nor 100 %', async () => {
    const hub = await TestHub.open(await open());
    await hub.pull(
      [
        ...residents(0),
        {
          type: 'values',
          stream: 'visits',
          values: [{ measure: 'VISIT.TOTAL', unit: '19801', day: '2024-01-05', value: 0 }],
        },
        slice('visits', DAYS),
      ],
      DAYS,
    );
    await hub.score();
    expect(await hub.row('19801', '2.1')).toEqual(['NOT_APPLICABLE', null]);
  });
});
