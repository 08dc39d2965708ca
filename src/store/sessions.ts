import type { Grant } from '../core/principal.ts';
import type { Queries } from './database.ts';

/** Somebody who is signed in. */
export interface StoredSession {
  readonly principalId: string;
  readonly name: string;
  /** Given here and vouched for by the provider at the sign-in. */
  readonly grants: readonly Grant[];
}

/** A session ends when nothing was asked for so long, and in any case (S03). PostgreSQL intervals. */
const IDLE = '30 minutes';
const LONGEST = '12 hours';

const IS_ALIVE = `s.seen_at > clock_timestamp() - interval '${IDLE}'
  and s.created_at > clock_timestamp() - interval '${LONGEST}'`;

export async function insertSession(
  queries: Queries,
  digest: string,
  { principalId, name, grants }: StoredSession,
): Promise<void> {
  await queries.rows(`delete from session s where not (${IS_ALIVE})`);
  await queries.rows(
    'insert into session (digest, principal_id, name, grants) values ($1, $2, $3, $4::text::jsonb)',
    [digest, principalId, name, JSON.stringify(grants)],
  );
}

/** null: unknown, over, ended, or of somebody who may not sign in any more. An account of ours must still be there. */
export async function sessionOf(queries: Queries, digest: string): Promise<StoredSession | null> {
  const [row] = await queries.rows<StoredSession & { stale: boolean }>(
    `select s.principal_id as "principalId", coalesce(p.name, s.name) as name,
       s.grants || coalesce(p.grants, '[]') as grants,
       s.seen_at < clock_timestamp() - interval '1 minute' as stale
     from session s left join person p on p.principal_id = s.principal_id
     where s.digest = $1 and ${IS_ALIVE} and p.disabled_at is null
       and (p.principal_id is not null or s.principal_id not like 'local:%')`,
    [digest],
  );
  if (!row) return null;
  // Once a minute: a read must not become a write, and end kept answers, each time.
  if (row.stale)
    await queries.rows('update session set seen_at = clock_timestamp() where digest = $1', [digest]);
  const { principalId, name, grants } = row;
  return { principalId, name, grants };
}

/** Tells who signed out; null when nobody was signed in. */
export async function deleteSession(queries: Queries, digest: string): Promise<string | null> {
  const [row] = await queries.rows<{ principalId: string }>(
    'delete from session where digest = $1 returning principal_id as "principalId"',
    [digest],
  );
  return row?.principalId ?? null;
}

/** After a new password, or when somebody is switched off. */
export const deleteSessionsOf = (queries: Queries, principalId: string) =>
  queries.rows('delete from session where principal_id = $1', [principalId]);
