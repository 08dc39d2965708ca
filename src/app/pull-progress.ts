import { SECOND } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { runById } from '../store/run-history.ts';
import { knowMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { measuresHeld, toRunView } from './pull-run-view.ts';
import type { PullRunView } from './views/pull-run.ts';

/** Progress is read from the database, so it shows runs of every process on it. */
const LOOK_INTERVAL = 0.5 * SECOND;

export async function pullRunView(deps: HubDeps, id: string): Promise<PullRunView> {
  const run = /^\d{1,9}$/.test(id) ? await runById(deps.database, Number(id)) : null;
  if (run) {
    await knowMeasures(deps, measuresHeld(run));
    return toRunView(deps, run);
  }
  throw configError(
    'UNKNOWN_PULL_RUN',
    text(`Không có lần lấy dữ liệu số ${id}.`, `There is no pull run ${id}.`),
  );
}

/** The run as it is, then each change until it ends or the reader leaves. */
export async function* pullRunProgress(
  deps: HubDeps,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<PullRunView> {
  let shown = '';
  while (!signal.aborted) {
    const run = await pullRunView(deps, id);
    const state = JSON.stringify(run);
    if (state !== shown) yield run;
    shown = state;
    if (run.state !== 'RUNNING') return;
    await pause(LOOK_INTERVAL, signal);
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
