import type { Finding, IndexSet } from '../catalog/index-set.ts';
import type { CheckResult, Connector, Json } from '../connector-kit/connector.ts';
import type { Day } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Language, Text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { Page, PageRequest } from './page.ts';
import type { Span } from './scoreboard-changes.ts';
import type { AlertState, AlertView } from './views/alert.ts';
import type { AssessmentView, EditionComparison, RemovalProposal } from './views/assessment.ts';
import type { HubStatistics } from './views/hub-statistics.ts';
import type { PullRunView, ReviewPullRun, RunPreviewView } from './views/pull-run.ts';
import type { FactView, QuantityView, ReceiptView, RecordView } from './views/receipt.ts';
import type { Losses, RemediationItem } from './views/remediation.ts';
import type {
  AssessIndicator,
  ExcludeIndicator,
  RankedUnit,
  ScoreboardChanges,
  ScoreboardView,
  TrendPoint,
} from './views/scoreboard.ts';
import type {
  Backfill,
  BackfillPull,
  CreateSource,
  SourceView,
  StartPull,
  TestSource,
  UpdateSource,
} from './views/source.ts';
import type { SuccessionView, UnitFilter, UnitView } from './views/unit.ts';

/** What the outside may ask of the hub: one function per question. Errors are HubErrors. */
export interface Hub {
  /** Another text whenever any data may have changed since: what answers may be kept by. */
  dataVersion(): Promise<string>;
  /** Numbers for operators, without names and addresses (S48). */
  statistics(): Promise<HubStatistics>;

  indexSets(): readonly IndexSet[];
  /** A connector's measures and those that sets declare themselves. Unknown codes come back with the code as title. */
  measure(code: string): Measure;
  findings(): readonly Finding[];
  /** Throws UNKNOWN_INDEX_SET, or DIFFERENT_SERIES when the two are no editions of one series. */
  compareEditions(from: string, to: string): EditionComparison;

  /** Throws UNKNOWN_INDEX_SET, or NO_ASSESSMENT when the year has none of the level. */
  assessment(indexSet: string, year: number, level: UnitLevel): Promise<AssessmentView>;
  assessments(): Promise<readonly AssessmentView[]>;
  /** `asOf`, here and below: what would have been answered at that moment of the past; none: now. */
  ranking(
    assessment: AssessmentView,
    page: PageRequest,
    within: string | null,
    asOf?: Date | null,
  ): Promise<Page<RankedUnit>>;
  /** Why the assessment had no results at a moment; null when it had. */
  unscoredReason(assessment: AssessmentView, asOf: Date | null): Promise<Text | null>;
  scoreboard(unit: string, indexSet: string, year: number): Promise<ScoreboardView>;
  /** null when the unit had no scoreboard then. */
  scoreboardAsOf(unit: string, indexSet: string, year: number, asOf: Date): Promise<ScoreboardView | null>;
  /** What moved in one scoreboard between two moments of the past. */
  scoreboardChanges(unit: string, indexSet: string, year: number, span: Span): Promise<ScoreboardChanges>;
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
  trend(unitKey: string, indexSet: string, asOf?: Date | null): Promise<readonly TrendPoint[]>;

  connectors(): readonly Connector[];
  sources(page: PageRequest): Promise<Page<SourceView>>;
  source(id: string): Promise<SourceView>;
  runs(sourceIds: readonly string[], first: number): Promise<readonly (readonly PullRunView[])[]>;
  /** Newest first; null: open ones and those that are over. */
  alerts(page: PageRequest, state: AlertState | null): Promise<Page<AlertView>>;
  createSource(input: CreateSource): Promise<SourceView>;
  /** Of `settings`, as JSON Schema. */
  sourceSettingsSchema(): Json;
  /** Throws CONFLICT when somebody changed the source since its editor saw it. */
  updateSource(input: UpdateSource): Promise<SourceView>;
  testSource(input: TestSource): Promise<CheckResult>;
  startPull(input: StartPull): Promise<PullRunView>;
  pullRun(id: string): Promise<PullRunView>;
  /** What publishing a held run would change, or what a dry run found; null for all others. */
  pullRunPreview(id: string): Promise<RunPreviewView | null>;
  reviewPullRun(input: ReviewPullRun): Promise<PullRunView>;
  /** Stops a run before it is published, or throws TOO_LATE. */
  cancelPull(id: string): Promise<PullRunView>;
  /** The pulls that a range of days needs; nothing is pulled. */
  backfillPreview(input: Backfill): Promise<readonly BackfillPull[]>;
  /** Begins them, one after the other, and answers which. */
  startBackfill(input: Backfill): Promise<readonly BackfillPull[]>;
  /** The run as it is, then each change until it ends. */
  pullRunProgress(id: string, signal: AbortSignal): AsyncIterable<PullRunView>;

  excludeIndicator(input: ExcludeIndicator): Promise<ScoreboardView>;
  /** Puts a value of people in force: self-assessed, department's, verified (a team's conclusion) or final. */
  assessIndicator(input: AssessIndicator): Promise<ScoreboardView>;
  /** Criteria with data of too few units, proposed for removal by the set's own rule; people decide. */
  removalProposals(assessment: AssessmentView, asOf?: Date | null): Promise<readonly RemovalProposal[]>;
  /** Rows below their maximum, most missing points first. */
  remediation(scoreboard: ScoreboardView, language: Language): Promise<readonly RemediationItem[]>;
  losses(scoreboard: ScoreboardView): Losses;
}
