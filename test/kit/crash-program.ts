/**
 * The engine in a process of its own, reading in a thread as the hub does: puts what is due on the work list, pulls
 * until nothing is due, scores and ends. KILL_AT names the place where it kills itself, "#7" the seventh place it
 * passes; HOLD makes it wait for a line on its standard input before it begins.
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { doPull, enqueueDue, scoreWhatChanged } from '../../src/app/nightly.ts';
import { duePulls } from '../../src/app/pull/due.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { runsAreLive } from '../../src/store/run-history.ts';
import { openCrashEngine } from './crash-engine.ts';

const { KILL_AT = '', DATABASE_URL = '', SOURCE_URL = '', PAGE_SIZE = '10', HOLD } = process.env;

let passed = 0;
function failPoint(place: string): void {
  passed += 1;
  if (place === KILL_AT || `#${passed}` === KILL_AT) process.kill(process.pid, 'SIGKILL');
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const { deps, queue, database, close } = await openCrashEngine({
  databaseUrl: DATABASE_URL,
  sourceUrl: SOURCE_URL,
  pageSize: Number(PAGE_SIZE),
  failPoint,
  beforeQueue: async () => {
    console.log('open');
    if (HOLD) await once(process.stdin, 'data');
  },
});

await queue.work(async (job) => {
  failPoint('job_taken');
  await doPull(deps, job, stopping.signal);
});
while (!stopping.signal.aborted) {
  const isDone = await closeDeadRuns(database, false)
    .then(() => enqueueDue(deps, queue))
    .then(async () => (await duePulls(deps)).length === 0 && !(await runsAreLive(database)))
    .catch((error: Error) => void console.error(`away ${error.name}`));
  if (isDone) break;
  await setTimeout(100, undefined, { signal: stopping.signal }).catch(() => {});
}
if (!stopping.signal.aborted) await scoreWhatChanged(deps, true);
await close();
console.log('done');
process.exit(0);
