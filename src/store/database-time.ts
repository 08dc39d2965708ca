import type { Queries } from './database.ts';

/** By the clock of the database, which all hubs share. Milliseconds since 1970. */
export async function databaseTime(queries: Queries): Promise<number> {
  const [row] = await queries.rows<{ at: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as at',
  );
  return (row as { at: number }).at;
}
