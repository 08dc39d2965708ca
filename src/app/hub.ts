import type { IndicatorChange } from '../catalog/compare-editions.ts';
import type { Assignment, Finding, IndexSet, Indicator } from '../catalog/index-set.ts';
import type { CheckResult, Connector, Json } from '../connector-kit/connector.ts';
import type { Day, Window } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Points } from '../core/points.ts';
import type { Language } from '../core/text.ts';
import type { SuccessionKind, Unit, UnitLevel } from '../core/unit.ts';
import type { Page, PageRequest } from './page.ts';

/** What the outside may ask of the hub: one function per question. Errors are HubErrors. */
export interface Hub {
  /** Another text whenever any data may have changed since: what answers may be kept by. */
  dataVersion(): Promise<string>;

  indexSets(): readonly IndexSet[];
  /** A connector's measures and those that sets declare themselves. Unknown codes come back with the code as title. */
  measure(code: string): Measure;
  findings(): readonly Finding[];
  /** Throws UNKNOWN_INDEX_SET, or DIFFERENT_SERIES when the two are no editions of one series. */
  compareEditions(from: string, to: string): EditionComparison;

  /** Throws UNKNOWN_INDEX_SET, or NO_ASSESSMENT when the year has none of the level. */
  assessment(indexSet: string, year: number, level: UnitLevel): Promise<AssessmentView>;
  assessments(): Promise<readonly AssessmentView[]>;
  ranking(assessment: AssessmentView, page: PageRequest, within: string | null): Promise<Page<RankedUnit>>;
  scoreboard(unit: string, indexSet: string, year: number): Promise<ScoreboardView>;
  receipt(scoreboard: ScoreboardView, indicator: string, language: Language): Promise<ReceiptView>;
  receiptFacts(quantity: QuantityView, page: PageRequest): Promise<Page<FactView>>;
  receiptRecords(quantity: QuantityView, page: PageRequest, language: Language): Promise<Page<RecordView>>;

  unit(code: string, validOn: Day | null): Promise<UnitView>;
  units(filter: UnitFilter, page: PageRequest): Promise<Page<UnitView>>;
  unitsByKey(keys: readonly string[]): Promise<readonly (UnitView | null)[]>;
  successions(
    keys: readonly string[],
  ): Promise<readonly { successors: SuccessionView[]; predecessors: SuccessionView[] }[]>;
  /** Results of the unit and of the same body under its earlier and later names and codes. */
  trend(unitKey: string, indexSet: string): Promise<readonly TrendPoint[]>;

  connectors(): readonly Connector[];
  sources(page: PageRequest): Promise<Page<SourceView>>;
  source(id: string): Promise<SourceView>;
  runs(sourceIds: readonly string[], first: number): Promise<readonly (readonly PullRunView[])[]>;
  createSource(input: CreateSource): Promise<SourceView>;
  testSource(input: TestSource): Promise<CheckResult>;
  startPull(input: StartPull): Promise<PullRunView>;
  pullRun(id: string): Promise<PullRunView>;
  /** The run as it is, then each change until it ends. */
  pullRunProgress(id: string, signal: AbortSignal): AsyncIterable<PullRunView>;

  excludeIndicator(input: ExcludeIndicator): Promise<ScoreboardView>;
  /** Puts a value of people in force: self-assessed, department's, verified (a team's conclusion) or final. */
  assessIndicator(input: AssessIndicator): Promise<ScoreboardView>;
  /** Criteria with data of too few units, proposed for removal by the set's own rule; people decide. */
  removalProposals(assessment: AssessmentView): Promise<readonly RemovalProposal[]>;
  /** Rows below their maximum, most missing points first. */
  remediation(scoreboard: ScoreboardView, language: Language): Promise<readonly RemediationItem[]>;
  losses(scoreboard: ScoreboardView): Losses;
}

export interface EditionComparison {
  readonly from: IndexSet;
  readonly to: IndexSet;
  readonly changes: readonly IndicatorChange[];
}

export type AssessmentState = 'COLLECTING' | 'ENTRY' | 'APPROVAL' | 'PUBLISHED';

export interface AssessmentView {
  readonly id: number;
  readonly indexSet: IndexSet;
  readonly year: number;
  readonly level: UnitLevel;
  /** Who runs the assessment of this level. */
  readonly owner: string;
  readonly state: AssessmentState;
  readonly dataWindow: Window;
  readonly entryDeadline: Day;
  readonly maxPoints: Points;
  readonly declaredMaxPoints: Points | null;
  /** True while any value comes from a practice source: such results cannot be published. */
  readonly practice: boolean;
}

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

export type ScoreState = 'SCORED' | 'NO_DATA' | 'NOT_APPLICABLE' | 'SUSPECT' | 'ERROR';
export type FreshnessState = 'FRESH' | 'STALE' | 'NEVER';

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
}

/** How many of the targets that apply to the unit are met. */
export interface MetTargets {
  readonly met: number;
  readonly total: number;
  /** Hundredths of a percent; null when no target applies. */
  readonly share: number | null;
}

export interface ReceiptView {
  readonly rule: {
    readonly kind: string;
    readonly sentence: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  readonly decreeText: string;
  readonly steps: readonly { readonly label: string; readonly expression: string; readonly value: string }[];
  readonly quantities: readonly QuantityView[];
}

export interface QuantityView {
  readonly measure: Measure;
  readonly unitKey: string;
  readonly scoreboardId: number;
  /** null when there is no fact. For dates the number of days; `day` tells which. */
  readonly value: number | null;
  readonly day: Day | null;
  readonly window: Window;
  /** Facts as they were known when the score was computed. */
  readonly knownAt: Date;
}

export interface FactView {
  readonly date: Day;
  readonly value: number;
  readonly pullRun: PullRunView;
}

export interface RecordView {
  readonly externalId: string;
  readonly occurredAt: Date;
  readonly title: string | null;
  readonly counted: boolean;
  /** Why it does not count; null when it does. */
  readonly reason: string | null;
}

export interface UnitFilter {
  readonly search: string | null;
  readonly level: UnitLevel | null;
  readonly validOn: Day | null;
}

export type UnitView = Unit;

export interface SuccessionView {
  readonly unit: UnitView;
  readonly kind: SuccessionKind;
  readonly date: Day;
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

export type HealthState = 'OK' | 'WARNING' | 'FAILING' | 'NEVER_RUN' | 'DISABLED';

export interface SourceView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly connector: Connector;
  /** cron expression, Asia/Ho_Chi_Minh; null when it is only pulled by hand. */
  readonly schedule: string | null;
  readonly nextRunAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly practice: boolean;
  readonly health: {
    readonly state: HealthState;
    readonly message: { readonly vi: string; readonly en: string };
  };
}

export type PullRunState = 'RUNNING' | 'OK' | 'PARTIAL' | 'FAILED' | 'NEEDS_REVIEW' | 'CANCELLED';

export interface PullRunView {
  readonly id: string;
  readonly sourceId: string;
  readonly connectorVersion: string;
  readonly state: PullRunState;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly window: Window;
  readonly recordsRead: number;
  /** null while the source has not said how many there are. */
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  readonly factsChanged: number;
  /** sha256 of all bodies received, hex; null before the first. */
  readonly payloadHash: string | null;
  readonly message: { readonly vi: string; readonly en: string };
}

export interface CreateSource {
  readonly name: string;
  readonly connector: string;
  readonly config: Json;
  readonly schedule: string | null;
}

export interface TestSource {
  /** A configured source, or a connector with a configuration that is not stored. */
  readonly source: string | null;
  readonly connector: string | null;
  readonly config: Json;
}

export interface StartPull {
  readonly source: string;
  /** null: the windows of the open assessments. */
  readonly from: Day | null;
  readonly to: Day | null;
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

export interface RemovalProposal {
  readonly indicator: Indicator;
  readonly unitsWithData: number;
  readonly units: number;
  /** Hundredths of a percent. */
  readonly share: number;
}

export interface RemediationItem {
  readonly indicator: Indicator;
  readonly state: ScoreState;
  readonly points: Points | null;
  readonly maxPoints: Points;
  readonly missingPoints: Points;
  /** What would close it, in the reader's language. */
  readonly closing: string;
  readonly assignment: Assignment;
}

/** Where points were lost: what a row or a group lacks to its maximum. */
export interface Losses {
  /** Groups of the first rank in the set's order, so that they add up to what the unit lacks in all. */
  readonly byGroup: readonly GroupLoss[];
  /** Most lost points first. */
  readonly byResponsible: readonly ResponsibleLoss[];
}

export interface GroupLoss {
  readonly code: string;
  readonly title: string;
  readonly lost: Points;
  readonly maxPoints: Points;
}

export interface ResponsibleLoss {
  /** As printed, several together ("VP-TK, VHTT xã"); null for rows that the document gives to nobody. */
  readonly responsible: string | null;
  readonly lost: Points;
  /** Rows below their maximum. */
  readonly items: number;
}
