import type { IndexSet, Indicator } from '../catalog/index-set.ts';
import type { Quantities } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { RuleOutcome } from '../rules/rule.ts';

export type ScoreState = 'SCORED' | 'NO_DATA' | 'NOT_APPLICABLE' | 'SUSPECT' | 'ERROR';

/** What the machine makes of one indicator for one unit; people's values come on top of it. */
export interface AutomaticScore {
  readonly indicator: string;
  readonly state: ScoreState;
  /** Hundredths; of a SUSPECT score the last good value, if there was one. */
  readonly points: Points | null;
  /** Why the state is not SCORED; null when it is. */
  readonly reason: Text | null;
}

/** All that decides the machine's value. No clock, no store: the same input gives the same output for ever. */
export interface AutomaticInput {
  readonly set: IndexSet;
  readonly level: UnitLevel;
  readonly year: number;
  readonly quantities: Quantities;
  /** Indicator code -> decision that takes it out. */
  readonly exclusions: ReadonlyMap<
    string,
    { readonly decisionNumber: string; readonly decisionDate: string }
  >;
  /** Measure code -> why its newest pull is held back. */
  readonly suspects: ReadonlyMap<string, Text>;
}

export function automaticScore(indicator: Indicator, input: AutomaticInput): AutomaticScore {
  const exclusion = input.exclusions.get(indicator.code);
  if (exclusion) return notApplicable(indicator, excludedBy(exclusion));
  const rule = indicator.ruleAt(input.level);
  if (rule === null) return noData(indicator, noRule(indicator));
  let outcome: RuleOutcome;
  try {
    outcome = rule.score(only(input.quantities, rule.needs()), {
      max: indicator.maxPoints,
      year: input.year,
    });
  } catch {
    // One broken rule must not take the others with it; the store holds what it read, so it can be repeated.
    return { indicator: indicator.code, state: 'ERROR', points: null, reason: broken(indicator) };
  }
  const held = rule.needs().find((measure) => input.suspects.has(measure));
  if (held !== undefined) {
    const points = outcome.state === 'SCORED' ? outcome.points : null;
    return { indicator: indicator.code, state: 'SUSPECT', points, reason: input.suspects.get(held) as Text };
  }
  if (outcome.state === 'NO_DATA') return noData(indicator, missing(outcome.missing));
  if (outcome.state === 'NOT_APPLICABLE') return notApplicable(indicator, outcome.reason);
  return { indicator: indicator.code, state: 'SCORED', points: outcome.points, reason: null };
}

/** A rule gets what it declared and nothing else, so the declaration cannot lie. */
function only(quantities: Quantities, needs: readonly string[]): Quantities {
  const chosen = new Map();
  for (const need of needs) {
    const quantity = quantities.get(need);
    if (quantity) chosen.set(need, quantity);
  }
  return chosen;
}

const noData = (indicator: Indicator, reason: Text): AutomaticScore => ({
  indicator: indicator.code,
  state: 'NO_DATA',
  points: null,
  reason,
});

const notApplicable = (indicator: Indicator, reason: Text): AutomaticScore => ({
  indicator: indicator.code,
  state: 'NOT_APPLICABLE',
  points: null,
  reason,
});

const missing = (measures: readonly string[]): Text =>
  text(
    `Chưa có số liệu ${measures.join(', ')}; chưa có không phải là 0.`,
    `No figure for ${measures.join(', ')} yet; missing is not zero.`,
  );

const excludedBy = (exclusion: { decisionNumber: string; decisionDate: string }): Text =>
  text(
    `Được phép không thực hiện theo ${exclusion.decisionNumber} ngày ${exclusion.decisionDate}.`,
    `Exempt by ${exclusion.decisionNumber} of ${exclusion.decisionDate}.`,
  );

const noRule = (indicator: Indicator): Text =>
  text(
    `Quyết định không nêu cách chấm tiêu chí ${indicator.code}; cần người thẩm định.`,
    `The decree gives no way to score ${indicator.code}; a person must decide.`,
  );

const broken = (indicator: Indicator): Text =>
  text(
    `Không tính được tiêu chí ${indicator.code} vì lỗi trong quy tắc; hãy báo quản trị viên.`,
    `${indicator.code} could not be computed because its rule failed; tell the administrator.`,
  );
