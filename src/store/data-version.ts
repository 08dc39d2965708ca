import type { Queries } from './database.ts';

/**
 * Another text after each transaction that wrote anything, by whatever process: while it stays the same, so does
 * all that the database shows.
 */
export async function dataVersion(queries: Queries): Promise<string> {
  const [row] = await queries.rows<{ version: string }>('select pg_current_snapshot()::text as version');
  return (row as { version: string }).version;
}
