import type { TestProject } from 'vitest/node';
import { writeSnapshot } from './embedded-snapshot.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The administrator's address of the one PostgreSQL of this run; tests make their own databases in it. */
    postgresUrl: string;
    /** A folder of this run, removed at its end. */
    runFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await writeSnapshot(server.folder);
  project.provide('postgresUrl', server.url);
  project.provide('runFolder', server.folder);
  return server.stop;
}
