import type { Queries } from './database.ts';

/**
 * A moment of the past as statements take it. People name moments in milliseconds and the database counts
 * microseconds: what was known at 05:21:44.123 is what was known at the end of that millisecond, so that the
 * "scored at" of an answer, given back, finds that answer.
 */
export const endOfMillisecond = (asOf: Date): string => asOf.toISOString().replace('Z', '999Z');

/** By the clock that versions are written with. */
export async function isFuture(queries: Queries, asOf: Date): Promise<boolean> {
  const [row] = await queries.rows<{ future: boolean }>(
    'select $1::text::timestamptz > clock_timestamp() as future',
    [asOf.toISOString()],
  );
  return row?.future ?? false;
}
