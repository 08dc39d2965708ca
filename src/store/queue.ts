import PgBoss from 'pg-boss';
import type { Database } from './database.ts';

/** One pull of one source over one window, due once. */
export interface PullJob {
  readonly sourceId: number;
  readonly from: string;
  readonly to: string;
}

const PULL_QUEUE = 'pull';
/** A pull that takes longer is given up and taken over. */
const EXPIRE_MINUTES = 60;

/** The shared work list: any number of hubs on one database, each job is done once. */
export interface Queue {
  /** `id` is a UUID; a job that is already there is not added again. */
  enqueue(job: PullJob, id: string): Promise<void>;
  /** Begins to take jobs, one at a time in this process. */
  work(handler: (job: PullJob) => Promise<void>): Promise<void>;
  /** Jobs waiting or being done. */
  open(): Promise<number>;
  /** Takes no new job and waits for those under way. */
  stop(): Promise<void>;
}

export async function openQueue(database: Database, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({
    db: {
      executeSql: async (statement: string, values: unknown[]) =>
        values === undefined || values.length === 0
          ? { rows: await several(database, statement) }
          : { rows: await database.rows(statement, values.map(asParameter)) },
    },
    // Ticks come from node-cron in the composition root.
    schedule: false,
    supervise: true,
  });
  boss.on('error', onError);
  await boss.start();
  // A database for one process: whatever was under way ended with the process that is no more.
  if (database.kind === 'embedded') await database.rows(`delete from pgboss.job where state = 'active'`);
  await boss.createQueue(PULL_QUEUE, {
    name: PULL_QUEUE,
    policy: 'standard',
    // Whether a failed pull is tried again is decided by what it failed of: see app/pull/due.ts.
    retryLimit: 0,
    expireInMinutes: EXPIRE_MINUTES,
  } as never);
  return {
    enqueue: async (job, id) => {
      // What is due has not been done, whatever became of an earlier job for it.
      await database.rows(
        `delete from pgboss.job where id = $1 and state in ('completed', 'cancelled', 'failed')`,
        [id],
      );
      await boss.send(PULL_QUEUE, job, { id });
    },
    work: async (handler) => {
      await boss.work<PullJob>(PULL_QUEUE, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
        if (job) await handler(job.data);
      });
    },
    open: async () => {
      const [row] = await database.rows<{ n: number }>(
        `select count(*)::int as n from pgboss.job where name = $1 and state in ('created', 'retry', 'active')`,
        [PULL_QUEUE],
      );
      return row?.n ?? 0;
    },
    stop: () => boss.stop({ graceful: true, wait: true, timeout: 10_000 }),
  };
}

/** pg-boss hands over objects for json parameters and undefined for null; our drivers want text and null. */
const asParameter = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? JSON.stringify(value)
    : (value ?? null);

/** pg-boss sends several statements at once without parameters when it creates its tables. */
async function several(database: Database, statement: string): Promise<object[]> {
  if (!statement.includes(';')) return database.rows(statement);
  await database.script(statement);
  return [];
}
