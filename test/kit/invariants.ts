import { expect } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { brokenRules, tablesWith } from './broken-rules.ts';
import { onEachDatabase, onPostgres } from './test-databases.ts';

/** What must hold at the end of any test of the engine, whatever happened in it (reliability list, R1-R12). */
export interface Oracle {
  /** What is visible now and what must be, as lines in order. */
  readonly facts?: { readonly visible: readonly string[]; readonly expected: readonly string[] };
  /** None of them may be in any table or in `log`. */
  readonly secrets?: readonly string[];
  readonly log?: string;
  /** R5: nothing is being pulled any more. */
  readonly isAtRest?: boolean;
}

export async function expectInvariants(database: Database, oracle: Oracle = {}): Promise<void> {
  expect(await brokenRules(database)).toEqual([]);
  if (oracle.isAtRest) {
    expect(await database.rows(`select id from pull_run where state = 'RUNNING'`), 'R5').toEqual([]);
  }
  if (oracle.facts) expect(oracle.facts.visible).toEqual(oracle.facts.expected);
  for (const secret of oracle.secrets ?? []) {
    expect(await tablesWith(database, secret), 'R10 a secret in a table').toEqual([]);
    expect(oracle.log?.includes(secret) ?? false, 'R10 a secret in the log').toBe(false);
  }
}

/** As `onEachDatabase`; at the end of each test the rules are asked of all that it left. */
export const onEachDatabaseByTheRules = (
  name: string,
  tests: (open: () => Promise<Database>) => void,
): void => onEachDatabase(name, tests, (database) => expectInvariants(database));

/** R3: the same pull again changes no fact, no score and no record. */
export async function expectUnchangedBy(database: Database, again: () => Promise<unknown>): Promise<void> {
  const before = await versions(database);
  await again();
  expect(await versions(database), 'R3').toEqual(before);
}

async function versions(database: Database): Promise<object> {
  const rows = (statement: string) => database.rows(statement);
  return {
    facts: await rows('select * from fact order by id'),
    scores: await rows('select * from score order by assessment_id, unit_id, indicator, known_from'),
    boards: await rows('select * from scoreboard order by id'),
    records: await rows(
      'select slice_id, key, unit_id, at, verdict, vanished_run from record order by slice_id, key',
    ),
  };
}

/** The same on the real engine alone: a fault comes from outside, so the engine does not matter to it. */
export const onPostgresByTheRules = (name: string, tests: (open: () => Promise<Database>) => void): void =>
  onPostgres(name, tests, (database) => expectInvariants(database));
