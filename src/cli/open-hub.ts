import { join } from 'node:path';
import { connectors } from '../../connectors/index.ts';
import { createHub } from '../app/create-hub.ts';
import type { HubDeps } from '../app/deps.ts';
import type { Hub } from '../app/hub.ts';
import { scoreWhatChanged } from '../app/nightly.ts';
import { READING_LIMITS } from '../app/pull/reading/reading-thread.ts';
import { readingThreads } from '../app/pull/reading/reading-threads.ts';
import type { RunMeter } from '../app/pull/run-meter.ts';
import { isKeyed } from '../app/secrets/open-keys.ts';
import { type SetupStep, setUp } from '../app/setup.ts';
import { SharedClock } from '../app/shared-clock.ts';
import type { Config } from '../config.ts';
import type { Tracer } from '../core/tracer.ts';
import { openDatabase } from '../store/database.ts';
import { hubLog } from './hub-log.ts';
import { masterKeys } from './master-keys.ts';
import { ownPlaces } from './own-places.ts';
import { readingThreadFile } from './reading-thread-file.ts';

/** Official code of Huế: the province whose index set and units this release is made for. */
export const PROVINCE = '46';

export interface OpenHub {
  readonly deps: HubDeps;
  readonly hub: Hub;
  readonly clock: SharedClock;
  close(): Promise<void>;
}

/** Who is told what the hub does; each may be left out. */
export interface Watchers {
  readonly onStep?: (step: SetupStep) => void;
  readonly tracer?: Tracer;
  readonly meter?: RunMeter;
}

/** Opens the database, brings it up to this release and puts the use cases together. */
export async function openHub(config: Config, watchers: Watchers = {}): Promise<OpenHub> {
  const database = await openDatabase(
    config.databaseUrl === null
      ? { kind: 'embedded', dataDir: config.dataDir }
      : { kind: 'postgres', url: config.databaseUrl },
  );
  const reader = readingThreads(readingThreadFile, READING_LIMITS);
  try {
    const log = hubLog(config.logLevel);
    const clock = await SharedClock.of(database, log);
    const deps = await setUp({
      database,
      connectors,
      masterKeys: masterKeys(config, !(await isKeyed(database))),
      clock,
      log,
      reader,
      province: PROVINCE,
      dropDir: config.dropDir ?? join(config.dataDir, 'files'),
      maskBelow: config.maskBelow,
      outbound: {
        allow: config.allowHosts,
        authorities: config.extraAuthorities,
        never: await ownPlaces(config),
      },
      ...watchers,
    });
    const hub = createHub(deps, async () => {
      await scoreWhatChanged(deps);
    });
    const close = async () => {
      await reader.close();
      await database.close();
    };
    return { deps, hub, clock, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
