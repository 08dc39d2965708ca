import { setTimeout } from 'node:timers/promises';
import type { HubDeps } from '../app/deps.ts';
import { enqueueDue, scoreWhatChanged } from '../app/nightly.ts';
import { type DuePull, duePulls } from '../app/pull/due.ts';
import { runSpeed } from '../app/pull-run-view.ts';
import type { ScoredAssessment } from '../app/score-assessment.ts';
import type { PullRun } from '../store/pull-run.ts';
import type { Queue } from '../store/queue.ts';
import { latestRuns, newestRunId } from '../store/run-history.ts';
import { createProgress } from './progress.ts';

export interface MainJob {
  /** One per pull that was due. */
  readonly runs: readonly PullRun[];
  readonly scored: readonly ScoredAssessment[];
}

/** How often a terminal is redrawn, milliseconds. */
const LOOK_INTERVAL = 500;

/** Pulls whatever is due through the work list, shows how it goes, and scores what changed. */
export async function mainJob(deps: HubDeps, queue: Queue, signal: AbortSignal): Promise<MainJob> {
  const newest = await newestRunId(deps.database);
  const due = await enqueueDue(deps, queue);
  const runs = due.length === 0 ? [] : await watch(deps, due, newest, signal);
  return { runs, scored: signal.aborted ? [] : await scoreWhatChanged(deps, true) };
}

async function watch(
  deps: HubDeps,
  due: readonly DuePull[],
  after: number,
  signal: AbortSignal,
): Promise<PullRun[]> {
  const progress = createProgress();
  const sourceIds = [...new Set(due.map((pull) => pull.source.id))];
  try {
    for (;;) {
      const runs = (await latestRuns(deps.database, sourceIds, due.length)).filter((run) => run.id > after);
      for (const run of [...runs].reverse()) progress.show(labelOf(due, run), { ...run, ...runSpeed(run) });
      const ended = runs.filter((run) => run.state !== 'RUNNING' && due.some((pull) => isOf(run, pull)));
      const open = due.filter((pull) => !ended.some((run) => isOf(run, pull)));
      if (signal.aborted || !(await anyStillDue(deps, open))) return ended;
      await setTimeout(LOOK_INTERVAL, undefined, { signal }).catch(() => {});
    }
  } finally {
    progress.stop();
  }
}

/** Another hub on the same database may have done a pull, in a run that was older than this job. */
async function anyStillDue(deps: HubDeps, open: readonly DuePull[]): Promise<boolean> {
  if (open.length === 0) return false;
  const due = await duePulls(deps);
  return open.some((pull) =>
    due.some((one) => one.source.id === pull.source.id && one.window.from === pull.window.from),
  );
}

const isOf = (run: PullRun, pull: DuePull): boolean =>
  run.sourceId === pull.source.id && run.window.from === pull.window.from && run.window.to === pull.window.to;

function labelOf(due: readonly DuePull[], run: PullRun): string {
  const source = due.find((pull) => pull.source.id === run.sourceId)?.source;
  return `${source?.name ?? run.sourceId} · ${run.window.from.slice(0, 4)}`;
}
