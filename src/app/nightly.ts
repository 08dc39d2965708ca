import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { SECOND } from '../core/clock.ts';
import { type Assessment, allAssessments } from '../store/assessments.ts';
import type { PullRun } from '../store/pull-run.ts';
import { closeDeadRuns } from '../store/pull-runs.ts';
import { NotForThisHub, type PullJob, type Queue } from '../store/queue.ts';
import { isPulledSince, lastRunEnd, runsAreLive } from '../store/run-history.ts';
import { sourceById } from '../store/sources.ts';
import { ensureAssessments } from './assessments.ts';
import type { HubDeps } from './deps.ts';
import { type DuePull, duePulls, isReadableHere } from './pull/due.ts';
import { startPull } from './pull/pull-source.ts';
import { type ScoredAssessment, scoreAssessment } from './score-assessment.ts';

/**
 * What a tick does, and a start: every pull that is due goes to the shared work list, once, whoever asks.
 * Runs whose process was killed are ended first, so that their pulls are due again, and a year that has begun
 * gets its assessments.
 */
export async function enqueueDue(deps: HubDeps, queue: Queue): Promise<DuePull[]> {
  await closeDeadRuns(deps.database, false);
  await ensureAssessments(deps);
  const due = await duePulls(deps);
  for (const pull of due) {
    const { source, window, dueAt } = pull;
    await queue.enqueue({ sourceId: source.id, ...window, dueAt: dueAt.toISOString() }, jobId(pull));
  }
  return due;
}

/** The same due pull has the same id in every process; the database takes an id once. */
function jobId({ source, window, dueAt }: DuePull): string {
  const hex = createHash('sha256')
    .update(`${source.id} ${window.from} ${window.to} ${dueAt.toISOString()}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Does one job of the work list. While the source is busy with other days it waits for its turn. */
export async function doPull(deps: HubDeps, job: PullJob, signal: AbortSignal): Promise<PullRun | null> {
  while (!signal.aborted) {
    const source = await sourceById(deps.database, job.sourceId);
    if (!source?.enabled) return null;
    if (!isReadableHere(deps, source)) throw new NotForThisHub();
    const window = { from: job.from, to: job.to };
    const dueAt = new Date(job.dueAt);
    // Handed out twice, because the hub that took it first seemed dead: done is done.
    if (await isPulledSince(deps.database, { sourceId: source.id, window, dueAt })) return null;
    const { run, done } = await startPull(deps, source, window, { signal, dueAt });
    if (run.window.from === job.from && run.window.to === job.to) return done;
    await setTimeout(BUSY_PAUSE, undefined, { signal }).catch(() => {});
    await closeDeadRuns(deps.database, false);
  }
  return null;
}

const BUSY_PAUSE = 1 * SECOND;

/**
 * Scores every assessment that a pull ended for since it was last scored. While other pulls still run it
 * waits for the last of them, unless `now` asks for the present state.
 */
export async function scoreWhatChanged(deps: HubDeps, now = false): Promise<ScoredAssessment[]> {
  if (!now && (await runsAreLive(deps.database))) return [];
  const scored: ScoredAssessment[] = [];
  for (const assessment of await allAssessments(deps.database)) {
    if (await needsScoring(deps, assessment)) scored.push(await scoreAssessment(deps, assessment));
  }
  return scored;
}

async function needsScoring(deps: HubDeps, assessment: Assessment): Promise<boolean> {
  const lastEnd = await lastRunEnd(deps.database, assessment.window);
  return assessment.scoredAt === null || (lastEnd !== null && lastEnd >= assessment.scoredAt);
}

/** Scores everything again, whatever has changed: the `hub score` command. */
export async function scoreAll(deps: HubDeps): Promise<ScoredAssessment[]> {
  const scored: ScoredAssessment[] = [];
  for (const assessment of await allAssessments(deps.database)) {
    scored.push(await scoreAssessment(deps, assessment));
  }
  return scored;
}
