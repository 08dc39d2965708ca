import { connectors } from '../../../connectors/index.ts';
import { createHub } from '../../../src/app/create-hub.ts';
import type { HubDeps } from '../../../src/app/deps.ts';
import { scoreWhatChanged } from '../../../src/app/nightly.ts';
import { startPull } from '../../../src/app/pull/pull-source.ts';
import { boundTo, connectorById, sealConfig } from '../../../src/app/pull/source-config.ts';
import { startServer } from '../../../src/server/server.ts';
import { insertSource, type StoredSource } from '../../../src/store/sources.ts';
import { openDeps, reader, WINDOW } from '../kit/bench-deps.ts';
import { type Spent, spentOn } from '../kit/numbers.ts';
import { answerParent } from '../kit/worker.ts';
import { sourceConfig } from '../pull/source-config.ts';

/** First the hub; then pulls by it, one after the other. */
export type HubQuestion = { readonly databaseUrl: string; readonly sourceUrl: string } | 'pull';

export interface PulledAtWork extends Spent {
  readonly recordsRead: number;
  readonly factsChanged: number;
  /** The highest resident size of this process so far. */
  readonly peakBytes: number;
}

const KILOBYTE = 1024;
const TOKEN = 'the administrator of a bench';

let hub: { readonly deps: HubDeps; readonly source: StoredSource };

/** The product as it stands at night: one process that serves and pulls. */
answerParent<HubQuestion, PulledAtWork | string>(async (question) =>
  question === 'pull' ? pull() : open(question),
);

async function open({ databaseUrl, sourceUrl }: Exclude<HubQuestion, 'pull'>): Promise<string> {
  const deps = await openDeps(databaseUrl);
  await reader.warm();
  hub = { deps, source: await addSource(deps, sourceUrl) };
  const { url } = await startServer({
    hub: createHub(deps, async () => {}),
    port: 0,
    host: '127.0.0.1',
    adminToken: TOKEN,
    readiness: () => [],
    log: { info() {}, error() {} },
  });
  return url;
}

async function pull(): Promise<PulledAtWork> {
  const { deps, source } = hub;
  const work = async () => (await startPull(deps, source, WINDOW)).done;
  const { result: run, seconds, processorSeconds } = await spentOn(work);
  if (run.state !== 'OK') throw new Error(`The pull ended as ${run.state}: ${run.message.en}`);
  // So that there is something to ask for; the night's scoring is not what is measured.
  await scoreWhatChanged(deps);
  const { recordsRead, factsChanged } = run;
  const peakBytes = process.resourceUsage().maxRSS * KILOBYTE;
  return { seconds, processorSeconds, recordsRead, factsChanged, peakBytes };
}

async function addSource(deps: HubDeps, url: string): Promise<StoredSource> {
  const name = 'bench';
  const connector = connectorById(connectors, 'one-stop-shop');
  const sealed = sealConfig(connector, sourceConfig(url), deps.keys, boundTo(name));
  const source = { name, connector: connector.id, ...sealed, schedule: null, practice: true };
  return (await insertSource(deps.database, source)) as StoredSource;
}
