import { afterEach, describe } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openEmbeddedDatabase } from './embedded-databases.ts';
import { createPostgresDatabase } from './postgres-databases.ts';

interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

const ENGINES: readonly [engine: string, open: () => Promise<Opened>][] = [
  ['PGlite', openOnEmbedded],
  ['PostgreSQL', openOnPostgres],
];

/**
 * The same tests on both engines. Each `open()` answers a fresh, migrated database of its own,
 * closed and dropped after the test.
 */
export function onEachDatabase(name: string, tests: (open: () => Promise<Database>) => void): void {
  describe.each(ENGINES)(`${name} on %s`, (_engine, open) => {
    const opened: Opened[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
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
