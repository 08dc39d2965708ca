import { type Databases, startDatabases } from './kit/databases.ts';
import { median, megabytes, type Spent } from './kit/numbers.ts';
import { PRODUCT_FLAGS } from './kit/product-start.ts';
import type { Figure, Report } from './kit/report.ts';
import { askOnce, startWorker, type Worker } from './kit/worker.ts';
import type { PageQuestion, PagesServed } from './pull/page-server.ts';
import type { Pulled, PullWanted } from './pull/pull-once.ts';

const PAGE_SERVER = new URL('./pull/page-server.ts', import.meta.url);
const FETCH_AND_PARSE = new URL('./pull/fetch-and-parse.ts', import.meta.url);
const PULL_ONCE = new URL('./pull/pull-once.ts', import.meta.url);
/** The practice source keeps all it has ever shown; not what is measured. */
const PAGE_SERVER_HEAP = 8_192;

interface Round {
  readonly fetched: Spent;
  /** Everything for the first time. */
  readonly full: Pulled;
  /** The same again, page by page: nothing has changed at the source, which does not say so. */
  readonly same: Pulled;
  /** The same again; the source says of each page that it is as it was. */
  readonly told: Pulled;
  /** One page in five has a changed dossier. */
  readonly delta: Pulled;
}

/** From here on the aims are those of a whole country; below, the start of each process weighs too much. */
const LARGE = 2_000_000;
const CHANGED_PAGES = 5;

export async function pullBench(dossiers: number, rounds: number): Promise<Report> {
  const databases = await startDatabases();
  const server = await startWorker<PageQuestion, PagesServed | 'done'>(PAGE_SERVER, [
    `--max-old-space-size=${PAGE_SERVER_HEAP}`,
  ]);
  try {
    const pages = (await server.ask({ dossiers })) as PagesServed;
    const measured: Round[] = [];
    while (measured.length < rounds) measured.push(await round(databases, server, pages));
    return report(pages, measured);
  } finally {
    await server.stop();
    await databases.stop();
  }
}

type PageServer = Worker<PageQuestion, PagesServed | 'done'>;

/** Each part in a process of its own, so that none profits from another's warm code. */
async function round(databases: Databases, server: PageServer, pages: PagesServed): Promise<Round> {
  const { url, requests, records } = pages;
  const wanted: PullWanted = { databaseUrl: await databases.create(), sourceUrl: url };
  const pulled = () => askOnce<PullWanted, Pulled>(PULL_ONCE, wanted, PRODUCT_FLAGS);
  await server.ask({ tellsUnchanged: false });
  const fetched = await askOnce<Pick<PagesServed, 'url' | 'requests'>, Spent>(FETCH_AND_PARSE, {
    url,
    requests,
  });
  const full = await pulled();
  const same = await pulled();
  await server.ask({ tellsUnchanged: true });
  const told = await pulled();
  await server.ask({ tellsUnchanged: false });
  await server.ask({ changeEvery: CHANGED_PAGES });
  const delta = await pulled();
  for (const { recordsRead } of [full, same, told, delta]) {
    if (recordsRead !== records) throw new Error(`${recordsRead} records read, ${records} served`);
  }
  if (same.factsChanged + told.factsChanged > 0) throw new Error('An unchanged pull changed facts');
  if (delta.factsChanged === 0) throw new Error('The changed pages changed no fact');
  return { fetched, full, same, told, delta };
}

type Part = Exclude<keyof Round, 'fetched'>;

function report(pages: PagesServed, rounds: readonly Round[]): Report {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  const perSecond = (part: keyof Round) => pages.records / over((one) => one[part].seconds);
  const isLarge = pages.dossiers >= LARGE * 0.95;
  const part = (name: Part, title: string, aim?: number): Figure[] => [
    { name: title, value: perSecond(name), unit: 'records/s' },
    {
      name: '  against fetch + JSON.parse',
      value: over((one) => one.fetched.seconds / one[name].seconds),
      unit: '',
      ...(aim === undefined ? {} : { aim: { atLeast: aim } }),
    },
  ];
  const peak = Math.max(
    ...rounds.flatMap((one) => [one.full, one.same, one.told, one.delta].map((each) => each.peakBytes)),
  );
  return {
    bench: 'pull',
    subject: `${pages.dossiers} dossiers = ${pages.records} records on ${pages.requests.length} answers, ${megabytes(pages.bytes).toFixed(0)} MB`,
    figures: [
      { name: 'fetch + JSON.parse', value: perSecond('fetched'), unit: 'records/s' },
      ...part('full', 'full snapshot, pulled and stored', isLarge ? 0.75 : 0.5),
      ...part('delta', `delta, one page in ${CHANGED_PAGES} changed`, isLarge ? 0.6 : undefined),
      ...part('same', 'unchanged night, by digests of the pages'),
      ...part('told', 'unchanged night, by conditional requests', isLarge ? 3 : undefined),
      {
        name: 'processor time of the pulling process, full snapshot',
        value: over(({ fetched, full }) => fetched.processorSeconds / full.processorSeconds),
        unit: 'x',
      },
      { name: 'memory before the pull', value: megabytes(over(({ full }) => full.idleBytes)), unit: 'MB' },
      { name: 'memory at its peak', value: megabytes(peak), unit: 'MB', aim: { atMost: 256 } },
    ],
  };
}
