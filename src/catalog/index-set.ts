import type { Measure } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import type { Text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { Rule } from '../rules/rule.ts';

/** How points arise; see the architecture page. Only POINTS_PER_ROW is used by Hue DTI. */
export type ScoringModel = 'POINTS_PER_ROW' | 'POINTS_PER_INDEX' | 'TARGETS';

/** Who delivers a row's value. NONE: the decree's evidence cell is empty. */
export type Filling = 'AUTOMATIC' | 'AGENCY_FIGURE' | 'SIGNED_FILE' | 'NONE';

/** A1 "tự động", A2 "tổng hợp từ <system>", B figure of an agency, C empty evidence cell, M signed file. */
export type EvidenceClass = 'A1' | 'A2' | 'B' | 'C' | 'M';

export type Severity = 'WARNING' | 'ERROR';

/** A place where the document disagrees with itself, or a file with its shape. Kept and shown, never repaired. */
export interface Finding {
  readonly kind: string;
  readonly severity: Severity;
  readonly message: Text;
  /** Where: "hue-dti-2024.yaml: levels[DEPARTMENT].declaredMaxPoints". */
  readonly path: string;
  /** As the document states it; null when it states nothing. */
  readonly declared: string | null;
  /** As its own parts add up; null when nothing can be computed. */
  readonly computed: string | null;
}

/** Month and day, "MM-DD", read in the assessment's year. */
export type MonthDay = string;

export interface LevelOfSet {
  readonly level: UnitLevel;
  /** Data window of the year, both ends included. */
  readonly window: { readonly from: MonthDay; readonly to: MonthDay };
  /** Data must be entered before this day ("Trước 30/11"): the day as printed. */
  readonly entryDeadline: MonthDay;
  readonly owner: string;
  /** What the decree declares, kept beside what the rows add up to; null when it declares nothing. */
  readonly declaredIndicatorCount: number | null;
  readonly declaredMaxPoints: Points | null;
  /** Computed from the rows. */
  readonly indicatorCount: number;
  readonly maxPoints: Points;
}

/** What the decree leaves open, with our default and the reason beside the decree's own words. */
export interface OpenPoint {
  readonly question: string;
  readonly default: string;
  readonly reason: string;
}

export interface Indicator {
  /** Stable across editions; never shown as the printed code. */
  readonly id: string;
  /** As printed: "1.10" is not "1.1". Unique within the set. */
  readonly code: string;
  readonly groupCode: string;
  readonly title: string;
  /** The decree's columns, whole. */
  readonly task: string;
  readonly condition: string;
  /** Null when the cell is empty. */
  readonly evidence: string | null;
  readonly maxPoints: Points;
  readonly levels: readonly UnitLevel[];
  readonly evidenceClass: EvidenceClass;
  readonly filling: Filling;
  /** For sets with targets; null in sets with points only. */
  readonly target: string | null;
  readonly unitOfTarget: string | null;
  readonly open: readonly OpenPoint[];
  /** The rule at a level; null when the indicator is not scored at that level. */
  ruleAt(level: UnitLevel): Rule | null;
  /** Measures of the rules of all levels. */
  readonly measures: readonly string[];
}

export interface Group {
  readonly code: string;
  readonly title: string;
  /** Why the title is what it is, when the document does not print it. */
  readonly titleNote: string | null;
  readonly maxPoints: Points;
  readonly indicators: readonly Indicator[];
}

/** One decree's tree, checked and ready to score. Immutable once an assessment uses it. */
export interface IndexSet {
  /** The file's name without ".yaml". */
  readonly code: string;
  readonly version: number;
  readonly title: string;
  /** First year the set may be used for. */
  readonly firstYear: number;
  readonly decree: { readonly number: string; readonly date: string; readonly issuer: string };
  readonly scoringModel: ScoringModel;
  /** What orders the ranking. PERCENT makes units with excluded rows comparable. */
  readonly rankBy: 'PERCENT' | 'POINTS';
  readonly levels: readonly LevelOfSet[];
  readonly groups: readonly Group[];
  /** All indicators in printed order. */
  readonly indicators: readonly Indicator[];
  /** Measures that people or agencies report, declared by the set itself; the others come from connectors. */
  readonly reportedMeasures: readonly Measure[];
  /** What the decree leaves open for the set as a whole. */
  readonly open: readonly OpenPoint[];
  readonly findings: readonly Finding[];
  /** sha256 of the file: what a score names beside the version. */
  readonly digest: string;
}
