import { isDeepStrictEqual } from 'node:util';
import postgres from 'postgres';
import { startDatabases } from './kit/databases.ts';
import { median } from './kit/numbers.ts';
import type { Figure, Report } from './kit/report.ts';
import { startWorker } from './kit/worker.ts';
import { addBareTables } from './serve/bare-tables.ts';
import type { Answers } from './serve/bytes-server.ts';
import { startHub } from './serve/hub.ts';
import type { Load, LoadResult } from './serve/load.ts';
import { peakMemory } from './serve/memory.ts';
import {
  answerTo,
  ask,
  INDEX_SET,
  LEVEL,
  OPERATIONS,
  type Operation,
  TREND,
  UNIT,
  YEAR,
} from './serve/operations.ts';
import { forPostGraphile } from './serve/rival-operations.ts';
import { addRivalTables } from './serve/rival-tables.ts';
import { installRivals, startMercurius, startPostGraphile } from './serve/rivals.ts';

const BARE_SERVER = new URL('./serve/bare-server.ts', import.meta.url);
const BYTES_SERVER = new URL('./serve/bytes-server.ts', import.meta.url);
const LOAD = new URL('./serve/load.ts', import.meta.url);
const WARM_UP_SECONDS = 2;
const ROUND_SECONDS = 2;

interface Server {
  readonly name: string;
  readonly url: string;
  /** What the hub is to reach of it. */
  readonly aim?: number;
  /** The same question in its own words. */
  readonly words?: (operation: Operation) => Operation;
}

/** Of each server, in the same order. */
type Round = readonly LoadResult[];

/** The hub, each rival, the load and PostgreSQL are processes of their own. */
export async function serveBench(rounds: number, connections: number): Promise<Report> {
  const closers: (() => Promise<unknown>)[] = [];
  const opened = <T extends { stop(): Promise<unknown> }>(one: T): T => {
    closers.unshift(() => one.stop());
    return one;
  };
  try {
    const rivals = await installRivals();
    const databaseUrl = await opened(await startDatabases()).create();
    const hub = opened(await startHub(databaseUrl));
    const bare = opened(await startWorker<string, string>(BARE_SERVER));
    const bytes = opened(await startWorker<Answers, string>(BYTES_SERVER));
    const load = opened(await startWorker<Load, LoadResult>(LOAD));
    const drive: Drive = (wanted) => load.ask({ ...wanted, connections });
    await addBareTables(databaseUrl, hub.url);
    await addRivalTables(databaseUrl);
    const rows = await unitRows(databaseUrl);
    const postGraphile = opened(await startPostGraphile(rivals, databaseUrl));
    const mercurius = opened(await startMercurius(rivals, databaseUrl));

    const ours: Server = { name: 'hub', url: hub.url };
    const handler: Server = { name: 'bare handler', url: await bare.ask(databaseUrl), aim: 0.5 };
    const ready: Server = {
      name: 'cached bytes',
      url: await bytes.ask(await answersOf(hub.url)),
      aim: 0.6,
    };
    const others: readonly Server[] = [
      {
        name: 'PostGraphile',
        url: postGraphile.url,
        aim: 1.2,
        words: (operation) =>
          forPostGraphile(operation, LEVEL, operation === TREND ? rows.present : rows.assessed),
      },
      { name: 'Mercurius + graphql-jit', url: mercurius.url },
    ];

    const figures: Figure[] = [];
    for (const operation of OPERATIONS) {
      for (const same of [handler, others[1] as Server]) await expectSameAnswer(ours, same, operation);
    }
    for (const operation of OPERATIONS) {
      const hot = [ours, handler, ready];
      figures.push(
        ...figuresOf(`${operation.name}, hot`, hot, await measure(drive, hot, operation, false, rounds)),
      );
      const unlike = [ours, handler, ...others];
      figures.push(
        ...figuresOf(
          `${operation.name}, unlike`,
          unlike,
          await measure(drive, unlike, operation, true, rounds),
        ),
      );
    }
    for (const [name, { pid }] of Object.entries({ hub, PostGraphile: postGraphile, Mercurius: mercurius })) {
      figures.push({ name: `${name}: most memory`, value: await peakMemory(pid), unit: 'MB' });
    }
    const subject = `${connections} connections, ${rounds} interleaved rounds; "unlike": no two requests alike`;
    return { bench: 'serve', subject, figures };
  } finally {
    for (const close of closers) await close();
  }
}

/** Rows of what operations name by a code: the unit of today, and the one that the assessment was made of. */
async function unitRows(
  databaseUrl: string,
): Promise<{ readonly present: number; readonly assessed: number }> {
  const sql = postgres(databaseUrl, { max: 1 });
  const [row] = await sql<{ present: number; assessed: number }[]>`
    select (select id from rival.unit where code = ${UNIT} and present) as present, (
      select u.id from rival.unit u join rival.board b on b.unit_id = u.id join rival.assessment a on a.id = b.assessment_id
      where u.code = ${UNIT} and a.index_set = ${INDEX_SET} and a.year = ${YEAR} and a.level = ${LEVEL}) as assessed`;
  await sql.end();
  return row as { present: number; assessed: number };
}

async function answersOf(url: string): Promise<Answers> {
  const pairs = OPERATIONS.map(
    async (operation) => [operation.body, await answerTo(url, operation)] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
}

async function expectSameAnswer(ours: Server, theirs: Server, operation: Operation): Promise<void> {
  const [one, other] = [await ask(ours.url, operation), await ask(theirs.url, operation)];
  if (isDeepStrictEqual(one, other)) return;
  throw new Error(
    `${operation.name}: ${theirs.name} answers otherwise\n${JSON.stringify(one)}\n${JSON.stringify(other)}`,
  );
}

/** Puts a server under load for some seconds. */
type Drive = (load: Omit<Load, 'connections'>) => Promise<LoadResult>;

async function measure(
  load: Drive,
  servers: readonly Server[],
  operation: Operation,
  unlike: boolean,
  count: number,
): Promise<Round[]> {
  const run = ({ url, words }: Server, seconds: number) =>
    load({ url, body: (words?.(operation) ?? operation).body, seconds, unlike });
  for (const server of servers) {
    if (server.words) await ask(server.url, server.words(operation));
    await run(server, WARM_UP_SECONDS);
  }
  const rounds: Round[] = [];
  while (rounds.length < count) {
    const round: LoadResult[] = [];
    for (const server of servers) round.push(await run(server, ROUND_SECONDS));
    rounds.push(round);
  }
  return rounds;
}

/** The first server is ours. */
function figuresOf(name: string, servers: readonly Server[], rounds: readonly Round[]): Figure[] {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  const of = (round: Round, index: number) => round[index] as LoadResult;
  return servers.flatMap((server, index) => [
    {
      name: `${name}: ${server.name}`,
      value: over((round) => of(round, index).perSecond),
      unit: 'requests/s',
    },
    { name: `${name}: ${server.name} p99`, value: over((round) => of(round, index).p99), unit: 'ms' },
    ...(index === 0
      ? []
      : [
          {
            name: `${name}: hub to ${server.name}`,
            value: over((round) => of(round, 0).perSecond / of(round, index).perSecond),
            unit: '',
            ...(server.aim !== undefined && { aim: { atLeast: server.aim } }),
          },
        ]),
  ]);
}
