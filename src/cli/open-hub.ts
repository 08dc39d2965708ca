import { pino } from 'pino';
import { connectors } from '../../connectors/index.ts';
import { createHub } from '../app/create-hub.ts';
import type { HubDeps } from '../app/deps.ts';
import type { Hub } from '../app/hub.ts';
import { keysFrom } from '../app/keys.ts';
import { scoreWhatChanged } from '../app/nightly.ts';
import { type SetupStep, setUp } from '../app/setup.ts';
import { type Config, masterKey } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { openDatabase } from '../store/database.ts';

/** Official code of Huế: the province whose index set and units this release is made for. */
export const PROVINCE = '46';

export interface OpenHub {
  readonly deps: HubDeps;
  readonly hub: Hub;
  close(): Promise<void>;
}

/** Opens the database, brings it up to this release and puts the use cases together. */
export async function openHub(config: Config, onStep?: (step: SetupStep) => void): Promise<OpenHub> {
  const database = await openDatabase(
    config.databaseUrl === null
      ? { kind: 'embedded', dataDir: config.dataDir }
      : { kind: 'postgres', url: config.databaseUrl },
  );
  try {
    const deps = await setUp({
      database,
      connectors,
      keys: keysFrom(masterKey(config.dataDir)),
      clock: systemClock,
      log: pino({ level: config.logLevel }, pino.destination(2)),
      province: PROVINCE,
      onStep,
    });
    const hub = createHub(deps, async () => {
      await scoreWhatChanged(deps);
    });
    return { deps, hub, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
