import PgBoss from 'pg-boss';
import type { Database } from './database.ts';

/** One pull of one source over one window, due once. */
export interface PullJob {
  readonly sourceId: number;
  readonly from: string;
  readonly to: string;
  /** Since when it is due, ISO. */
  readonly dueAt: string;
}

const PULL_QUEUE = 'pull';
/**
 * For pg-boss alone, which gives a job up after a quarter of an hour and then takes another beside it: longer than any
 * pull may take. Whether a pull lives is told by the heart of its run.
 */
const EXPIRE_HOURS = 12;
/** A job that was taken and of which no run came: whoever took it was killed before it began. */
const ABANDONED_SECONDS = 30;
/** After this another hub, or the same one, looks at a job that was given back. */
const GIVEN_BACK_SECONDS = 2;
/** Pulls of one process at a time: while one waits for a slow source another may read. */
const AT_ONCE = 2;

/** Thrown by whoever cannot do a job that a hub of another version can: the job goes back to the list. */
export class NotForThisHub extends Error {}

/** The shared work list: any number of hubs on one database, each job is done once. */
export interface Queue {
  /** `id` is a UUID; a job that is already there is not added again. */
  enqueue(job: PullJob, id: string): Promise<void>;
  /** Begins to take jobs, a few at a time in this process. */
  work(handler: (job: PullJob) => Promise<void>): Promise<void>;
  /** Jobs waiting or being done. */
  open(): Promise<number>;
  /** Takes no new job and waits for those under way. */
  stop(): Promise<void>;
}

export async function openQueue(database: Database, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({
    db: {
      executeSql: async (statement: string, values: unknown[] = []) => {
        try {
          return { rows: await executed(database, statement, values) };
        } catch (error) {
          if (!ENDS_A_JOB.test(statement)) throw error;
          onError(error as Error);
          return { rows: [{ count: 0 }] };
        }
      },
    },
    // Ticks come from node-cron in the composition root.
    schedule: false,
    supervise: true,
  });
  boss.on('error', onError);
  await oneAfterTheOther(database, async () => {
    await boss.start();
    await boss.createQueue(PULL_QUEUE, {
      name: PULL_QUEUE,
      policy: 'standard',
      // Whether a failed pull is tried again is decided by what it failed of: see app/pull/due.ts.
      retryLimit: 0,
    } as never);
  });
  // A database for one process: whatever was under way ended with the process that is no more.
  if (database.kind === 'embedded') await database.rows(`delete from pgboss.job where state = 'active'`);
  return {
    enqueue: async (job, id) => {
      // What is due has not been done, whatever became of an earlier job for it.
      await database.rows(
        `delete from pgboss.job where id = $1 and (state in ('completed', 'cancelled', 'failed')
           or state = 'active' and started_on < now() - interval '${ABANDONED_SECONDS} seconds' and not exists (
             select 1 from pull_run where source_id = $2 and state = 'RUNNING'))`,
        [id, job.sourceId],
      );
      // With each job: pg-boss 10 leaves it out of what it keeps of a queue.
      await boss.send(PULL_QUEUE, job, { id, expireInHours: EXPIRE_HOURS });
    },
    work: async (handler) => {
      for (let place = 0; place < AT_ONCE; place++) {
        await boss.work<PullJob>(PULL_QUEUE, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
          if (job) await handler(job.data).catch((thrown) => giveBack(database, job.id, thrown));
        });
      }
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

/** pg-boss then ends the job, which it finds taken no more. */
async function giveBack(database: Database, id: string, thrown: unknown): Promise<void> {
  if (!(thrown instanceof NotForThisHub)) throw thrown;
  await database.rows(
    `update pgboss.job set state = 'created', started_on = null,
       start_after = now() + interval '${GIVEN_BACK_SECONDS} seconds' where id = $1 and state = 'active'`,
    [id],
  );
}

/** pg-boss makes its tables at its first start and fails where another process makes them at the same moment (F34). */
async function oneAfterTheOther(database: Database, work: () => Promise<void>): Promise<void> {
  if (database.kind === 'embedded') return work();
  await database.transaction(async (queries) => {
    await queries.rows(`select pg_advisory_xact_lock(${TABLES_LOCK})`);
    await work();
  });
}

/** Any number that no other program of ours locks: "QUEU" in ASCII. */
const TABLES_LOCK = 0x51554555;

/** pg-boss hands over objects for json parameters and undefined for null; our drivers want text and null. */
const asParameter = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? JSON.stringify(value)
    : (value ?? null);

/**
 * Of a job whose end cannot be told pg-boss tells by a rejection that nobody waits for, which ends the process (F31).
 * Such a job stays taken until it counts as abandoned; the run tells what was done.
 */
const ENDS_A_JOB = /completed_on = now\(\)|with deleted_jobs as/i;

const executed = (database: Database, statement: string, values: readonly unknown[]): Promise<object[]> =>
  values.length === 0 ? several(database, statement) : database.rows(statement, values.map(asParameter));

/** pg-boss sends several statements at once without parameters when it creates its tables. */
async function several(database: Database, statement: string): Promise<object[]> {
  if (!statement.includes(';')) return database.rows(statement);
  await database.script(statement);
  return [];
}
