import type { Indicator } from '../../catalog/index-set.ts';
import type { Day } from '../../core/clock.ts';
import type { Points } from '../../core/points.ts';
import type { Unit } from '../../core/unit.ts';
import type { ScoreState } from '../../scoring/automatic-score.ts';
import type { FreshnessState } from '../../scoring/freshness.ts';
import type { AssessmentView } from './assessment.ts';

export type { ScoreState } from '../../scoring/automatic-score.ts';
export type { FreshnessState } from '../../scoring/freshness.ts';

export interface GroupScore {
  readonly code: string;
  readonly title: string;
  /** null when no row of the group has points yet. */
  readonly points: Points | null;
  readonly maxApplicable: Points;
  /** Exactly as the document publishes it for the unit ("41,29"); null when it publishes nothing. */
  readonly printed: string | null;
}

export interface RankedUnit {
  readonly scoreboardId: number;
  /** null when the unit has no points at all. Ties share a rank, the next one is skipped. */
  readonly rank: number | null;
  /** Rank among the units that `within` left. */
  readonly rankWithin: number | null;
  readonly unit: Unit;
  readonly points: Points | null;
  readonly maxApplicable: Points;
  /** Hundredths of a percent; null when nothing is applicable. */
  readonly percent: number | null;
  readonly groups: readonly GroupScore[];
}

export interface ScoreView {
  readonly indicator: Indicator;
  readonly maxPoints: Points;
  readonly state: ScoreState;
  readonly points: Points | null;
  /** For targets; null in sets with points, and while nothing tells. */
  readonly met: boolean | null;
  /** In words, why the state is not SCORED; null when it is. */
  readonly reason: { readonly vi: string; readonly en: string } | null;
  readonly automatic: {
    readonly points: Points | null;
    readonly state: ScoreState;
    readonly asOf: Date | null;
  };
  /** Whose value counts; null when none does. */
  readonly basis: 'AUTOMATIC' | 'SELF' | 'DEPARTMENT' | 'VERIFIED' | 'FINAL' | null;
  readonly selfAssessed: GivenValueView;
  readonly department: GivenValueView;
  readonly verified: GivenValueView;
  readonly final: GivenValueView;
  readonly freshness: {
    readonly state: FreshnessState;
    readonly asOf: Date | null;
    readonly source: { readonly id: string; readonly name: string } | null;
  };
}

/** What people gave in one column; all null when they gave nothing. */
export interface GivenValueView {
  readonly points: Points | null;
  /** For targets. */
  readonly met: boolean | null;
  /** Exactly as given or published: "0.93", "41,29", "Đạt". */
  readonly printed: string | null;
}

export interface ScoreboardView {
  readonly id: number;
  readonly assessment: AssessmentView;
  readonly unit: Unit;
  readonly rank: number | null;
  readonly rankedUnits: number;
  readonly points: Points | null;
  readonly maxApplicable: Points;
  readonly percent: number | null;
  /** The total exactly as the document publishes it; null when it publishes none. */
  readonly printedTotal: string | null;
  /** null in sets with points. */
  readonly metTargets: MetTargets | null;
  readonly groups: readonly GroupScore[];
  readonly indicators: readonly ScoreView[];
  readonly scoredAt: Date;
  /** The moment of the past that was asked for; null: now. */
  readonly asOf: Date | null;
}

/** What moved between two moments, and why: both scoreboards keep their receipts. */
export interface ScoreboardChanges {
  readonly unit: Unit;
  readonly assessment: AssessmentView;
  /** null when there was none at that moment. */
  readonly before: ScoreboardView | null;
  readonly after: ScoreboardView | null;
  /** Rows whose state or points differ, as printed. */
  readonly changes: readonly ScoreChange[];
}

export interface ScoreChange {
  readonly indicator: Indicator;
  /** null when there was no such row at that moment. */
  readonly before: ScoreView | null;
  readonly after: ScoreView | null;
}

/** How many of the targets that apply to the unit are met. */
export interface MetTargets {
  readonly met: number;
  readonly total: number;
  /** Hundredths of a percent; null when no target applies. */
  readonly share: number | null;
}

export interface TrendPoint {
  readonly year: number;
  /** Whose result it is: the unit itself, or the same body as it stood in that year. */
  readonly unit: Unit;
  readonly points: Points | null;
  readonly maxApplicable: Points;
  readonly percent: number | null;
  readonly rank: number | null;
  readonly groups: readonly GroupScore[];
}

export interface ExcludeIndicator {
  readonly unit: string;
  readonly indexSet: string;
  readonly year: number;
  readonly indicator: string;
  /** Number and date of the written decision that allows it. */
  readonly decisionNumber: string;
  readonly decisionDate: Day;
  readonly reason: string;
}

export interface AssessIndicator {
  readonly unit: string;
  readonly indexSet: string;
  readonly year: number;
  readonly indicator: string;
  readonly column: 'SELF' | 'DEPARTMENT' | 'VERIFIED' | 'FINAL';
  /** Points ("16.5"), a share ("78.5") or "Đạt" / "Không đạt": a decimal point, no unit. */
  readonly value: string;
  readonly reason: string;
}
