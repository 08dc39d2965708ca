import type { OfficialResult } from '../catalog/index-set.ts';
import { type Points, percentOf } from '../core/points.ts';
import { type AutomaticInput, automaticScore } from './automatic-score.ts';
import { decidedScore, type GivenValues, type Score } from './decided-score.ts';
import { type GroupTotal, groupTotals } from './group-totals.ts';

export interface UnitScore {
  /** In the set's order, the rows of this level only. */
  readonly scores: readonly Score[];
  /** In the set's order, groups within groups among them. */
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
export interface ScoringInput extends AutomaticInput {
  /** What people gave, by printed code of the indicator. */
  readonly given?: ReadonlyMap<string, GivenValues>;
  /** What the document itself publishes for the unit. */
  readonly official?: OfficialResult | null;
}

export function scoreUnit(input: ScoringInput): UnitScore {
  const { set, level, given, official = null } = input;
  const scores: Score[] = [];
  for (const indicator of set.indicators) {
    if (!indicator.levels.includes(level)) continue;
    scores.push(decidedScore(set, indicator, automaticScore(indicator, input), given?.get(indicator.code)));
  }
  const groups = groupTotals(set, level, scores, official);
  const roots = groups.filter((_, index) => set.groups[index]?.parentCode === null);
  const known = roots.filter((group) => group.points !== null);
  const computed = known.length === 0 ? null : known.reduce((sum, group) => sum + (group.points ?? 0), 0);
  const points = official?.total.points ?? computed;
  const maxApplicable = roots.reduce((sum, group) => sum + group.maxApplicable, 0);
  return {
    scores,
    groups,
    points,
    maxApplicable,
    percent: points === null ? null : percentOf(points, maxApplicable),
  };
}
