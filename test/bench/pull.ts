import { type Databases, startDatabases } from './kit/databases.ts';
import { median, megabytes, type Spent } from './kit/numbers.ts';
import type { Report } from './kit/report.ts';
import { askOnce, startWorker } from './kit/worker.ts';
import type { PagesServed, PagesWanted } from './pull/page-server.ts';
import type { Pulled, PullWanted } from './pull/pull-once.ts';

const PAGE_SERVER = new URL('./pull/page-server.ts', import.meta.url);
const FETCH_AND_PARSE = new URL('./pull/fetch-and-parse.ts', import.meta.url);
const PULL_ONCE = new URL('./pull/pull-once.ts', import.meta.url);
/** The practice source keeps all it has ever shown; not what is measured. */
const PAGE_SERVER_HEAP = 8_192;

interface Round {
  readonly fetched: Spent;
  readonly first: Pulled;
  /** The same again: nothing has changed at the source. */
  readonly second: Pulled;
}

export async function pullBench(dossiers: number, rounds: number): Promise<Report> {
  const databases = await startDatabases();
  const server = startWorker<PagesWanted, PagesServed>(PAGE_SERVER, { heapMegabytes: PAGE_SERVER_HEAP });
  try {
    const pages = await server.ask({ dossiers });
    const measured: Round[] = [];
    while (measured.length < rounds) measured.push(await round(databases, pages));
    return report(pages, measured);
  } finally {
    await server.stop();
    await databases.stop();
  }
}

/** Each part in a process of its own, so that none profits from another's warm code. */
async function round(databases: Databases, pages: PagesServed): Promise<Round> {
  const databaseUrl = await databases.create();
  const wanted: PullWanted = { databaseUrl, sourceUrl: pages.url };
  const fetched = await askOnce<Pick<PagesServed, 'url' | 'requests'>, Spent>(FETCH_AND_PARSE, {
    url: pages.url,
    requests: pages.requests,
  });
  const first = await askOnce<PullWanted, Pulled>(PULL_ONCE, wanted);
  const second = await askOnce<PullWanted, Pulled>(PULL_ONCE, wanted);
  for (const { recordsRead } of [first, second]) {
    if (recordsRead !== pages.records)
      throw new Error(`${recordsRead} records read, ${pages.records} served`);
  }
  if (second.factsChanged > 0) throw new Error(`The unchanged pull changed ${second.factsChanged} facts`);
  return { fetched, first, second };
}

function report(pages: PagesServed, rounds: readonly Round[]): Report {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  const perSecond = (part: keyof Round) => pages.records / over((one) => one[part].seconds);
  const peak = Math.max(...rounds.flatMap(({ first, second }) => [first.peakBytes, second.peakBytes]));
  return {
    bench: 'pull',
    subject: `${pages.dossiers} dossiers = ${pages.records} records on ${pages.requests.length} answers, ${megabytes(pages.bytes).toFixed(0)} MB`,
    figures: [
      { name: 'fetch + JSON.parse', value: perSecond('fetched'), unit: 'records/s' },
      { name: 'pull and store', value: perSecond('first'), unit: 'records/s' },
      {
        name: 'ratio',
        value: over(({ fetched, first }) => fetched.seconds / first.seconds),
        unit: '',
        aim: { atLeast: 0.5 },
      },
      {
        name: 'ratio of processor time, pulling process',
        value: over(({ fetched, first }) => fetched.processorSeconds / first.processorSeconds),
        unit: '',
      },
      { name: 'pull again, unchanged', value: perSecond('second'), unit: 'records/s' },
      {
        name: 'ratio of the unchanged pull',
        value: over(({ fetched, second }) => fetched.seconds / second.seconds),
        unit: '',
      },
      { name: 'memory before the pull', value: megabytes(over(({ first }) => first.idleBytes)), unit: 'MB' },
      { name: 'memory at its peak', value: megabytes(peak), unit: 'MB', aim: { atMost: 256 } },
    ],
  };
}
