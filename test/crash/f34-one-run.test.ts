import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { letTimePass, openCrashHub, visibleFacts } from '../kit/crash-hub.ts';
import { type CrashProcess, crashProcess, ENDED } from '../kit/crash-process.ts';
import { CrashSource, factsOf, itemsOf } from '../kit/crash-source.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { gate } from '../kit/scripted-connector.ts';
import { YEAR } from '../kit/test-hub.ts';

const PROCESSES = 20;
const ITEMS = itemsOf({ '2024-01': 45, '2024-02': 30, '2024-11': 10 });
/** Three pages of February, five of January, one of each other month. */
const PAGES = 5 + 3 + 9;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function scene(): Promise<{ source: CrashSource; database: Database; url: string }> {
  const source = await CrashSource.start(ITEMS);
  closers.push(() => source.close());
  const { url, drop } = await createPostgresDatabase();
  closers.push(drop);
  const database = await openDatabase({ kind: 'postgres', url });
  closers.push(() => database.close());
  await openCrashHub(database, { url: source.url, pageSize: 10 });
  return { source, database, url };
}

async function expectWhole({ source, database }: { source: CrashSource; database: Database }): Promise<void> {
  const facts = { visible: await visibleFacts(database), expected: factsOf(source.items, YEAR) };
  await expectInvariants(database, { facts, isAtRest: true });
}

async function opened({ process, child }: CrashProcess): Promise<void> {
  if (!process.stdout.includes('open') && child.stdout) await once(child.stdout, 'data');
}

describe('F34 many hubs on one database', () => {
  it('twenty of them see one due pull: it is done once', async () => {
    const one = await scene();
    const hubs: CrashProcess[] = [];
    for (let n = 0; n < PROCESSES; n++) {
      hubs.push(await crashProcess({ databaseUrl: one.url, sourceUrl: one.source.url, hold: true }));
      if (n % 4 === 3) await Promise.all(hubs.map(opened));
    }
    for (const { child } of hubs) child.stdin?.write('go\n');
    for (const { process } of hubs) expect(await process.exited, process.stderr).toEqual(ENDED);
    expect(await one.database.rows('select state from pull_run')).toEqual([{ state: 'OK' }]);
    expect(one.source.asked).toHaveLength(PAGES);
    await expectWhole(one);
  });
});

describe('F35 a hub that slept', () => {
  it('while its pull was taken over and done wakes and changes nothing', async () => {
    const one = await scene();
    const [arrived, wake] = [gate(), gate()];
    one.source.mischief = async (_, { month, page }) => {
      one.source.mischief = () => false;
      if (month === '2024-01' && page === 1) {
        arrived.open();
        await wake.passed;
      }
      return false;
    };
    const options = { databaseUrl: one.url, sourceUrl: one.source.url };
    const zombie = await crashProcess(options);
    await arrived.passed;
    zombie.child.kill('SIGSTOP');
    await letTimePass(one.database);

    const other = await crashProcess(options);
    expect(await other.process.exited, other.process.stderr).toEqual(ENDED);
    await expectWhole(one);
    const facts = await one.database.rows('select * from fact order by id');
    const runs = await one.database.rows('select id, state from pull_run order by id');
    expect(runs).toEqual([
      { id: 1, state: expect.stringMatching(/^(FAILED|PARTIAL)$/) },
      { id: 2, state: 'OK' },
    ]);

    wake.open();
    zombie.child.kill('SIGCONT');
    expect(await zombie.process.exited, zombie.process.stderr).toEqual(ENDED);
    expect(await one.database.rows('select * from fact order by id')).toEqual(facts);
    expect(await one.database.rows('select id, state from pull_run order by id')).toEqual(runs);
    await expectWhole(one);
  });
});

describe('F29 a hub that was killed between taking a job and beginning its run', () => {
  it('has its job taken over by another', async () => {
    const one = await scene();
    const killed = await crashProcess({
      databaseUrl: one.url,
      sourceUrl: one.source.url,
      killAt: 'job_taken',
    });
    expect((await killed.process.exited).signal).toBe('SIGKILL');
    expect(await one.database.rows(`select state from pgboss.job where name = 'pull'`)).toEqual([
      { state: 'active' },
    ]);
    expect(await one.database.rows('select id from pull_run')).toEqual([]);
    await letTimePass(one.database);
    const other = await crashProcess({ databaseUrl: one.url, sourceUrl: one.source.url });
    expect(await other.process.exited, other.process.stderr).toEqual(ENDED);
    await expectWhole(one);
  });
});
