import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { seeded } from '../../src/connector-kit/seeded.ts';
import type { Database } from '../../src/store/database.ts';
import { closeDeadRuns } from '../../src/store/pull-runs.ts';
import { openCrashHub, visibleFacts } from '../kit/crash-hub.ts';
import { CrashSource, factsOf, itemsOf } from '../kit/crash-source.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { type TestHub, YEAR } from '../kit/test-hub.ts';

const PAGE_SIZE = 10;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function scene(database: Database): Promise<{ hub: TestHub; source: CrashSource }> {
  const source = await CrashSource.start(
    itemsOf({ '2024-01': 95, '2024-02': 45, '2024-03': 10, '2024-11': 25 }),
  );
  closers.push(() => source.close());
  return { source, hub: await openCrashHub(database, { url: source.url, pageSize: PAGE_SIZE }) };
}

/** All that the store keeps to save a reading, and what may have become of it. */
const CORRUPTIONS: readonly (readonly [name: string, statement: string])[] = [
  ['digests of pages', `update slice_page set digest = 'garbage'`],
  ['marks of pages', `update slice_page set etag = '"garbage"', digest = ''`],
  ['pages that hold nothing', 'update slice_page set items = 0, records = 0'],
  ['pages that hold more than they did', 'update slice_page set items = 1000000, records = 1000000'],
  ['pages that hold less than nothing', 'update slice_page set items = -5, records = -5'],
  ['other totals', 'update slice_page set total = 1'],
  ['a first page that says it is the last', 'update slice_page set total = 10 where number = 1'],
  ['pages that are gone', 'delete from slice_page where number > 1'],
  ['a first page that is gone', 'delete from slice_page where number = 1'],
  ['records that are gone', 'delete from record where page = 2'],
  ['digests of slices', `update slice set digest = 'garbage'`],
  ['another reading', `update slice set reading = 'garbage'`],
  ['other counts', 'update slice set record_count = 1, declared_total = 1'],
];

onEachDatabase('F28 stored state that is corrupt', (open) => {
  it.each(CORRUPTIONS)(
    '%s of the visible slices: all is read again, nothing is skipped',
    async (_, statement) => {
      for (const isChanged of [false, true]) {
        const { hub, source } = await scene(await open());
        expect(await hub.pull([])).toMatchObject({ state: 'OK' });
        await hub.database.rows(statement);
        if (isChanged) source.change(seeded('f28'));
        expect(await hub.pull([])).toMatchObject({ state: 'OK' });
        await expectWhole(hub, source);
      }
    },
  );

  it.each(CORRUPTIONS)('%s of the slices of a stopped run: nothing is skipped', async (_, statement) => {
    const { hub, source } = await scene(await open());
    // Stopped within February.
    source.mischief = (response, { month, page }) => {
      if (month !== '2024-02' || page < 4) return false;
      response.destroy();
      return true;
    };
    const stop = new AbortController();
    const stopped = await hub.start([], YEAR, { signal: stop.signal });
    await expect
      .poll(() => source.asked.some(({ month, page }) => month === '2024-02' && page === 4))
      .toBe(true);
    stop.abort();
    expect((await stopped.done).state).toBe('CANCELLED');
    await closeDeadRuns(hub.database, true);
    source.mischief = () => false;
    await hub.database.rows(statement);

    const run = await hub.pull([]);

    // What cannot be told from a true checkpoint is held for a person, never published.
    if (run.state === 'NEEDS_REVIEW') {
      expect(await hub.facts()).toEqual([]);
      expect(await hub.pull([])).toMatchObject({ state: 'OK' });
    }
    await expectWhole(hub, source);
  });

  it('the state of a connector, whatever is written there', async () => {
    const { hub, source } = await scene(await open());
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (state) => {
        await hub.database.rows('update source set state = $1::text::jsonb where id = $2', [
          JSON.stringify(state),
          hub.source.id,
        ]);
        expect(await hub.pull([])).toMatchObject({ state: 'OK' });
        await expectWhole(hub, source);
      }),
      { numRuns: 8, seed: 28 },
    );
  });
});

async function expectWhole(hub: TestHub, source: CrashSource): Promise<void> {
  const facts = { visible: await visibleFacts(hub.database), expected: factsOf(source.items, YEAR) };
  await expectInvariants(hub.database, { facts, isAtRest: true });
}
