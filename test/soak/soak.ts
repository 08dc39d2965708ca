import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { withDatabase } from '../../src/cli/database-wait.ts';
import { type Seeded, seeded } from '../../src/connector-kit/seeded.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { brokenRules, tablesWith } from '../kit/broken-rules.ts';
import { letTimePass, openCrashHub, visibleFacts } from '../kit/crash-hub.ts';
import { CrashSource, factsOf, itemsOf, type Mischief } from '../kit/crash-source.ts';
import { startPostgres } from '../kit/postgres-server.ts';
import { SECRET, YEAR } from '../kit/test-hub.ts';
import { Hubs } from './hubs.ts';

export interface SoakResult {
  readonly line: string;
  /** Empty: what is visible is what the source shows, and every rule holds. */
  readonly differences: readonly string[];
}

const HUBS = 2;
const PAGE_SIZE = 20;
const ITEMS = itemsOf({ '2024-01': 240, '2024-02': 120, '2024-03': 90, '2024-06': 60, '2024-11': 45 });
/** Chances per pull that is asked for. */
const KILL = 0.4;
const RESTART = 0.04;
/** Per request. */
const FAULT = 0.01;

/** Everything that goes on at once; the parts that random numbers decide are drawn from one seed. */
interface Soak {
  readonly random: Seeded;
  readonly source: CrashSource;
  readonly database: Database;
  readonly queue: Queue;
  readonly hubs: Hubs;
  readonly sourceId: number;
  /** Asked for so far; each for another night. */
  nights: number;
}

export async function soak({ pulls, seed }: { pulls: number; seed: number }): Promise<SoakResult> {
  const began = performance.now();
  const random = seeded('soak', seed);
  const server = await startPostgres();
  const source = await CrashSource.start(ITEMS);
  const database = await openDatabase({ kind: 'postgres', url: server.url });
  await migrate(database);
  const hub = await openCrashHub(database, { url: source.url, pageSize: PAGE_SIZE });
  const queue = await openQueue(database, () => {});
  const env = { DATABASE_URL: server.url, SOURCE_URL: source.url, PAGE_SIZE: String(PAGE_SIZE) };
  const hubs = await Hubs.start(HUBS, env);
  const one: Soak = { random, source, database, queue, hubs, sourceId: hub.source.id, nights: 0 };
  let restarts = 0;
  try {
    source.mischief = faults(seeded('faults', seed));
    for (let published = 0; published < pulls; ) {
      source.change(random);
      if (random.chance(RESTART)) {
        restarts += 1;
        void setTimeout(random.int(0, 800))
          .then(() => server.crash())
          .then(() => setTimeout(500))
          .then(() => server.revive());
      }
      if (random.chance(KILL)) void setTimeout(random.int(0, 900)).then(() => hubs.kill(random));
      if ((await night(one)) === 'OK') published += 1;
    }
    source.mischief = () => false;
    const differences = [...hubs.surprises, ...(await differencesAtRest(one))];
    const runs = await database.rows<{ state: string; n: number }>(
      'select state, count(*)::int as n from pull_run group by 1 order by 1',
    );
    const states = runs.map(({ state, n }) => `${n} ${state}`).join(', ');
    const seconds = Math.round((performance.now() - began) / 1_000);
    const verdict = differences.length === 0 ? 'facts = source' : `${differences.length} DIFFERENCES`;
    const line = `soak seed ${seed}: ${pulls} pulls published in ${seconds} s (${states}), ${hubs.kills} hubs killed, ${restarts} database restarts, ${source.asked.length} requests: ${verdict}`;
    return { line, differences };
  } finally {
    await hubs.stop();
    await queue.stop();
    await database.close();
    await source.close();
    await server.stop();
  }
}

const FAULTS: readonly Mischief[] = [
  (response) => !response.writeHead(500).end().destroyed,
  (response) => !!response.socket?.destroy(),
  (response) => !response.writeHead(200, { 'content-length': '99999' }).end('{"total":').destroyed,
];

const faults =
  (random: Seeded): Mischief =>
  (response, asked) => {
    if (!random.chance(FAULT)) return false;
    void random.pick(FAULTS)(response, asked);
    return true;
  };

/** Asks for one more pull and waits for its end, however many hubs it takes. */
async function night(one: Soak): Promise<string> {
  one.nights += 1;
  const dueAt = new Date(Date.parse('2030-01-01T19:00:00Z') + one.nights * 86_400_000).toISOString();
  const job = { sourceId: one.sourceId, ...YEAR, dueAt };
  const id = randomUUID();
  for (;;) {
    const state = await patiently(async () => {
      await letTimePass(one.database);
      await closeDeadRuns(one.database, false);
      await one.queue.enqueue(job, id);
      return endOf(one.database, dueAt);
    });
    if (state !== null) return state;
    await setTimeout(1_500);
  }
}

/** null while it is not done: a run whose hub or database ended is none. */
async function endOf(database: Database, dueAt: string): Promise<string | null> {
  const [run] = await database.rows<{ state: string }>(
    `select state from pull_run where due_at = $1::timestamptz and state not in ('RUNNING', 'CANCELLED')
       and error_code is distinct from 'INTERRUPTED' order by id desc limit 1`,
    [dueAt],
  );
  return run?.state ?? null;
}

const patiently = <T>(work: () => Promise<T>): Promise<T> =>
  withDatabase(work, { limit: 60_000, signal: new AbortController().signal });

/** What was left staged by a stopped run may be older than the source: after the second pull nothing is. */
async function differencesAtRest(one: Soak): Promise<string[]> {
  await night(one);
  await night(one);
  const { database, source } = one;
  const [visible, expected] = [await visibleFacts(database), factsOf(source.items, YEAR)];
  const before = await database.rows('select max(id) as fact from fact');
  await night(one);
  const after = await database.rows('select max(id) as fact from fact');
  return [
    ...visible
      .filter((line) => !expected.includes(line))
      .map((line) => `visible, not at the source: ${line}`),
    ...expected
      .filter((line) => !visible.includes(line))
      .map((line) => `at the source, not visible: ${line}`),
    ...(JSON.stringify(before) === JSON.stringify(after) ? [] : ['R3: an unchanged source changed facts']),
    ...(await brokenRules(database)),
    ...(await tablesWith(database, SECRET)).map((table) => `R10: a secret in ${table}`),
  ];
}
