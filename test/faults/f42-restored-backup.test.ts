import { expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { people, post, recordScript, type Script, valueScript } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-03-31' };
const UNITS = ['19801', '19802', '19803'];

/** What the source shows on a day: posts by key and day; what is not named any more is gone there. */
const shown = (...posts: readonly (readonly [key: string, unit: string, day: string])[]): Script => [
  ...recordScript(
    posts.map(([key, unit, day]) => post(key, unit, day)),
    DAYS,
  ),
  ...valueScript([people('19801', '2024-01-31', posts.length * 10)], 'people', DAYS),
];

const YESTERDAY = shown(
  ['a', '19801', '2024-01-05'],
  ['b', '19801', '2024-01-06'],
  ['c', '19802', '2024-02-05'],
);
/** One new, one moved to another day. */
const TODAY = shown(
  ['a', '19801', '2024-01-05'],
  ['b', '19801', '2024-02-06'],
  ['c', '19802', '2024-02-05'],
  ['d', '19802', '2024-03-05'],
);
/** What today brought was corrected again since: one gone, one more. */
const TOMORROW = shown(
  ['a', '19801', '2024-01-05'],
  ['c', '19802', '2024-02-05'],
  ['d', '19802', '2024-03-06'],
  ['e', '19803', '2024-03-07'],
);

const tablesOf = async (database: Database): Promise<string[]> => {
  const rows = await database.rows<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  return rows.map(({ name }) => name);
};

/** Every row and the place of every counter, as a dump would keep them. */
async function backUp(database: Database): Promise<() => Promise<void>> {
  const tables = await tablesOf(database);
  await database.script(
    `create schema backup;
     create table backup.counter as select sequencename as name, last_value from pg_sequences where schemaname = 'public';
     ${tables.map((table) => `create table backup.${table} as table public.${table};`).join('\n')}`,
  );
  return async () => {
    await database.script(
      `set session_replication_role = replica;
       truncate ${tables.map((table) => `public.${table}`).join(', ')};
       ${tables.map((table) => `insert into public.${table} overriding system value table backup.${table};`).join('\n')}
       select setval(('public.' || name)::regclass, coalesce(last_value, 1), last_value is not null) from backup.counter;
       set session_replication_role = default;`,
    );
  };
}

async function night(hub: TestHub, script: Script): Promise<void> {
  expect(await hub.pull(script, DAYS)).toMatchObject({ state: 'OK' });
  await hub.score();
}

/** What is visible: facts in force and every unit's points, states and rank. */
async function visible(hub: TestHub): Promise<object> {
  const boards = await Promise.all(UNITS.map((unit) => hub.board(unit)));
  return {
    facts: await hub.facts(),
    boards: boards.map(({ unit, rank, points, maxApplicable, indicators }) => [
      unit.code,
      rank,
      points,
      maxApplicable,
      ...indicators.map((row) => [row.indicator.code, row.state, row.points]),
    ]),
  };
}

onPostgresByTheRules('a restored backup', (open) => {
  it('F42 S47: yesterday is restored, the next pull converges to what the source shows, whatever it showed between', async () => {
    for (const next of [TODAY, TOMORROW, YESTERDAY]) {
      const hub = await TestHub.open(await open());
      await night(hub, YESTERDAY);
      const yesterday = await visible(hub);
      const restore = await backUp(hub.database);
      await night(hub, TODAY);
      const lost = await visible(hub);

      await restore();
      expect(await visible(hub)).toEqual(yesterday);
      expect(lost).not.toEqual(yesterday);

      await night(hub, next);
      const oracle = await TestHub.open(await open());
      await night(oracle, YESTERDAY);
      await night(oracle, next);
      expect(await visible(hub)).toEqual(await visible(oracle));
      // No version of the lost day is left, and none is there twice.
      expect(await hub.count('fact')).toBe(await oracle.count('fact'));
      expect(await hub.count('scoreboard')).toBe(await oracle.count('scoreboard'));
      // The gap shows: the runs are those of the two days, nothing tells of the one between.
      expect(await hub.count('pull_run')).toBe(2);
    }
  });
});
