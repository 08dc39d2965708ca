import type { Database } from './database.ts';

/** S04: tries of one account, and tries from one address, that may fail. */
const MOST_TRIES = 10;
const WITHIN = '15 minutes';

/** Any number that no other program of ours locks: "DTIL" in ASCII. */
const LOCK = 0x4454494c;

/**
 * Counts a try before the password is looked at, so that a thousand at once are ten. Answers its rows, or null when
 * one of the keys has had its tries; a refused try does not count, so that nobody is kept out for ever.
 */
export async function takeLoginTry(database: Database, keys: readonly string[]): Promise<number[] | null> {
  return database.transaction(async (queries) => {
    await queries.rows(`select pg_advisory_xact_lock(${LOCK})`);
    await queries.rows(`delete from login_try where at < clock_timestamp() - interval '${WITHIN}'`);
    const names = JSON.stringify(keys);
    const full = await queries.rows(
      `select key from login_try where key in (select jsonb_array_elements_text($1::text::jsonb))
       group by key having count(*) >= ${MOST_TRIES}`,
      [names],
    );
    if (full.length > 0) return null;
    const rows = await queries.rows<{ id: number }>(
      'insert into login_try (key) select jsonb_array_elements_text($1::text::jsonb) returning id',
      [names],
    );
    return rows.map(({ id }) => id);
  });
}

/** A try that succeeded is none of those that count. */
export const forgetLoginTry = (database: Database, ids: readonly number[]) =>
  database.rows(
    'delete from login_try where id in (select jsonb_array_elements_text($1::text::jsonb)::bigint)',
    [JSON.stringify(ids)],
  );
