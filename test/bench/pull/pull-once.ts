import { connectors } from '../../../connectors/index.ts';
import type { HubDeps } from '../../../src/app/deps.ts';
import { startPull } from '../../../src/app/pull/pull-source.ts';
import { boundTo, connectorById, sealConfig } from '../../../src/app/pull/source-config.ts';
import { allSources, insertSource, type StoredSource } from '../../../src/store/sources.ts';
import { openDeps, reader, WINDOW } from '../kit/bench-deps.ts';
import { type Spent, spentOn } from '../kit/numbers.ts';
import { answerParent } from '../kit/worker.ts';
import { sourceConfig } from './source-config.ts';

export interface PullWanted {
  readonly databaseUrl: string;
  readonly sourceUrl: string;
}

export interface Pulled extends Spent {
  readonly recordsRead: number;
  readonly factsChanged: number;
  /** The highest resident size of this process, its start included. */
  readonly peakBytes: number;
  /** The resident size before the pull. */
  readonly idleBytes: number;
}

const KILOBYTE = 1024;

/** The product's own pull, from startPull to the published run. */
answerParent<PullWanted, Pulled>(async ({ databaseUrl, sourceUrl }) => {
  const deps = await openDeps(databaseUrl);
  await reader.warm();
  const source = (await allSources(deps.database))[0] ?? (await addSource(deps, sourceUrl));
  const idleBytes = process.memoryUsage.rss();
  const {
    result: run,
    seconds,
    processorSeconds,
  } = await spentOn(async () => (await startPull(deps, source, WINDOW)).done);
  if (run.state !== 'OK') throw new Error(`The pull ended as ${run.state}: ${run.message.en}`);
  const { recordsRead, factsChanged } = run;
  return {
    seconds,
    processorSeconds,
    recordsRead,
    factsChanged,
    peakBytes: process.resourceUsage().maxRSS * KILOBYTE,
    idleBytes,
  };
});

async function addSource(deps: HubDeps, url: string): Promise<StoredSource> {
  const name = 'bench';
  const connector = connectorById(connectors, 'one-stop-shop');
  const sealed = sealConfig(connector, sourceConfig(url), deps.keys, boundTo(name));
  const source = { name, connector: connector.id, ...sealed, schedule: null, practice: true };
  return (await insertSource(deps.database, source)) as StoredSource;
}
