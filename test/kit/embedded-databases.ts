import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { type EmbeddedDatabase, openEmbedded } from '../../src/store/embedded-database.ts';
import { migrate } from '../../src/store/migrate.ts';

let snapshot: Promise<Blob> | undefined;

/** A fresh, migrated PGlite in memory: loading a snapshot takes a sixth of the time of making a database. */
export async function openEmbeddedDatabase(): Promise<Database> {
  snapshot ??= readSnapshot();
  return openEmbedded(null, await snapshot);
}

/** Test files run in processes of their own: they share the snapshot through a file of this run. */
async function readSnapshot(): Promise<Blob> {
  const file = join(inject('runFolder'), 'pglite.tar');
  if (existsSync(file)) return new Blob([await readFile(file)]);
  const made = await makeSnapshot();
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, Buffer.from(await made.arrayBuffer()));
  await rename(draft, file);
  return made;
}

async function makeSnapshot(): Promise<Blob> {
  const database = (await openEmbedded(null)) as EmbeddedDatabase;
  try {
    await migrate(database);
    return await database.dump();
  } finally {
    await database.close();
  }
}
