import { afterEach, describe } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openEmbeddedDatabase } from './embedded-databases.ts';
import { createPostgresDatabase } from './postgres-databases.ts';

interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

type Engine = readonly [name: string, open: () => Promise<Opened>];

const EMBEDDED: Engine = ['PGlite', openOnEmbedded];
const POSTGRES: Engine = ['PostgreSQL', openOnPostgres];

/**
 * The same tests on both engines. Each `open()` answers a fresh, migrated database of its own,
 * closed and dropped after the test. `atEnd` looks at each before that.
 */
export function onEachDatabase(
  name: string,
  tests: Tests,
  atEnd: (database: Database) => Promise<void> = async () => {},
): void {
  onDatabases([EMBEDDED, POSTGRES], name, tests, atEnd);
}

/** For what the engine does not matter to: the real one alone, which opens in a tenth of the time. */
export const onPostgres = (
  name: string,
  tests: Tests,
  atEnd: (database: Database) => Promise<void> = async () => {},
): void => onDatabases([POSTGRES], name, tests, atEnd);

type Tests = (open: () => Promise<Database>) => void;

function onDatabases(
  engines: readonly Engine[],
  name: string,
  tests: Tests,
  atEnd: (database: Database) => Promise<void> = async () => {},
): void {
  describe.each(engines)(`${name} on %s`, (_engine, open) => {
    const opened: Opened[] = [];
    afterEach(async () => {
      const all = opened.splice(0);
      const looked = await Promise.allSettled(all.map(({ database }) => atEnd(database)));
      await Promise.all(all.map((one) => one.close()));
      for (const one of looked) if (one.status === 'rejected') throw one.reason;
    });
    tests(async () => {
      const one = await open();
      opened.push(one);
      return one.database;
    });
  });
}

async function openOnEmbedded(): Promise<Opened> {
  const database = await openEmbeddedDatabase();
  return { database, close: () => database.close() };
}

async function openOnPostgres(): Promise<Opened> {
  const { url, drop } = await createPostgresDatabase();
  const database = await openDatabase({ kind: 'postgres', url });
  return {
    database,
    async close() {
      await database.close();
      await drop();
    },
  };
}
