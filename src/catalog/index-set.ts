import type { Measure } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import type { Text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { Rule } from '../rules/rule.ts';

/**
 * How points arise:
 * - POINTS_PER_ROW   each row has points of its own and ticks the levels it applies to (Hue DTI)
 * - POINTS_PER_INDEX indices or pillars have a declared maximum, their items share it (Quảng Nam, Kon Tum)
 * - TARGETS          each criterion is met or not: 1 point for a met target, percent is the share of met ones (Thanh Hóa)
 */
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

/**
 * What a row without any value means:
 * - STAYS_IN_MAX no points yet, and the row stays in the maximum (931/QĐ-UBND)
 * - ZERO         0 points (2326/QĐ-UBND, II.2.b)
 * - UNMET        the target is not met (Thanh Hóa)
 */
export type MissingPolicy = 'STAYS_IN_MAX' | 'ZERO' | 'UNMET';

/** Who gave a value. AUTOMATIC is the machine's; the others are people's, each in a column of its own. */
export type ValueColumn = 'SELF' | 'DEPARTMENT' | 'VERIFIED' | 'FINAL';

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
  /** Computed from the rows, and from the groups where these have the points. */
  readonly indicatorCount: number;
  readonly maxPoints: Points;
}

/** What the decree leaves open, with our default and the reason beside the decree's own words. */
export interface OpenPoint {
  readonly question: string;
  readonly default: string;
  readonly reason: string;
}

/** A target of a criterion, in the document's words and as a number where there is one. */
export interface Target {
  /** "100%", "Có", "*1" */
  readonly text: string;
  /** Least share in hundredths of a percent that meets it; null for a target that is no number. */
  readonly atLeastPercent: number | null;
  /** What the document's mark stands for, or that its footnote is lost; null without a mark. */
  readonly footnote: string | null;
}

/** Who sees to a row: posts and units, never a person's name. */
export interface Assignment {
  /** Who does the work ("Công chức VHXH"). */
  readonly responsible: readonly string[];
  /** Who leads or guides ("Sở TTTT"). */
  readonly lead: readonly string[];
  /** Who supports ("Phòng Văn hóa và Thông tin"). */
  readonly support: readonly string[];
}

export interface Indicator {
  /** Stable across editions; never shown as the printed code. */
  readonly id: string;
  /** As printed: "1.10" is not "1.1". Unique within the set. */
  readonly code: string;
  readonly groupCode: string;
  readonly title: string;
  /** The decree's columns, whole; empty when the document has no such column. */
  readonly task: string;
  readonly condition: string;
  /** Null when the cell is empty. */
  readonly evidence: string | null;
  readonly maxPoints: Points;
  readonly levels: readonly UnitLevel[];
  readonly evidenceClass: EvidenceClass;
  readonly filling: Filling;
  /** For sets with targets; null in sets with points only. */
  readonly target: Target | null;
  readonly unitOfTarget: string | null;
  readonly assignment: Assignment;
  /** Legal basis as printed; null when the document gives none. */
  readonly legalBasis: string | null;
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
  /** Code of the group above it; null for a pillar or an index of the first rank. */
  readonly parentCode: string | null;
  /** Declared where the document states it, otherwise the sum of the rows. */
  readonly maxPoints: Points;
  /** Rows of this group itself; groups below it have their own. */
  readonly indicators: readonly Indicator[];
}

/** A result that the document itself publishes for one unit; texts exactly as printed ("41,29", "0.93"). */
export interface OfficialResult {
  /** Official code of the unit in the year. */
  readonly unit: string;
  readonly year: number;
  readonly total: {
    readonly text: string;
    readonly points: Points;
    /** False when the document states no total and this is the sum of the groups it does state. */
    readonly stated: boolean;
  };
  /** By group code. */
  readonly groups: ReadonlyMap<string, { readonly text: string; readonly points: Points }>;
  /** By printed code. */
  readonly indicators: ReadonlyMap<string, { readonly text: string; readonly points: Points }>;
}

/** An internal assessment team: units and their scopes, without the members' names. */
export interface AssessmentTeam {
  readonly founded: string;
  readonly members: readonly {
    readonly post: string;
    readonly role: string;
    /** Printed codes of the rows that the document assigns to the member's unit: "2.1, 2.6"; null when none. */
    readonly scope: string | null;
  }[];
}

/** One decree's tree, checked and ready to score. Immutable once an assessment uses it. */
export interface IndexSet {
  /** The file's name up to ".yaml" or, in a later version, "@". */
  readonly code: string;
  readonly version: number;
  readonly title: string;
  /** Editions of one series follow each other; their indicators are compared by id. */
  readonly series: string;
  /** The day from which this version holds; a change of a set in use is a new version with a later day. */
  readonly holdsFrom: string;
  /** First year the set may be used for. */
  readonly firstYear: number;
  /** Last year; null while the set is in use. */
  readonly lastYear: number | null;
  /** The unit whose units are assessed, as it stood in the assessment's year. */
  readonly scope: { readonly code: string; readonly level: UnitLevel };
  readonly missing: MissingPolicy;
  /** Which value counts, first that is there; values outside the list are shown and do not count. */
  readonly counts: readonly (ValueColumn | 'AUTOMATIC')[];
  /** The document's own headings of the columns that people fill. */
  readonly columns: readonly { readonly column: ValueColumn; readonly title: string }[];
  /** True when the document lists only the rows below their maximum: what is not listed reached it. */
  readonly listsLossesOnly: boolean;
  /** A criterion with data of less than this share of units (percent) is proposed for removal; null: no such rule. */
  readonly removalBelowPercent: number | null;
  /** Results appear before this day of the next year, or in this month; null when nothing is said. */
  readonly publication: {
    readonly text: string;
    readonly before: MonthDay | null;
    readonly place: string | null;
  } | null;
  readonly team: AssessmentTeam | null;
  readonly officialResults: readonly OfficialResult[];
  /** As printed; the date is a day or, where no day is printed, the year. */
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
