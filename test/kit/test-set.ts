import type { IndexSet, Indicator, LevelOfSet } from '../../src/catalog/index-set.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import { ruleKind } from '../../src/rules/index.ts';
import { bindRule, type RuleKind } from '../../src/rules/rule.ts';
import { FIRST_ROW, INDEX_SET } from './fake-catalogue.ts';
import { CASES, PEOPLE, POSTS, VISITS } from './scripted-connector.ts';

function row(
  code: string,
  maxPoints: number,
  levels: readonly UnitLevel[],
  kind: string,
  params: object,
): Indicator {
  const found = ruleKind(kind) as RuleKind;
  const rule = bindRule(found, found.params.parse(params));
  return {
    ...FIRST_ROW,
    id: `test.row-${code.replace('.', '-')}`,
    code,
    groupCode: code.split('.')[0] as string,
    maxPoints,
    levels,
    open: [],
    ruleAt: (level) => (levels.includes(level) ? rule : null),
    measures: rule.needs(),
  };
}

const posts = row('1.1', 2400, ['COMMUNE', 'DEPARTMENT'], 'count', {
  measure: POSTS.code,
  minimum: 12,
  mode: 'PRO_RATA',
});
const visits = row('2.1', 1000, ['COMMUNE'], 'ratio', { numerator: VISITS.code, denominator: PEOPLE.code });
const cases = row('2.10', 2000, ['COMMUNE'], 'ratio', { numerator: CASES.code, denominator: PEOPLE.code });

const group = (code: string, indicators: readonly Indicator[]) => ({
  ...(INDEX_SET.groups[0] as IndexSet['groups'][number]),
  code,
  title: `Nhóm ${code}`,
  maxPoints: indicators.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
  indicators,
});

const level = (one: UnitLevel, indicators: readonly Indicator[]): LevelOfSet => ({
  ...(INDEX_SET.levels[0] as LevelOfSet),
  level: one,
  window: { from: '01-01', to: '11-15' },
  entryDeadline: '11-30',
  indicatorCount: indicators.length,
  maxPoints: indicators.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
});

/** A small index set over the scripted source: posts against a minimum, and two shares of the people. */
export const TEST_SET: IndexSet = {
  ...INDEX_SET,
  code: 'test-set',
  series: 'test-set',
  firstYear: 2024,
  lastYear: null,
  rankBy: 'PERCENT',
  levels: [level('COMMUNE', [posts, visits, cases]), level('DEPARTMENT', [posts])],
  groups: [group('1', [posts]), group('2', [visits, cases])],
  indicators: [posts, visits, cases],
  findings: [],
};
