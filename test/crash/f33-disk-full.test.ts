import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { startPull } from '../../src/app/pull/pull-source.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openCrashHub, visibleFacts } from '../kit/crash-hub.ts';
import { CrashSource, factsOf, itemsOf } from '../kit/crash-source.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { startPostgres } from '../kit/postgres-server.ts';
import { SECRET, YEAR } from '../kit/test-hub.ts';

const run = promisify(execFile);
const NOBODY = 65_534;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A disk of its own for the test; only the administrator of a machine can make one. */
async function smallDisk(folder: string, megabytes: number): Promise<boolean> {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  await mkdir(folder, { recursive: true });
  return run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).then(
    () => chown(folder, NOBODY, NOBODY).then(() => true),
    () => false,
  );
}

const canMount = await (async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dti-hub-disk-'));
  const isMounted = await smallDisk(folder, 1);
  if (isMounted) await run('umount', [folder]);
  await rm(folder, { recursive: true });
  return isMounted;
})();

/** Of the small disk; the server's own files and its log lie elsewhere. */
async function databaseOn(folder: string): Promise<string> {
  const server = await startPostgres();
  closers.push(() => server.stop());
  const disk = join(server.folder, folder);
  await smallDisk(disk, 26);
  closers.push(() => run('umount', [disk]));
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create tablespace small location '${disk}'`);
  await sql.unsafe('create database full_disk tablespace small');
  await sql.end();
  const url = new URL(server.url);
  url.pathname = 'full_disk';
  return url.href;
}

describe.skipIf(!canMount)('F33 a disk that is full', () => {
  it('fails the pull with its sentence and nothing half; once there is room the pull is done', async () => {
    const database = await openDatabase({ kind: 'postgres', url: await databaseOn('small') });
    closers.push(() => database.close());
    await migrate(database);
    const source = await CrashSource.start(itemsOf({ '2024-01': 300 }));
    closers.push(() => source.close());
    const hub = await openCrashHub(database, { url: source.url, pageSize: 1_000 });
    expect(await hub.pull([])).toMatchObject({ state: 'OK' });
    const facts = await visibleFacts(database);
    await database.script('create table filler as select md5(n::text) from generate_series(1, 160000) as n');

    source.items = itemsOf({ '2024-01': 300, '2024-02': 250_000 });
    const full = await startPull(hub.deps, hub.source, YEAR).then(({ done }) => done);
    expect(full).toMatchObject({
      state: 'FAILED',
      errorCode: 'DATABASE_FULL',
      errorFamily: 'retry',
      message: { vi: expect.stringMatching(/Ổ đĩa.*đầy.*quản trị viên/) },
    });
    expect(await visibleFacts(database)).toEqual(facts);
    await expectInvariants(database, { isAtRest: true, secrets: [SECRET], log: hub.log.join('\n') });

    // What autovacuum does within a minute.
    for (const statement of ['drop table filler', 'vacuum record']) await database.script(statement);
    source.items = itemsOf({ '2024-01': 300, '2024-02': 60 });
    expect(await hub.pull([])).toMatchObject({ state: 'OK' });
    expect(await visibleFacts(database)).toEqual(factsOf(source.items, YEAR));
  }, 250_000);
});
