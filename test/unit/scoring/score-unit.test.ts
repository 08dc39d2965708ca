import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import type { IndexSet, Indicator } from '../../../src/catalog/index-set.ts';
import { loadCatalogue } from '../../../src/catalog/load-catalogue.ts';
import { measuresOf } from '../../../src/connector-kit/connector.ts';
import type { Quantity } from '../../../src/core/measure.ts';
import { mulDivHalfUp } from '../../../src/core/points.ts';
import { text } from '../../../src/core/text.ts';
import type { UnitLevel } from '../../../src/core/unit.ts';
import type { Rule, RuleOutcome } from '../../../src/rules/rule.ts';
import { type ScoringInput, scoreUnit, type UnitScore } from '../../../src/scoring/score-unit.ts';

const { indexSets } = loadCatalogue(connectors.flatMap((connector) => measuresOf(connector)));
const HUE = indexSets.find(({ code }) => code === 'hue-dti-2024') as IndexSet;
const LEVELS: readonly UnitLevel[] = ['DEPARTMENT', 'DISTRICT', 'COMMUNE'];
const MEASURES = [...new Set(HUE.indicators.flatMap(({ measures }) => measures))];
const CODES = HUE.indicators.map(({ code }) => code);

const decision = { decisionNumber: '12/QĐ', decisionDate: '2024-05-06' };
const doubt = text('Đang chờ kiểm tra', 'Held');

const quantity: fc.Arbitrary<Quantity> = fc.record({
  value: fc.oneof(fc.nat(30), fc.nat(1_000_000)),
  day: fc
    .date({ min: new Date('2024-01-01'), max: new Date('2024-11-15'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
});
const input = fc
  .record({
    level: fc.constantFrom(...LEVELS),
    quantities: fc.dictionary(fc.constantFrom(...MEASURES), quantity, {
      maxKeys: MEASURES.length,
      noNullPrototype: true,
    }),
    excluded: fc.subarray(CODES),
    suspects: fc.subarray(MEASURES, { maxLength: 5 }),
  })
  .map(
    ({ level, quantities, excluded, suspects }): ScoringInput => ({
      set: HUE,
      level,
      year: 2024,
      quantities: new Map(Object.entries(quantities)),
      exclusions: new Map(excluded.map((code) => [code, decision])),
      suspects: new Map(suspects.map((code) => [code, doubt])),
    }),
  );

const rowsAt = (level: UnitLevel) => HUE.indicators.filter(({ levels }) => levels.includes(level));
const maxOf = (indicators: readonly Indicator[]) =>
  indicators.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
const pointsOf = (scores: UnitScore['scores']) =>
  scores.flatMap(({ points }) => (points === null ? [] : [points]));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the score of a unit, for every input', () => {
  it('has the rows of its level in printed order, each within its maximum, and exact totals of whole hundredths', () => {
    fc.assert(
      fc.property(input, (given) => {
        const rows = rowsAt(given.level);
        const score = scoreUnit(given);
        expect(score.scores.map(({ indicator }) => indicator)).toEqual(rows.map(({ code }) => code));
        for (const [index, { points, state, reason }] of score.scores.entries()) {
          const { maxPoints } = rows[index] as Indicator;
          if (points !== null)
            expect(Number.isInteger(points) && points >= 0 && points <= maxPoints).toBe(true);
          expect(points !== null).toBe(state === 'SCORED' || (state === 'SUSPECT' && points !== null));
          expect(reason === null).toBe(state === 'SCORED');
        }
        const all = pointsOf(score.scores);
        expect(score.points).toBe(all.length === 0 ? null : sum(all));
        expect(sum(score.groups.map(({ points }) => points ?? 0))).toBe(score.points ?? 0);
        expect(sum(score.groups.map(({ maxApplicable }) => maxApplicable))).toBe(score.maxApplicable);
        for (const [index, group] of score.groups.entries()) {
          const own = HUE.groups[index]?.indicators.map(({ code }) => code);
          const points = pointsOf(score.scores.filter(({ indicator }) => own?.includes(indicator)));
          expect(group.points).toBe(points.length === 0 ? null : sum(points));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has the percentage of the decree: points x 100 / maximum of the rows done, from 0 to 100', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { points, maxApplicable, percent, scores } = scoreUnit(given);
        const done = rowsAt(given.level).filter((_, index) => scores[index]?.state !== 'NOT_APPLICABLE');
        expect(maxApplicable).toBe(maxOf(done));
        if (points === null || maxApplicable === 0) return void expect(percent).toBeNull();
        expect(percent).toBe(mulDivHalfUp(points, 10_000, maxApplicable));
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(10_000);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in whatever order the quantities come', () => {
    fc.assert(
      fc.property(input, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = [...given.quantities].map((entry) => [keys.next().value as number, entry] as const);
        const quantities = new Map(shuffled.sort(([a], [b]) => a - b).map(([, entry]) => entry));
        expect(scoreUnit({ ...given, quantities })).toEqual(scoreUnit(given));
      }),
      { numRuns: 30 },
    );
  });

  it('an exclusion takes away one row and its maximum, and changes no other row', () => {
    fc.assert(
      fc.property(input, fc.constantFrom(...CODES), (given, code) => {
        const without = new Map([...given.exclusions].filter(([one]) => one !== code));
        const before = scoreUnit({ ...given, exclusions: without });
        const after = scoreUnit({ ...given, exclusions: new Map([...without, [code, decision]]) });
        const rest = ({ scores }: UnitScore) => scores.filter(({ indicator }) => indicator !== code);
        expect(rest(after)).toEqual(rest(before));
        const own = before.scores.find(({ indicator }) => indicator === code);
        const row = rowsAt(given.level).find((one) => one.code === code);
        if (!row || own?.state === 'NOT_APPLICABLE')
          return void expect(after.maxApplicable).toBe(before.maxApplicable);
        expect(after.maxApplicable).toBe(before.maxApplicable - row.maxPoints);
        expect(after.points ?? 0).toBe((before.points ?? 0) - (own?.points ?? 0));
      }),
      { numRuns: 60 },
    );
  });

  it('a doubt marks the rows that need the measure and moves no points', () => {
    fc.assert(
      fc.property(input, fc.constantFrom(...MEASURES), (given, measure) => {
        const sure = scoreUnit({ ...given, suspects: new Map() });
        const unsure = scoreUnit({ ...given, suspects: new Map([[measure, doubt]]) });
        expect([unsure.points, unsure.percent === null]).toEqual([sure.points, sure.percent === null]);
        for (const [index, row] of rowsAt(given.level).entries()) {
          const needs = row.ruleAt(given.level)?.needs().includes(measure) && !given.exclusions.has(row.code);
          if (needs)
            expect(unsure.scores[index]).toMatchObject({
              state: 'SUSPECT',
              reason: doubt,
              points: sure.scores[index]?.points,
            });
          else expect(unsure.scores[index]).toEqual(sure.scores[index]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a rule answers and what the score says', () => {
  const rule = (score: () => RuleOutcome, needs = ['A.ONE']): Rule => ({
    kind: 'test',
    params: {},
    needs: () => needs,
    score,
    explain: () => [],
    gap: () => null,
    describe: () => '',
  });
  const [first] = HUE.indicators as [Indicator];
  const scoreWith = (bound: Rule | null, more: Partial<ScoringInput> = {}) => {
    const indicator: Indicator = {
      ...first,
      code: '1.1',
      maxPoints: 1000,
      levels: ['COMMUNE'],
      ruleAt: () => bound,
    };
    const group = { ...(HUE.groups[0] as IndexSet['groups'][number]), indicators: [indicator] };
    const set = { ...HUE, groups: [group], indicators: [indicator] };
    const empty = { quantities: new Map(), exclusions: new Map(), suspects: new Map() };
    return scoreUnit({ set, level: 'COMMUNE', year: 2024, ...empty, ...more });
  };
  const nothing = text('không có gì', 'nothing');
  const held = { suspects: new Map([['A.ONE', doubt]]) };
  const excluded = { exclusions: new Map([['1.1', decision]]) };

  it.each<[string, Rule | null, Partial<ScoringInput>, string, number | null, number, number | null]>([
    ['points', rule(() => ({ state: 'SCORED', points: 250 })), {}, 'SCORED', 250, 1000, 2500],
    ['zero points', rule(() => ({ state: 'SCORED', points: 0 })), {}, 'SCORED', 0, 1000, 0],
    ['missing data', rule(() => ({ state: 'NO_DATA', missing: ['A.ONE'] })), {}, 'NO_DATA', null, 1000, null],
    [
      'nothing to do',
      rule(() => ({ state: 'NOT_APPLICABLE', reason: nothing })),
      {},
      'NOT_APPLICABLE',
      null,
      0,
      null,
    ],
    ['no rule', null, {}, 'NO_DATA', null, 1000, null],
    [
      'a rule that throws',
      rule(() => {
        throw new Error('bug');
      }),
      {},
      'ERROR',
      null,
      1000,
      null,
    ],
    ['held, with points', rule(() => ({ state: 'SCORED', points: 250 })), held, 'SUSPECT', 250, 1000, 2500],
    [
      'held, without data',
      rule(() => ({ state: 'NO_DATA', missing: ['A.ONE'] })),
      held,
      'SUSPECT',
      null,
      1000,
      null,
    ],
    [
      'held, but another measure',
      rule(() => ({ state: 'SCORED', points: 250 }), ['A.TWO']),
      held,
      'SCORED',
      250,
      1000,
      2500,
    ],
    [
      'excluded and held',
      rule(() => ({ state: 'SCORED', points: 250 })),
      { ...held, ...excluded },
      'NOT_APPLICABLE',
      null,
      0,
      null,
    ],
  ])('%s', (_, bound, more, state, points, maxApplicable, percent) => {
    const score = scoreWith(bound, more);
    expect(score).toMatchObject({ points, maxApplicable, percent, scores: [{ state, points }] });
  });

  it('a group without rows of the level has no points and no maximum there', () => {
    const [known] = HUE.groups as [IndexSet['groups'][number]];
    const indicator: Indicator = { ...first, code: '1.1', levels: ['COMMUNE'] };
    const set = { ...HUE, groups: [{ ...known, indicators: [indicator] }], indicators: [indicator] };
    const given = { quantities: new Map(), exclusions: new Map(), suspects: new Map() };
    const score = scoreUnit({ set, level: 'DISTRICT', year: 2024, ...given });
    expect(score).toMatchObject({
      scores: [],
      groups: [{ points: null, maxApplicable: 0 }],
      maxApplicable: 0,
      percent: null,
    });
  });

  it('hands a rule the measures that it asked for and no other', () => {
    const seen: string[] = [];
    const curious: Rule = {
      ...rule(() => ({ state: 'SCORED', points: 1 })),
      score: (quantities) => {
        seen.push(...quantities.keys());
        return { state: 'SCORED', points: 1 };
      },
    };
    scoreWith(curious, {
      quantities: new Map([
        ['A.ONE', { value: 1, day: '2024-01-01' }],
        ['A.TWO', { value: 1, day: '2024-01-01' }],
      ]),
    });
    expect(seen).toEqual(['A.ONE']);
  });
});
