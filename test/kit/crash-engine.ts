import type { HubDeps } from '../../src/app/deps.ts';
import { READING_LIMITS } from '../../src/app/pull/reading/reading-thread.ts';
import { readingThreads } from '../../src/app/pull/reading/reading-threads.ts';
import { readingThreadFile } from '../../src/cli/reading-thread-file.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { openCrashHub } from './crash-hub.ts';
import type { TestHub } from './test-hub.ts';

export interface CrashEngine {
  readonly hub: TestHub;
  readonly deps: HubDeps;
  readonly queue: Queue;
  /** Without fail points. */
  readonly database: Database;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly databaseUrl: string;
  readonly sourceUrl: string;
  readonly pageSize: number;
  readonly failPoint?: (place: string) => void;
  readonly beforeQueue?: () => Promise<void>;
}

/** What a hub opens, with a reading thread of its own and one crash source, for a process that is to be killed. */
export async function openCrashEngine(options: EngineOptions): Promise<CrashEngine> {
  const { databaseUrl, sourceUrl, pageSize, failPoint = () => {}, beforeQueue } = options;
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl });
  await migrate(withFailPoints(database, () => failPoint('in_migration')));
  const hub = await openCrashHub(database, { url: sourceUrl, pageSize });
  const threadFile = await readingThreadFile(new URL('./crash-connector.ts', import.meta.url));
  const reader = readingThreads(async () => threadFile, READING_LIMITS);
  await beforeQueue?.();
  const queue = await openQueue(database, (error) => console.error(error.name));
  const close = async () => {
    await queue.stop();
    await reader.close();
    await database.close();
  };
  return {
    hub,
    deps: {
      ...hub.deps,
      database: withFailPoints(database, () => failPoint('in_transaction')),
      reader,
      failPoint,
    },
    queue,
    database,
    close,
  };
}

/** Called where everything of a transaction is done and nothing of it is committed. */
const withFailPoints = (database: Database, failPoint: () => void): Database => ({
  ...database,
  transaction: (work) =>
    database.transaction(async (queries) => {
      const result = await work(queries);
      failPoint();
      return result;
    }),
});
