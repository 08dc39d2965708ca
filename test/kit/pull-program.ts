/**
 * The engine in a process of its own, to be killed: opens its database as the hub does, puts what is due on the
 * work list, pulls a scripted source, scores, prints what is visible then and ends. PAUSE_AT names a place where
 * it says "at <place>" and waits for its end.
 */
import { setTimeout } from 'node:timers/promises';
import { doPull, enqueueDue, scoreWhatChanged } from '../../src/app/nightly.ts';
import { duePulls } from '../../src/app/pull/due.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { openQueue } from '../../src/store/queue.ts';
import { people, post, recordScript, type Script, valueScript, visits } from './scripted-connector.ts';
import { TestHub, YEAR } from './test-hub.ts';

const { PAUSE_AT, DATABASE_URL, HUB_DATA_DIR } = process.env;

async function pass(place: string): Promise<void> {
  if (place !== PAUSE_AT) return;
  console.log(`at ${place}`);
  await setTimeout(60_000, undefined, { signal: stopping.signal }).catch(() => {});
}

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());

/** The first transaction of a run publishes, the later ones score. */
function withPauses(database: Database): Database {
  let name = 'publish';
  return {
    ...database,
    transaction: async (work) => {
      const own = name;
      const result = await database.transaction(async (queries) => {
        const done = await work(queries);
        await pass(`before ${own}`);
        return done;
      });
      await pass(`after ${own}`);
      name = 'score';
      return result;
    },
  };
}

const records = Array.from({ length: 40 }, (_, n) =>
  post(
    `k${n % 36}`,
    ['19801', '19802', 'X-1'][n % 3] as string,
    `2024-${n % 2 ? '01' : '03'}-0${(n % 9) + 1}`,
  ),
);
const script: Script = [
  () => pass('start'),
  ...recordScript(records, YEAR, { page: 7 }).flatMap((batch, index) => [
    batch,
    () => pass(`batch ${index}`),
  ]),
  ...valueScript([visits('19801', '2024-01-31', 30)], 'visits', YEAR),
  ...valueScript([people('19801', '2024-01-01', 90)], 'people', YEAR),
  () => pass('end'),
];

const opened = await openDatabase(
  DATABASE_URL
    ? { kind: 'postgres', url: DATABASE_URL }
    : { kind: 'embedded', dataDir: HUB_DATA_DIR as string },
);
await migrate(opened);
const hub = await TestHub.open(opened);
await closeDeadRuns(opened, opened.kind === 'embedded');
const deps = { ...hub.deps, database: withPauses(opened) };
const queue = await openQueue(opened, (error) => console.error(error));
hub.script.next(script);
await queue.work(async (job) => {
  await doPull(deps, job, stopping.signal);
});
await enqueueDue(deps, queue);
while ((await duePulls(deps)).length > 0 && !stopping.signal.aborted) await setTimeout(50);
if (!stopping.signal.aborted) {
  await scoreWhatChanged(deps);
  const boards = await opened.rows(
    'select unit_key, points, percent, rank from scoreboard where known_to is null order by assessment_id, position',
  );
  const rows = await opened.rows(
    'select key, day, verdict, unit_id from record where slice_id in (select id from slice where published_at is not null) order by key',
  );
  const unpublished = 'slice_id in (select id from slice where published_at is null)';
  const left = [await hub.count('staged_fact'), await hub.count('record', unpublished)];
  console.log(
    `result ${JSON.stringify({ facts: await hub.facts(), versions: await hub.count('fact'), boards, rows, left })}`,
  );
}
await queue.stop();
await opened.close();
