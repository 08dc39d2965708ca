import type { Hub } from '../../src/app/hub.ts';
import { toNumber } from '../../src/core/points.ts';
import type { Language } from '../../src/core/text.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import { toId } from '../id.ts';
import { toMeasure } from '../measure/measure.type.ts';
import type { IndexSet, Indicator } from '../words.ts';
import { toAssignment } from './assignment.type.ts';
import type { IndicatorRuleType, IndicatorType } from './indicator.type.ts';
import { toTarget } from './target.type.ts';

/** Where an indicator is shown. The year is what rules read their dates in. */
export interface IndicatorPlace {
  readonly set: IndexSet;
  readonly year: number;
  /** null in the catalogue, which shows all levels at once. */
  readonly level: UnitLevel | null;
  readonly language: Language;
}

function rulesOf(hub: Hub, indicator: Indicator, { year, language }: IndicatorPlace): IndicatorRuleType[] {
  const context = { max: indicator.maxPoints, year };
  const title = (measure: string) => hub.measure(measure).title;
  return indicator.levels.flatMap((level) => {
    const rule = indicator.ruleAt(level);
    if (rule === null) return [];
    const sentence = rule.describe(context, title, language);
    return [{ level, kind: rule.kind, sentence, parameters: rule.params }];
  });
}

export function toIndicator(hub: Hub, indicator: Indicator, place: IndicatorPlace): IndicatorType {
  const rules = rulesOf(hub, indicator, place);
  const shown = place.level === null ? rules[0] : rules.find((rule) => rule.level === place.level);
  return {
    id: toId('Indicator', `${place.set.code}/${indicator.id}`),
    key: indicator.id,
    code: indicator.code,
    groupCode: indicator.groupCode,
    title: indicator.title,
    task: indicator.task,
    condition: indicator.condition,
    evidence: indicator.evidence,
    evidenceClass: indicator.evidenceClass,
    filling: indicator.filling,
    maxPoints: toNumber(indicator.maxPoints),
    levels: [...indicator.levels],
    target: indicator.target?.text ?? null,
    unitOfTarget: indicator.unitOfTarget,
    targetDetail: indicator.target && toTarget(indicator.target),
    assignment: toAssignment(indicator.assignment),
    legalBasis: indicator.legalBasis,
    measures: indicator.measures.map((code) => toMeasure(hub.measure(code), place.language)),
    ruleSentence: shown?.sentence ?? null,
    rules,
    openPoints: [...indicator.open],
  };
}
