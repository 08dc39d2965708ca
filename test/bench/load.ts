import { startDatabases } from './kit/databases.ts';
import { median, megabytes } from './kit/numbers.ts';
import { PRODUCT_FLAGS } from './kit/product-start.ts';
import type { Report } from './kit/report.ts';
import { startWorker, type Worker } from './kit/worker.ts';
import { ABUSE } from './load/abuse.ts';
import type { Hammered, HammerQuestion } from './load/hammer.ts';
import type { HubQuestion, PulledAtWork } from './load/hub-at-work.ts';
import type { PageQuestion, PagesServed } from './pull/page-server.ts';
import { OPERATIONS } from './serve/operations.ts';

const PAGE_SERVER = new URL('./pull/page-server.ts', import.meta.url);
const HUB = new URL('./load/hub-at-work.ts', import.meta.url);
const HAMMER = new URL('./load/hammer.ts', import.meta.url);
/** The practice source keeps all it has ever shown; not what is measured. */
const PAGE_SERVER_HEAP = 4_096;
const CONNECTIONS = 12;
/** For the figures of answers while nothing is pulled. */
const ALONE_SECONDS = 4;
/** "Nightly pull time grows by less than half while clients hammer" (issue 6, F54). */
const MOST_GROWTH = 1.5;

interface Round {
  readonly quiet: PulledAtWork;
  readonly loaded: PulledAtWork;
  readonly alone: Hammered;
  readonly during: Hammered;
}

/** The hub, its clients, the source and PostgreSQL are processes of their own; hub and source start each pull alike. */
export async function loadBench(dossiers: number, rounds: number): Promise<Report> {
  const closers: (() => Promise<unknown>)[] = [];
  const opened = <T extends { stop(): Promise<unknown> }>(one: T): T => {
    closers.unshift(() => one.stop());
    return one;
  };
  try {
    const databaseUrl = await opened(await startDatabases()).create();
    const source = opened(
      await startWorker<PageQuestion, PagesServed | 'done'>(PAGE_SERVER, [
        `--max-old-space-size=${PAGE_SERVER_HEAP}`,
      ]),
    );
    const pages = (await source.ask({ dossiers })) as PagesServed;
    const hub = opened(await startWorker<HubQuestion, PulledAtWork | string>(HUB, PRODUCT_FLAGS));
    const hammer = opened(await startWorker<HammerQuestion, Hammered | 'done'>(HAMMER));
    const url = (await hub.ask({ databaseUrl, sourceUrl: pages.url })) as string;
    // The first pull stores everything; the nights after it find one changed dossier on each page.
    await hub.ask('pull');
    const measured: Round[] = [];
    while (measured.length < rounds) measured.push(await round({ hub, hammer, source, url }));
    return report(pages, measured);
  } finally {
    for (const close of closers) await close();
  }
}

interface Parts {
  readonly hub: Worker<HubQuestion, PulledAtWork | string>;
  readonly hammer: Worker<HammerQuestion, Hammered | 'done'>;
  readonly source: Worker<PageQuestion, PagesServed | 'done'>;
  readonly url: string;
}

async function round({ hub, hammer, source, url }: Parts): Promise<Round> {
  const fair = OPERATIONS.map(({ body }) => body);
  const blows = { url, bodies: [...fair, ...ABUSE], fair, connections: CONNECTIONS };
  const pulled = async () => {
    await source.ask({ changeEvery: 1 });
    return (await hub.ask('pull')) as PulledAtWork;
  };
  const quiet = await pulled();
  await hammer.ask(blows);
  await hammer.ask({ seconds: ALONE_SECONDS });
  const alone = (await hammer.ask('stop')) as Hammered;
  await hammer.ask(blows);
  const loaded = await pulled();
  const during = (await hammer.ask('stop')) as Hammered;
  for (const { factsChanged } of [quiet, loaded]) {
    if (factsChanged === 0) throw new Error('The changed pages changed no fact');
  }
  const failed = [alone, during]
    .flatMap(({ statuses }) => Object.keys(statuses))
    .filter((one) => one >= '500');
  if (failed.length > 0) throw new Error(`Answered ${failed.join(', ')}`);
  return { quiet, loaded, alone, during };
}

function report(pages: PagesServed, rounds: readonly Round[]): Report {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  const refused = over(({ during: { statuses } }) => statuses['400'] ?? 0);
  return {
    bench: 'load',
    subject: `${pages.records} records on ${pages.requests.length} answers, ${CONNECTIONS} connections with ${OPERATIONS.length} fair and ${ABUSE.length} abusive operations (${refused} refused by 400 in the median round)`,
    figures: [
      { name: 'pull, quiet', value: over(({ quiet }) => quiet.seconds), unit: 's' },
      { name: 'pull while clients hammer', value: over(({ loaded }) => loaded.seconds), unit: 's' },
      {
        name: '  hammered to quiet',
        value: over(({ quiet, loaded }) => loaded.seconds / quiet.seconds),
        unit: '',
        aim: { atMost: MOST_GROWTH },
      },
      { name: 'answers, nothing pulled', value: over(({ alone }) => alone.perSecond), unit: 'requests/s' },
      { name: '  p99 of the fair ones', value: over(({ alone }) => alone.p99), unit: 'ms' },
      { name: 'answers during the pull', value: over(({ during }) => during.perSecond), unit: 'requests/s' },
      { name: '  p99 of the fair ones', value: over(({ during }) => during.p99), unit: 'ms' },
      {
        name: 'memory of the hub at its peak',
        value: megabytes(Math.max(...rounds.map(({ loaded }) => loaded.peakBytes))),
        unit: 'MB',
        aim: { atMost: 512 },
      },
    ],
  };
}
