import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedDatabase, openEmbedded } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';

/** A migrated, empty PGlite as one file in the folder of the run. */
export const snapshotIn = (runFolder: string): string => join(runFolder, 'pglite.tar');

/** Made once before all tests: it takes seconds that no test should pay. */
export async function writeSnapshot(runFolder: string): Promise<void> {
  const database = (await openEmbedded(null)) as EmbeddedDatabase;
  try {
    await migrate(database);
    const snapshot = await database.dump();
    await writeFile(snapshotIn(runFolder), Buffer.from(await snapshot.arrayBuffer()));
  } finally {
    await database.close();
  }
}
