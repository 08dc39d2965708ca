import { connectors } from '../../connectors/index.ts';
import type { HubDeps } from '../../src/app/deps.ts';
import { setUp } from '../../src/app/setup.ts';
import type { Database } from '../../src/store/database.ts';
import { FakeClock } from './fake-clock.ts';

/** What a start of the hub makes of a database, with the real catalogue, connectors and units. */
export const startedOn = (database: Database, now = '2026-11-22T08:00:00+07:00'): Promise<HubDeps> => {
  const silent = () => {};
  return setUp({
    database,
    connectors,
    masterKeys: [Buffer.alloc(32, 7)],
    clock: new FakeClock(now),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    province: '46',
  });
};
