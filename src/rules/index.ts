import { count } from './count.ts';
import { dateSteps } from './date-steps.ts';
import { existence } from './existence.ts';
import { gatedRatio } from './gated-ratio.ts';
import { inverseRatio } from './inverse-ratio.ts';
import { ratio } from './ratio.ts';
import { reviewerGrade } from './reviewer-grade.ts';
import type { RuleKind } from './rule.ts';
import { shareTarget } from './share-target.ts';
import { stepTable } from './step-table.ts';

export const ruleKinds: readonly RuleKind[] = [
  count,
  dateSteps,
  existence,
  gatedRatio,
  inverseRatio,
  ratio,
  reviewerGrade,
  shareTarget,
  stepTable,
];

const byName = new Map(ruleKinds.map((rule) => [rule.kind, rule]));

export const ruleKind = (kind: string): RuleKind | undefined => byName.get(kind);
