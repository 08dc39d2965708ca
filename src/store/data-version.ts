import type { Queries } from './database.ts';

/** postgres.js sends what is longer than a kilobyte at once, and all else a turn later. Every request waits for this. */
const LONG = ' '.repeat(1_024);

/**
 * Another text after each transaction that wrote anything, by whatever process: while it stays the same, so does
 * all that the database shows. With the start of the server: one that was restored from a copy counts its transactions
 * from an earlier number on (F42).
 */
export async function dataVersion(queries: Queries): Promise<string> {
  const [row] = await queries.rows<{ version: string }>(
    `select pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text as version
     where $1::text is not null`,
    [LONG],
  );
  return (row as { version: string }).version;
}
