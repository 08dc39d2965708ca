import { afterEach, describe, expect, it } from 'vitest';
import { seeded } from '../../src/connector-kit/seeded.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { letTimePass, openCrashHub, visibleFacts } from '../kit/crash-hub.ts';
import { type CrashOptions, crashProcess, ENDED, KILLED } from '../kit/crash-process.ts';
import { CrashSource, factsOf, itemsOf } from '../kit/crash-source.ts';
import { expectInvariants, expectUnchangedBy } from '../kit/invariants.ts';
import { createPostgresDatabase } from '../kit/postgres-databases.ts';
import { SECRET, YEAR } from '../kit/test-hub.ts';

/** A page of a thousand is checkpointed after twenty: January is long enough for one checkpoint within its slice. */
const LONG = { pageSize: 1_000, items: itemsOf({ '2024-01': 38_000, '2024-02': 2_500, '2024-05': 900 }) };
const SHORT = {
  pageSize: 10,
  items: itemsOf({ '2024-01': 45, '2024-02': 30, '2024-03': 25, '2024-11': 10 }),
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Scene {
  readonly source: CrashSource;
  readonly database: Database;
  readonly url: string;
  readonly options: CrashOptions;
}

async function scene({ pageSize, items }: typeof SHORT): Promise<Scene> {
  const source = await CrashSource.start(items);
  closers.push(() => source.close());
  const { url, drop } = await createPostgresDatabase();
  closers.push(drop);
  const database = await openDatabase({ kind: 'postgres', url });
  closers.push(() => database.close());
  return { source, database, url, options: { databaseUrl: url, sourceUrl: source.url, pageSize } };
}

async function killedAt(place: string, { options, database }: Scene): Promise<void> {
  const { process } = await crashProcess({ ...options, killAt: place });
  expect(await process.exited, process.stderr).toEqual(KILLED);
  await letTimePass(database);
}

async function finished({ options }: Scene): Promise<string> {
  const { process } = await crashProcess(options);
  expect(await process.exited, process.stderr).toEqual(ENDED);
  return process.stdout + process.stderr;
}

async function expectWhole({ database, source }: Scene, log: string): Promise<void> {
  const facts = { visible: await visibleFacts(database), expected: factsOf(source.items, YEAR) };
  await expectInvariants(database, { facts, log, secrets: [SECRET], isAtRest: true });
}

describe('F29 a pull that was killed', () => {
  it.each(['after_page:1', 'after_slice', 'before_commit', 'in_transaction', 'during_score'])(
    'at %s is finished by the next process, as if nothing had happened',
    async (place) => {
      const one = await scene(SHORT);
      await killedAt(place, one);
      await expectInvariants(one.database);
      const asked = one.source.asked.length;
      const log = await finished(one);
      await expectWhole(one, log);
      // Slices that were read to their end are not asked for again.
      const kept = await one.database.rows(`select id from pull_run where state = 'PARTIAL'`);
      if (kept.length > 0) expect(one.source.asked.length - asked).toBeLessThan(17);
    },
  );

  it('within a slice goes on from its checkpoint: pages that were stored are not asked for again', async () => {
    const one = await scene(LONG);
    await killedAt('after_page:36', one);
    one.source.asked.length = 0;
    const log = await finished(one);
    const again = one.source.asked.filter(({ month }) => month === '2024-01').map(({ page }) => page);
    expect(Math.min(...again)).toBeGreaterThan(20);
    await expectWhole(one, log);
  });

  it('again and again, wherever it happens to be', async () => {
    const random = seeded('f29', 1);
    const one = await scene(SHORT);
    for (let round = 0; round < 6; round++) {
      const { process } = await crashProcess({ ...one.options, killAt: `#${random.int(1, 12)}` });
      await process.exited;
      await letTimePass(one.database);
      await expectInvariants(one.database);
    }
    await expectWhole(one, await finished(one));
  });
});

describe('F30 a pull that was killed after its commit', () => {
  it('is done: the next process pulls nothing, and pulling the same by hand changes nothing', async () => {
    const one = await scene(SHORT);
    await killedAt('after_commit', one);
    const asked = one.source.asked.length;
    const log = await finished(one);
    expect(one.source.asked).toHaveLength(asked);
    await expectWhole(one, log);

    await expectUnchangedBy(one.database, async () => {
      const hub = await openCrashHub(one.database, { url: one.source.url, pageSize: SHORT.pageSize });
      expect(await hub.pull([])).toMatchObject({ state: 'OK', factsChanged: 0 });
      await hub.score();
    });
  });
});
