import type { Group, IndexSet, Indicator } from '../catalog/index-set.ts';
import type { Quantities } from '../core/measure.ts';
import { type Points, percentOf } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { RuleOutcome } from '../rules/rule.ts';

export type ScoreState = 'SCORED' | 'NO_DATA' | 'NOT_APPLICABLE' | 'SUSPECT' | 'ERROR';

/** The outcome of one indicator for one unit. */
export interface Score {
  readonly indicator: string;
  readonly state: ScoreState;
  /** Hundredths; of a SUSPECT score the last good value, if there was one. */
  readonly points: Points | null;
  /** Why the state is not SCORED; null when it is. */
  readonly reason: Text | null;
}

export interface GroupTotal {
  readonly code: string;
  /** null when no row of the group has points: an empty group is no zero. */
  readonly points: Points | null;
  readonly maxApplicable: Points;
}

export interface UnitScore {
  /** In the set's order, the rows of this level only. */
  readonly scores: readonly Score[];
  readonly groups: readonly GroupTotal[];
  readonly points: Points | null;
  /** Maximum of the rows that apply: what is excluded or has nothing to do is left out, missing data are not. */
  readonly maxApplicable: Points;
  /**
   * Hundredths of a percent: points x 100 / max of the rows done (931/QĐ-UBND, II.3.c). Null when nothing
   * applies or nothing is known.
   */
  readonly percent: Points | null;
}

/** All that decides a unit's scores. No clock, no store: the same input gives the same output for ever. */
export interface ScoringInput {
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

export function scoreUnit(input: ScoringInput): UnitScore {
  const scores: Score[] = [];
  const groups: GroupTotal[] = [];
  for (const group of input.set.groups) groups.push(scoreGroup(group, input, scores));
  const known = groups.filter((group) => group.points !== null);
  const points = known.length === 0 ? null : known.reduce((sum, group) => sum + (group.points ?? 0), 0);
  const maxApplicable = groups.reduce((sum, group) => sum + group.maxApplicable, 0);
  return {
    scores,
    groups,
    points,
    maxApplicable,
    percent: points === null ? null : percentOf(points, maxApplicable),
  };
}

/** Appends the group's scores to `scores`. */
function scoreGroup(group: Group, input: ScoringInput, scores: Score[]): GroupTotal {
  let points: Points | null = null;
  let maxApplicable = 0;
  for (const indicator of group.indicators) {
    if (!indicator.levels.includes(input.level)) continue;
    const score = scoreIndicator(indicator, input);
    scores.push(score);
    if (score.state !== 'NOT_APPLICABLE') maxApplicable += indicator.maxPoints;
    if (score.points !== null) points = (points ?? 0) + score.points;
  }
  return { code: group.code, points, maxApplicable };
}

function scoreIndicator(indicator: Indicator, input: ScoringInput): Score {
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

const noData = (indicator: Indicator, reason: Text): Score => ({
  indicator: indicator.code,
  state: 'NO_DATA',
  points: null,
  reason,
});

const notApplicable = (indicator: Indicator, reason: Text): Score => ({
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
