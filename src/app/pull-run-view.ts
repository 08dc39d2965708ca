import { MINUTE, SECOND, startOfDay } from '../core/clock.ts';
import type { Unit } from '../core/unit.ts';
import { previewOf } from '../store/pending-runs.ts';
import type { PullRun } from '../store/pull-run.ts';
import { knowMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { type Speed, speedOf } from './pull/speed.ts';
import type { PullRunView, RunPreviewView } from './views/pull-run.ts';

type Names = Pick<HubDeps, 'measures' | 'unitIds'>;

export const toRunView = ({ measures, unitIds }: Names, run: PullRun): PullRunView => ({
  ...runSpeed(run),
  id: String(run.id),
  sourceId: String(run.sourceId),
  connectorVersion: run.connectorVersion,
  state: run.state,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  window: run.window,
  recordsRead: run.recordsRead,
  rowsUnmatched: sumOf(run.quarantined),
  rowsIgnored: sumOf(run.ignored),
  recordsExpected: run.recordsExpected,
  pagesRead: run.pagesRead,
  factsChanged: run.factsChanged,
  payloadHash: run.payloadHash,
  errorCode: run.errorCode,
  message: run.message,
  held: run.held.map(({ measure, unitId, reason }) => ({
    measure: measures.get(measure),
    unit: unitId === null ? null : unitIds.unit(unitId),
    reason,
  })),
  decision: run.decision,
  dueAt: run.dueAt,
  lateSeconds: lateSeconds(run),
  retries: run.retries,
  retryAt: run.retryAt,
  isResumable: run.isResumable,
  onlyUnits: run.onlyUnits,
});

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Codes that a view of the run shows by their titles. */
export const measuresHeld = ({ held }: PullRun): string[] => held.map(({ measure }) => measure);

/** By the clock of the database: from the start to the last sign of life, or to the end. */
export function runSpeed(run: PullRun): Speed {
  const until = run.finishedAt ?? run.heartbeatAt;
  const speed = speedOf(run, until.getTime() - run.startedAt.getTime());
  return run.state === 'RUNNING' ? speed : { ...speed, secondsLeft: null };
}

/** Pulls of one night wait for one another so long without being late. */
const ON_TIME = 5 * MINUTE;

/** How long after its time a run began; null when it was begun by hand or on time. */
export function lateSeconds({
  dueAt,
  startedAt,
  window,
}: Pick<PullRun, 'dueAt' | 'startedAt' | 'window'>): number | null {
  // The first pull of a year is due since the year began: nobody had planned it for then.
  if (dueAt === null || dueAt.getTime() === startOfDay(window.from).getTime()) return null;
  const late = startedAt.getTime() - dueAt.getTime();
  return late <= ON_TIME ? null : Math.floor(late / SECOND);
}

/** null when it was never worked out what publishing the run would change. */
export async function runPreviewView(deps: HubDeps, id: string): Promise<RunPreviewView | null> {
  const preview = await previewOf(deps.database, Number(id));
  if (preview === null) return null;
  await knowMeasures(
    deps,
    preview.changes.map(({ measureId }) => measureId),
  );
  return {
    ...preview,
    changes: preview.changes.map(({ measureId, unitId, before, after }) => ({
      measure: deps.measures.get(deps.measures.code(measureId)),
      unit: deps.unitIds.unit(unitId) as Unit,
      before,
      after,
    })),
  };
}
