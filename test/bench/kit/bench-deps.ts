import { connectors } from '../../../connectors/index.ts';
import type { HubDeps } from '../../../src/app/deps.ts';
import { READING_LIMITS } from '../../../src/app/pull/reading/reading-thread.ts';
import { readingThreads } from '../../../src/app/pull/reading/reading-threads.ts';
import { setUp } from '../../../src/app/setup.ts';
import { readingThreadFile } from '../../../src/cli/reading-thread-file.ts';
import { silentLog } from '../../../src/connector-kit/log.ts';
import { openDatabase } from '../../../src/store/database.ts';

export const PROVINCE = '46';
/** After the window of the year that is pulled and scored. */
export const NOW = new Date('2025-01-02T02:00:00+07:00');
export const WINDOW = { from: '2024-01-01', to: '2024-12-31' };
export const SEED = 1;
const MASTER_KEY_BYTES = 32;

/** What the product puts together at its start, on a database of the benchmark and at a fixed time. */
/** As the product starts it: ready before the first pull is due. */
export const reader = readingThreads(readingThreadFile, READING_LIMITS);

export const openDeps = async (databaseUrl: string): Promise<HubDeps> =>
  setUp({
    database: await openDatabase({ kind: 'postgres', url: databaseUrl }),
    connectors,
    masterKeys: [Buffer.alloc(MASTER_KEY_BYTES)],
    clock: { now: () => NOW },
    log: silentLog,
    province: PROVINCE,
    reader,
  });
