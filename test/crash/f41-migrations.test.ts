import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { visibleFacts } from '../kit/crash-hub.ts';
import { crashProcess, ENDED, KILLED } from '../kit/crash-process.ts';
import { CrashSource, factsOf, itemsOf } from '../kit/crash-source.ts';
import { spawnHub } from '../kit/hub-process.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { YEAR } from '../kit/test-hub.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function openedDatabase(): Promise<{ url: string; database: Database }> {
  const { url, drop } = await createPostgresDatabase();
  closers.push(drop);
  const database = await openDatabase({ kind: 'postgres', url });
  closers.push(() => database.close());
  return { url, database };
}

async function emptyDatabase(): Promise<{ url: string; database: Database }> {
  const one = await openedDatabase();
  await one.database.script('drop schema public cascade; create schema public');
  return one;
}

const tablesOf = (database: Database) =>
  database.rows(`select tablename from pg_tables where schemaname = 'public'`);

describe('F41 the schema', () => {
  it('is made once when five hubs start at once on an empty database', async () => {
    const { url, database } = await emptyDatabase();
    const source = await CrashSource.start(itemsOf({ '2024-01': 30 }));
    closers.push(() => source.close());
    const hubs = await Promise.all(
      Array.from({ length: 5 }, () => crashProcess({ databaseUrl: url, sourceUrl: source.url })),
    );
    for (const { process } of hubs) expect(await process.exited, process.stderr).toEqual(ENDED);
    const facts = { visible: await visibleFacts(database), expected: factsOf(source.items, YEAR) };
    await expectInvariants(database, { facts, isAtRest: true });
    expect(await database.rows(`select id from pull_run`)).toHaveLength(1);
  });

  it('is whole or not there when a hub is killed while it makes it', async () => {
    const { url, database } = await emptyDatabase();
    const source = await CrashSource.start(itemsOf({ '2024-01': 30 }));
    closers.push(() => source.close());
    const options = { databaseUrl: url, sourceUrl: source.url };
    const killed = await crashProcess({ ...options, killAt: 'in_migration' });
    expect(await killed.process.exited, killed.process.stderr).toEqual(KILLED);
    expect(await tablesOf(database)).toEqual([]);
    const next = await crashProcess(options);
    expect(await next.process.exited, next.process.stderr).toEqual(ENDED);
    expect(await visibleFacts(database)).toEqual(factsOf(source.items, YEAR));
  });

  it('of a newer release is refused by an older one, which changes nothing', async () => {
    const { url, database } = await openedDatabase();
    await database.rows(`insert into hub_migration (name) values ('9999_of_a_later_release.sql')`);
    const hub = await spawnHub({ args: ['--once'], env: { DATABASE_URL: url } });
    expect(await hub.exited).toEqual({ code: 5, signal: null });
    expect(hub.stderr).toContain('[DATABASE_NEWER]');
    expect(hub.stderr).toMatch(/phiên bản mới hơn.*9999_of_a_later_release\.sql.*Hãy chạy phiên bản mới/);
    expect(await database.rows('select id from source')).toEqual([]);
  });
});
