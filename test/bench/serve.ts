import { isDeepStrictEqual } from 'node:util';
import { startDatabases } from './kit/databases.ts';
import { median } from './kit/numbers.ts';
import type { Figure, Report } from './kit/report.ts';
import { startWorker, type Worker } from './kit/worker.ts';
import { addBareTables } from './serve/bare-tables.ts';
import { startHub } from './serve/hub.ts';
import type { Load, LoadResult } from './serve/load.ts';
import { ask, OPERATIONS, type Operation } from './serve/operations.ts';

const BARE_SERVER = new URL('./serve/bare-server.ts', import.meta.url);
const LOAD = new URL('./serve/load.ts', import.meta.url);
const CONNECTIONS = 12;
const WARM_UP_SECONDS = 2;
const ROUND_SECONDS = 2;

interface Servers {
  readonly hub: string;
  readonly bare: string;
}

interface Round {
  readonly hub: LoadResult;
  readonly bare: LoadResult;
}

/** The hub, the bare handler, the load and PostgreSQL are processes of their own. */
export async function serveBench(rounds: number): Promise<Report> {
  const databases = await startDatabases();
  const databaseUrl = await databases.create();
  const hub = await startHub(databaseUrl);
  const bare = await startWorker<string, string>(BARE_SERVER);
  const load = await startWorker<Load, LoadResult>(LOAD);
  try {
    await addBareTables(databaseUrl, hub.url);
    const servers: Servers = { hub: hub.url, bare: await bare.ask(databaseUrl) };
    const figures: Figure[] = [];
    for (const operation of OPERATIONS) {
      await expectSameAnswer(servers, operation);
      for (const unlike of [false, true]) {
        const name = `${operation.name}${unlike ? ', no two requests alike' : ''}`;
        figures.push(...figuresOf(name, await measure(load, servers, { ...operation, unlike }, rounds)));
      }
    }
    return { bench: 'serve', subject: `${CONNECTIONS} connections, ${rounds} interleaved rounds`, figures };
  } finally {
    await load.stop();
    await bare.stop();
    await hub.stop();
    await databases.stop();
  }
}

async function expectSameAnswer({ hub, bare }: Servers, operation: Operation): Promise<void> {
  const [ours, theirs] = [await ask(hub, operation), await ask(bare, operation)];
  if (isDeepStrictEqual(ours, theirs)) return;
  throw new Error(`${operation.name}: other answers\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`);
}

async function measure(
  load: Worker<Load, LoadResult>,
  { hub, bare }: Servers,
  { body, unlike }: Operation & { readonly unlike: boolean },
  count: number,
): Promise<Round[]> {
  const run = (url: string, seconds: number) =>
    load.ask({ url, body, seconds, connections: CONNECTIONS, unlike });
  await run(hub, WARM_UP_SECONDS);
  await run(bare, WARM_UP_SECONDS);
  const rounds: Round[] = [];
  while (rounds.length < count) {
    rounds.push({ hub: await run(hub, ROUND_SECONDS), bare: await run(bare, ROUND_SECONDS) });
  }
  return rounds;
}

function figuresOf(name: string, rounds: readonly Round[]): Figure[] {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  return [
    { name: `${name}: hub`, value: over(({ hub }) => hub.perSecond), unit: 'requests/s' },
    { name: `${name}: bare handler`, value: over(({ bare }) => bare.perSecond), unit: 'requests/s' },
    {
      name: `${name}: ratio`,
      value: over(({ hub, bare }) => hub.perSecond / bare.perSecond),
      unit: '',
      aim: { atLeast: 0.5 },
    },
    { name: `${name}: hub p50`, value: over(({ hub }) => hub.p50), unit: 'ms' },
    { name: `${name}: hub p99`, value: over(({ hub }) => hub.p99), unit: 'ms' },
    { name: `${name}: bare p50`, value: over(({ bare }) => bare.p50), unit: 'ms' },
    { name: `${name}: bare p99`, value: over(({ bare }) => bare.p99), unit: 'ms' },
  ];
}
