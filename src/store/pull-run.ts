import type { Day, Window } from '../core/clock.ts';
import type { ErrorFamily } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { instant } from './database.ts';

export type PullRunState = 'RUNNING' | 'OK' | 'PARTIAL' | 'FAILED' | 'NEEDS_REVIEW' | 'CANCELLED';

export interface PullRun {
  readonly id: number;
  readonly sourceId: number;
  readonly connectorVersion: string;
  readonly state: PullRunState;
  readonly window: Window;
  readonly startedAt: Date;
  /** The last sign of life of a running one. */
  readonly heartbeatAt: Date;
  readonly finishedAt: Date | null;
  readonly recordsRead: number;
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  readonly factsChanged: number;
  readonly payloadHash: string | null;
  readonly errorCode: string | null;
  readonly errorFamily: ErrorFamily | null;
  readonly message: Text;
  readonly held: readonly HeldMeasure[];
  /** Rows by source codes that name no unit and wait for a person. */
  readonly quarantined: Readonly<Record<string, number>>;
  /** Rows by source codes that a person said are none of ours. */
  readonly ignored: Readonly<Record<string, number>>;
  /** When the schedule wanted it; null when it was begun by hand. */
  readonly dueAt: Date | null;
  /** Source codes of the units it was limited to; null: all. */
  readonly onlyUnits: readonly string[] | null;
  /** Not to be tried again before. */
  readonly retryAt: Date | null;
  /** Requests that were made again. */
  readonly retries: number;
  readonly decision: RunDecision | null;
  /** What it read stays staged for the next run of the same days. */
  readonly isResumable: boolean;
}

/** What a person decided on a run that waited for review. */
export interface RunDecision {
  readonly decision: 'ACCEPTED' | 'REJECTED';
  readonly reason: string;
  readonly decidedAt: Date;
}

/** A measure kept back for review; unitId null means for every unit of the source. */
export interface HeldMeasure {
  readonly measure: string;
  readonly unitId: number | null;
  readonly reason: Text;
}

export interface RunCounters {
  readonly recordsRead: number;
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  readonly payloadHash: string | null;
  /** Requests that were made again. */
  readonly retries: number;
}

export interface RunEnd {
  readonly state: Exclude<PullRunState, 'RUNNING'>;
  readonly errorCode: string | null;
  readonly errorFamily: ErrorFamily | null;
  readonly message: Text;
  readonly held: readonly HeldMeasure[];
  readonly quarantined: Readonly<Record<string, number>>;
  readonly ignored: Readonly<Record<string, number>>;
  readonly counters: RunCounters;
  /** What was read stays for the next run of the same days; with anything read, FAILED then is PARTIAL. */
  readonly isResumable?: boolean;
  /** Reading ended at a limit of ours: what was read is only a part. */
  readonly isPartial?: boolean;
  /** The source asked not to be asked again before. */
  readonly retryAfterSeconds?: number | null;
  /** For publishing later, when a person accepts: JSON. */
  readonly pending?: unknown;
}

/** Error code of a run that was only to show what would happen: it says nothing about what is due. */
export const DRY_RUN = 'DRY_RUN';

/** Error code of a run whose process ended before it did. */
export const INTERRUPTED = 'INTERRUPTED';

/** Error code of a run that a person stopped. */
export const STOPPED_BY_PERSON = 'STOPPED_BY_PERSON';

export interface Row {
  id: number;
  source_id: number;
  connector_version: string;
  state: PullRunState;
  window_from: Day;
  window_to: Day;
  started_at: string;
  heartbeat_at: string;
  finished_at: string | null;
  records_read: number;
  records_expected: number | null;
  pages_read: number;
  facts_changed: number;
  payload_hash: string | null;
  error_code: string | null;
  error_family: ErrorFamily | null;
  message_vi: string;
  message_en: string;
  held: HeldMeasure[] | null;
  quarantined: Record<string, number> | null;
  ignored: Record<string, number> | null;
  due_at: string | null;
  only_units: string[] | null;
  retry_at: string | null;
  retries: number;
  decision: RunDecision['decision'] | null;
  decision_reason: string | null;
  decided_at: string | null;
  is_resumable: boolean;
}

export const toRun = (row: Row): PullRun => ({
  id: row.id,
  sourceId: row.source_id,
  connectorVersion: row.connector_version,
  state: row.state,
  window: { from: row.window_from, to: row.window_to },
  startedAt: instant(row.started_at),
  heartbeatAt: instant(row.heartbeat_at),
  finishedAt: row.finished_at === null ? null : instant(row.finished_at),
  recordsRead: row.records_read,
  recordsExpected: row.records_expected,
  pagesRead: row.pages_read,
  factsChanged: row.facts_changed,
  payloadHash: row.payload_hash,
  errorCode: row.error_code,
  errorFamily: row.error_family,
  message: { vi: row.message_vi, en: row.message_en },
  held: row.held ?? [],
  quarantined: row.quarantined ?? {},
  ignored: row.ignored ?? {},
  dueAt: optional(row.due_at),
  onlyUnits: row.only_units,
  retryAt: optional(row.retry_at),
  retries: row.retries,
  decision: decisionOf(row),
  isResumable: row.is_resumable,
});

const optional = (at: string | null): Date | null => (at === null ? null : instant(at));

const decisionOf = ({ decision, decision_reason: reason, decided_at: at }: Row): RunDecision | null =>
  decision === null || at === null ? null : { decision, reason: reason ?? '', decidedAt: instant(at) };
