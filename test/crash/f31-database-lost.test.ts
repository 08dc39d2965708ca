import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { letTimePass, visibleFacts } from '../kit/crash-hub.ts';
import { crashProcess, ENDED } from '../kit/crash-process.ts';
import { CrashSource, factsOf, itemsOf } from '../kit/crash-source.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { type PostgresServer, startPostgres } from '../kit/postgres-server.ts';
import { SECRET, YEAR } from '../kit/test-hub.ts';

const ITEMS = itemsOf({ '2024-01': 45, '2024-02': 30, '2024-03': 25, '2024-11': 10 });

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function asAdministrator(statement: string): Promise<void> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(statement).finally(() => sql.end());
}

let count = 0;
async function newDatabase(): Promise<string> {
  count += 1;
  await asAdministrator(`create database lost_${count}`);
  const url = new URL(server.url);
  url.pathname = `lost_${count}`;
  const database = await openDatabase({ kind: 'postgres', url: url.href });
  await migrate(database).finally(() => database.close());
  return url.href;
}

/** A source that, at its `nth` request, first lets the database suffer and then answers. */
async function sourceThat(
  suffer: (url: string) => Promise<void>,
  nth: number,
  url: string,
): Promise<CrashSource> {
  const source = await CrashSource.start(ITEMS);
  closers.push(() => source.close());
  source.mischief = async () => {
    if (source.asked.length === nth) await suffer(url);
    return false;
  };
  return source;
}

async function expectRecovery(url: string, source: CrashSource): Promise<void> {
  const one = await crashProcess({ databaseUrl: url, sourceUrl: source.url });
  const heart = setInterval(() => void passTime(url), 2_000);
  closers.push(async () => clearInterval(heart));
  expect(await one.process.exited, one.process.stderr).toEqual(ENDED);
  const database = await openDatabase({ kind: 'postgres', url });
  closers.push(() => database.close());
  const facts = { visible: await visibleFacts(database), expected: factsOf(ITEMS, YEAR) };
  await expectInvariants(database, { facts, log: one.process.stderr, secrets: [SECRET], isAtRest: true });
  const states = await database.rows<{ state: string; error_code: string }>(
    'select state, error_code from pull_run order by id',
  );
  expect(states.map((run) => run.error_code ?? run.state)).toEqual(
    expect.arrayContaining([expect.stringMatching(/DATABASE_LOST|INTERRUPTED|OK/)]),
  );
  expect(states.filter((run) => run.error_code === 'INTERNAL')).toEqual([]);
}

/** Runs whose process cannot tell their end wait for it half a minute. */
async function passTime(url: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url }).catch(() => null);
  if (!database) return;
  await letTimePass(database).catch(() => {});
  await database.close();
}

const KILL_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name like 'dti-hub%' and pid <> pg_backend_pid()`;

describe('F31 the database is lost', () => {
  it.each([1, 3, 5, 9, 17])(
    'with every connection, at request %i: the process lives, nothing is half, the pull is done again',
    async (nth) => {
      const url = await newDatabase();
      await expectRecovery(url, await sourceThat(() => asAdministrator(KILL_ALL), nth, url));
    },
  );

  it('with the server itself, and comes back: the pull is done again', async () => {
    const url = await newDatabase();
    const restart = async () => {
      await server.crash();
      setTimeout(() => void server.revive(), 1_000);
    };
    await expectRecovery(url, await sourceThat(restart, 7, url));
  });
});
