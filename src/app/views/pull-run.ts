import type { Window } from '../../core/clock.ts';
import type { Measure } from '../../core/measure.ts';
import type { Text } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';
import type { PullRunState, RunDecision } from '../../store/pull-run.ts';
import type { AffectedScores, StagedChanges } from '../../store/staged-changes.ts';

export type { PullRunState, RunDecision } from '../../store/pull-run.ts';
export type { AffectedScores, StagedChanges } from '../../store/staged-changes.ts';

export interface PullRunView {
  readonly id: string;
  readonly sourceId: string;
  readonly connectorVersion: string;
  readonly state: PullRunState;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly window: Window;
  readonly recordsRead: number;
  /** Rows whose code names no unit and waits for a person. */
  readonly rowsUnmatched: number;
  /** Rows of codes that a person said are none of ours. */
  readonly rowsIgnored: number;
  /** null while the source has not said how many there are. */
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  /** Records a second over the run so far, or over the whole of it; null before the first record. */
  readonly ratePerSecond: number | null;
  /** null when it does not run or the end is not known. */
  readonly secondsLeft: number | null;
  readonly factsChanged: number;
  /** sha256 of all bodies received, hex; null before the first. */
  readonly payloadHash: string | null;
  readonly errorCode: string | null;
  readonly message: Text;
  /** Why it waits, or waited, for a person. */
  readonly held: readonly HeldMeasureView[];
  readonly decision: RunDecision | null;
  /** When the schedule wanted it; null when it was begun by hand. */
  readonly dueAt: Date | null;
  /** How long after that it began; null when it was begun by hand or on time. */
  readonly lateSeconds: number | null;
  /** Requests that were made again. */
  readonly retries: number;
  /** Not to be tried again before. */
  readonly retryAt: Date | null;
  /** The next run of the same days goes on from what it read. */
  readonly isResumable: boolean;
  /** Source codes of the only units it was for; null: all. */
  readonly onlyUnits: readonly string[] | null;
}

export interface HeldMeasureView {
  readonly measure: Measure;
  /** null: every unit of the source. */
  readonly unit: Unit | null;
  readonly reason: Text;
}

/** What publishing a run would change, or what a dry run found it would. */
export interface RunPreviewView {
  readonly facts: StagedChanges;
  /** Biggest first; not all of them. */
  readonly changes: readonly QuantityChangeView[];
  readonly changesCount: number;
  readonly affected: readonly AffectedScores[];
}

export interface QuantityChangeView {
  readonly measure: Measure;
  readonly unit: Unit;
  /** null: no data. */
  readonly before: number | null;
  readonly after: number | null;
}

export interface ReviewPullRun {
  readonly pullRun: string;
  readonly decision: 'ACCEPT' | 'REJECT';
  readonly reason: string;
}
