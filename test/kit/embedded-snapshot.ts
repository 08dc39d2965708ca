import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/store/database.ts';
import { type EmbeddedDatabase, openEmbedded } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';

/** A migrated, empty PGlite as one file in the folder of the run. */
export const snapshotIn = (runFolder: string): string => join(runFolder, 'pglite.tar');

/** Made once before all tests: it takes seconds that no test should pay. */
export async function writeSnapshot(runFolder: string): Promise<void> {
  const database = (await openEmbedded(null)) as EmbeddedDatabase;
  try {
    await migrate(database);
    await slim(database);
    const snapshot = await database.dump();
    await writeFile(snapshotIn(runFolder), Buffer.from(await snapshot.arrayBuffer()));
  } finally {
    await database.close();
  }
}

/** Each test unpacks its own copy: two databases that nobody uses would be half of it. */
async function slim(database: Database): Promise<void> {
  await database.rows('update pg_database set datistemplate = false');
  for (const name of ['template0', 'template1']) await database.rows(`drop database ${name}`);
}
