import type { Points } from '../core/points.ts';
import { ruleKind } from '../rules/index.ts';
import { bindRule, type Rule } from '../rules/rule.ts';
import { levelsOf } from './check-rules.ts';
import type { EvidenceClass, Filling, Indicator } from './index-set.ts';
import type { IndicatorEntry, RuleEntry } from './indicator-entry.ts';
import { targetOf } from './target.ts';

const fillings: Record<EvidenceClass, Filling> = {
  A1: 'AUTOMATIC',
  A2: 'AUTOMATIC',
  B: 'AGENCY_FIGURE',
  C: 'NONE',
  M: 'SIGNED_FILE',
};

export function buildIndicator(entry: IndicatorEntry, maxPoints: Points): Indicator {
  const bound = entry.rules.map((rule) => ({ levels: levelsOf(rule, entry), rule: bind(rule) }));
  const { group, points: _points, rules: _rules, task, condition, ...printed } = entry;
  return {
    ...printed,
    task: task ?? '',
    condition: condition ?? '',
    groupCode: group,
    maxPoints,
    filling: fillings[entry.evidenceClass],
    target: targetOf(entry),
    ruleAt: (level) => bound.find(({ levels }) => levels.includes(level))?.rule ?? null,
    measures: [...new Set(bound.flatMap(({ rule }) => rule.needs()))],
  };
}

/** The checks have passed: the kind exists and takes the parameters. */
function bind(entry: RuleEntry): Rule {
  const kind = ruleKind(entry.kind);
  if (!kind) throw new Error(`unchecked rule kind ${entry.kind}`);
  return bindRule(kind, kind.params.parse(entry.params));
}
