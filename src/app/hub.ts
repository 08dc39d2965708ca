import type { Finding, IndexSet } from '../catalog/index-set.ts';
import type { CheckResult, Connector, Json } from '../connector-kit/connector.ts';
import type { Day } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Origin } from '../core/origin.ts';
import type { Grant, Principal } from '../core/principal.ts';
import type { Language, Text } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { AssessmentFilter } from './assessment-filter.ts';
import type { AuditEntry, AuditFilter } from './audit/audit-page.ts';
import type { AssessmentYear, YearComparison } from './comparison/compare-years.ts';
import type { Page, PageRequest } from './page.ts';
import type { Results } from './reports/results.ts';
import type { PublicRead } from './rights/access.ts';
import type { GrantView } from './rights/grant-view.ts';
import type { Seen } from './rights/seen-by.ts';
import type { Span } from './scoreboard-changes.ts';
import type { AlertState, AlertView } from './views/alert.ts';
import type { ApiTokenView, CreateApiToken, CreatedApiToken } from './views/api-token.ts';
import type { AssessmentView, EditionComparison, RemovalProposal } from './views/assessment.ts';
import type { HubStatistics } from './views/hub-statistics.ts';
import type { PullRunState, PullRunView, ReviewPullRun, RunPreviewView } from './views/pull-run.ts';
import type { FrozenCopy, PublicationView, PublishResults } from './views/publication.ts';
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
import type {
  ConfirmUnitMatch,
  IgnoreUnitCode,
  UnitDecision,
  UnitMatchView,
  UnmatchedUnitView,
  WithdrawUnitMatch,
} from './views/unit-match.ts';

/** What the outside may ask of the hub: one function per question. Errors are HubErrors. */
export interface Hub {
  /** The hub as a caller sees it: what that one may not see is not there. */
  seenBy(principal: Principal, publicRead: PublicRead): Seen;
  /** Rights with their units, and why one reaches less than its holder may think. */
  grantViews(grants: readonly Grant[]): readonly GrantView[];
  /** The same hub for a principal: its id, and where it comes from, is what the audit keeps of every change. */
  as(principal: string, from?: Origin): Hub;
  /** Another text whenever any data may have changed since: what answers may be kept by. */
  dataVersion(): Promise<string>;
  /** The same hub for questions alone: what many of them ask again it reads once for each version of the data. */
  at(dataVersion: string): Hub;
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
  assessments(filter?: AssessmentFilter | null): Promise<readonly AssessmentView[]>;
  /** `asOf`, here and below: what would have been answered at that moment of the past; none: now. */
  ranking(
    assessment: AssessmentView,
    page: PageRequest,
    within: string | null,
    asOf?: Date | null,
  ): Promise<Page<RankedUnit>>;
  /** All results below a unit (a code; null: of all), for reports: filtered, sorted and counted in memory. */
  results(assessment: AssessmentView, within: string | null, asOf: Date | null): Promise<Results>;
  /** Throws DIFFERENT_SERIES, or NO_SUCH_BODY where the unit was another body in one of the years. */
  compareYears(unitKey: string, from: AssessmentYear, to: AssessmentYear): Promise<YearComparison>;
  /** Why the assessment had no results at a moment; null when it had. */
  unscoredReason(assessment: AssessmentView, asOf: Date | null): Promise<Text | null>;
  scoreboard(unit: string, indexSet: string, year: number): Promise<ScoreboardView>;
  /** null when the unit had no scoreboard then. */
  scoreboardAsOf(unit: string, indexSet: string, year: number, asOf: Date): Promise<ScoreboardView | null>;
  /** What moved in one scoreboard between two moments of the past. */
  scoreboardChanges(unit: string, indexSet: string, year: number, span: Span): Promise<ScoreboardChanges>;
  /** What was published of each assessment, newest first. */
  publications(assessmentIds: readonly number[]): Promise<readonly (readonly PublicationView[])[]>;
  /** Throws UNKNOWN_PUBLICATION. */
  publication(id: string): Promise<PublicationView>;
  /** Of all units, so for those who may see all. */
  frozenCopy(publication: string): Promise<FrozenCopy>;
  /** Throws DATA_WINDOW_NOT_OVER, NOTHING_SCORED, PRACTICE_DATA, NOTHING_CHANGED or BAD_REASON. */
  publishResults(input: PublishResults): Promise<PublicationView>;
  receipt(scoreboard: ScoreboardView, indicator: string, language: Language): Promise<ReceiptView>;
  receiptFacts(quantity: QuantityView, page: PageRequest): Promise<Page<FactView>>;
  receiptRecords(quantity: QuantityView, page: PageRequest, language: Language): Promise<Page<RecordView>>;
  /** When records behind the quantity were erased last, since they had been kept long enough; null: none was. */
  recordsErasedAt(quantity: QuantityView): Promise<Date | null>;

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
  /** All runs of a source, newest first; null: of any state. */
  sourceRuns(source: string, state: PullRunState | null, page: PageRequest): Promise<Page<PullRunView>>;
  /** Throws UNKNOWN_ALERT. */
  alert(id: string): Promise<AlertView>;
  createSource(input: CreateSource): Promise<SourceView>;
  /** Of `settings`, as JSON Schema. */
  sourceSettingsSchema(): Json;
  /** Throws CONFLICT when somebody changed the source since its editor saw it. */
  updateSource(input: UpdateSource): Promise<SourceView>;
  testSource(input: TestSource): Promise<CheckResult>;
  startPull(input: StartPull): Promise<PullRunView>;
  pullRun(id: string): Promise<PullRunView>;
  /** Codes of a source that name no unit, with the units that they may mean; most rows first. */
  unmatchedUnits(source: string, page: PageRequest): Promise<Page<UnmatchedUnitView>>;
  /** What stands for the codes of a source, by its settings and by decisions of people. */
  unitMatches(source: string, page: PageRequest): Promise<Page<UnitMatchView>>;
  /** One of them, by the key in its id. Throws NOT_IN_FORCE. */
  unitMatch(key: string): Promise<UnitMatchView>;
  /** Throws ALREADY_DECIDED where the code and a day of these are decided. Holds from the source's next pull on. */
  confirmUnitMatch(input: ConfirmUnitMatch): Promise<UnitDecision>;
  ignoreUnitCode(input: IgnoreUnitCode): Promise<UnitDecision>;
  withdrawUnitMatch(input: WithdrawUnitMatch): Promise<UnitMatchView>;
  /** What publishing a held run would change, or what a dry run found; null for all others. */
  pullRunPreview(id: string): Promise<RunPreviewView | null>;
  reviewPullRun(input: ReviewPullRun): Promise<PullRunView>;
  /** Who changed what, newest first. For administrators. */
  auditEntries(page: PageRequest, filter: AuditFilter): Promise<Page<AuditEntry>>;
  /** null: there is no such entry. */
  auditEntry(seq: number): Promise<AuditEntry | null>;
  /** Stops a run before it is published, or throws TOO_LATE. */
  cancelPull(id: string): Promise<PullRunView>;
  /** The pulls that a range of days needs; nothing is pulled. */
  backfillPreview(input: Backfill): Promise<readonly BackfillPull[]>;
  /** Begins them, one after the other, and answers which. */
  startBackfill(input: Backfill): Promise<readonly BackfillPull[]>;
  /** The run as it is, then each change until it ends. */
  pullRunProgress(id: string, signal: AbortSignal): AsyncIterable<PullRunView>;

  /** Administrators see all, everybody else those that they answer for; newest first. */
  apiTokens(by: Principal, page: PageRequest): Promise<Page<ApiTokenView>>;
  /** Throws UNKNOWN_TOKEN, also for one of somebody else. */
  apiToken(by: Principal, id: string): Promise<ApiTokenView>;
  /** Throws MORE_THAN_OWN_RIGHTS where a right goes beyond those of `by`. */
  createApiToken(by: Principal, input: CreateApiToken): Promise<CreatedApiToken>;
  /** With all tokens that it made. */
  revokeApiToken(by: Principal, id: string): Promise<ApiTokenView>;

  excludeIndicator(input: ExcludeIndicator): Promise<ScoreboardView>;
  /** Puts a value of people in force: self-assessed, department's, verified (a team's conclusion) or final. */
  assessIndicator(input: AssessIndicator): Promise<ScoreboardView>;
  /** Criteria with data of too few units, proposed for removal by the set's own rule; people decide. */
  removalProposals(assessment: AssessmentView, asOf?: Date | null): Promise<readonly RemovalProposal[]>;
  /** Rows below their maximum, most missing points first. */
  remediation(scoreboard: ScoreboardView, language: Language): Promise<readonly RemediationItem[]>;
  losses(scoreboard: ScoreboardView): Losses;
}
