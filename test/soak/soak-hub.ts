/** One of several hubs on one database: takes jobs off the work list and scores, until it is killed. */
import { doPull, scoreWhatChanged } from '../../src/app/nightly.ts';
import { withDatabase } from '../../src/cli/database-wait.ts';
import { MINUTE } from '../../src/core/clock.ts';
import { openCrashEngine } from '../kit/crash-engine.ts';

const { DATABASE_URL = '', SOURCE_URL = '', PAGE_SIZE = '' } = process.env;

const stopping = new AbortController();
const open = () =>
  openCrashEngine({ databaseUrl: DATABASE_URL, sourceUrl: SOURCE_URL, pageSize: Number(PAGE_SIZE) });
// As the product does: a hub may begin while the database is being restarted.
const { deps, queue, close } = await withDatabase(open, { limit: MINUTE, signal: stopping.signal });
process.once('SIGTERM', async () => {
  stopping.abort();
  await close();
  process.exit(0);
});
// Its parent's end is its own.
process.stdin.resume().once('end', () => process.exit(1));
await queue.work(async (job) => {
  await doPull(deps, job, stopping.signal);
  await scoreWhatChanged(deps);
});
console.log('open');
