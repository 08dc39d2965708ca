import { setTimeout } from 'node:timers/promises';
import { dayOf, earlierDay, isDay, laterDay, SECOND, type Window, yearOf } from '../../core/clock.ts';
import { HubError } from '../../core/errors.ts';
import { formatDay, text } from '../../core/text.ts';
import type { PullRun } from '../../store/pull-run.ts';
import { closeDeadRuns } from '../../store/pull-runs.ts';
import { allSources, type StoredSource } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';
import { startPull } from './pull-source.ts';

/** One pull of a backfill: it is shown before anything is pulled. */
export interface BackfillStep {
  readonly source: StoredSource;
  readonly window: Window;
}

/** Which pulls a range of days needs: one per source and year, oldest first. Nothing is pulled. */
export async function backfillSteps(
  deps: HubDeps,
  source: StoredSource | null,
  range: Window,
): Promise<BackfillStep[]> {
  const windows = yearsOf(range, dayOf(deps.clock.now()));
  const sources = source ? [source] : await allSources(deps.database);
  return sources
    .filter(({ enabled }) => enabled)
    .flatMap((one) => windows.map((window) => ({ source: one, window })));
}

/** The range cut into calendar years; throws BAD_RANGE. Pure. */
export function yearsOf(range: Window, today: string): Window[] {
  if (!isDay(range.from) || !isDay(range.to) || range.from > range.to || range.to > today) {
    throw badRange(range, today);
  }
  const windows: Window[] = [];
  for (let year = yearOf(range.from); year <= yearOf(range.to); year++) {
    windows.push({ from: laterDay(range.from, `${year}-01-01`), to: earlierDay(range.to, `${year}-12-31`) });
  }
  return windows;
}

/**
 * Pulls one after the other; each waits until its source is free. They were begun by hand, so what the schedule
 * wants next stays as it is (U13).
 */
export async function* backfill(
  deps: HubDeps,
  steps: readonly BackfillStep[],
  signal?: AbortSignal,
): AsyncGenerator<PullRun> {
  for (const { source, window } of steps) {
    const run = await pulledWhenFree(deps, source, window, signal);
    if (run === null) return;
    yield run;
  }
}

async function pulledWhenFree(
  deps: HubDeps,
  source: StoredSource,
  window: Window,
  signal: AbortSignal | undefined,
): Promise<PullRun | null> {
  while (!signal?.aborted) {
    const { run, done } = await startPull(deps, source, window, signal ? { signal } : {});
    if (run.window.from === window.from && run.window.to === window.to && run.onlyUnits === null) return done;
    await setTimeout(BUSY_PAUSE, undefined, signal ? { signal } : {}).catch(() => {});
    await closeDeadRuns(deps.database, false);
  }
  return null;
}

const BUSY_PAUSE = 1 * SECOND;

const badRange = ({ from, to }: Window, today: string) =>
  new HubError(
    'config',
    'BAD_RANGE',
    text(
      `Khoảng ngày ${from} - ${to} không hợp lệ: cần hai ngày dạng 2024-11-15, ngày đầu trước ngày cuối và không sau hôm nay (${formatDay(today)}).`,
      `The days ${from} to ${to} are not valid: expected two days such as 2024-11-15, the first before the last and none after today (${today}).`,
    ),
    { details: { field: 'from' } },
  );
