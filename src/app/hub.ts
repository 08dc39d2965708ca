import type { Finding, IndexSet } from '../catalog/index-set.ts';
import type { CheckResult, Connector } from '../connector-kit/connector.ts';
import type { Day } from '../core/clock.ts';
import type { Measure } from '../core/measure.ts';
import type { Language } from '../core/text.ts';
import type { UnitLevel } from '../core/unit.ts';
import type { Page, PageRequest } from './page.ts';
import type { AssessmentView, EditionComparison, RemovalProposal } from './views/assessment.ts';
import type { PullRunView } from './views/pull-run.ts';
import type { FactView, QuantityView, ReceiptView, RecordView } from './views/receipt.ts';
import type { Losses, RemediationItem } from './views/remediation.ts';
import type {
  AssessIndicator,
  ExcludeIndicator,
  RankedUnit,
  ScoreboardView,
  TrendPoint,
} from './views/scoreboard.ts';
import type { CreateSource, SourceView, StartPull, TestSource } from './views/source.ts';
import type { SuccessionView, UnitFilter, UnitView } from './views/unit.ts';

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
