import type { Grant } from '../core/principal.ts';
import { instant, type Queries } from './database.ts';

export interface StoredApiToken {
  readonly id: number;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Principal who answers for it. */
  readonly owner: string;
  /** The token that made it; null: its owner did. */
  readonly parentId: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export type NewApiToken = Pick<StoredApiToken, 'name' | 'grants' | 'owner' | 'parentId' | 'expiresAt'>;

type Moments = 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt';
type Row = Omit<StoredApiToken, Moments> & Record<Moments, string>;

const COLUMNS = `t.id, t.name, t.grants, t.owner, t.parent_id as "parentId", t.created_at::text as "createdAt",
  t.expires_at::text as "expiresAt", t.last_used_at::text as "lastUsedAt", t.revoked_at::text as "revokedAt"`;

const orNull = (value: string | null): Date | null => (value === null ? null : instant(value));

const toToken = (row: Row): StoredApiToken => ({
  ...row,
  createdAt: instant(row.createdAt),
  expiresAt: instant(row.expiresAt),
  lastUsedAt: orNull(row.lastUsedAt),
  revokedAt: orNull(row.revokedAt),
});

export async function insertApiToken(
  queries: Queries,
  digest: string,
  { name, grants, owner, parentId, expiresAt }: NewApiToken,
): Promise<StoredApiToken> {
  const [row] = await queries.rows<Row>(
    `insert into api_token as t (name, digest, grants, owner, parent_id, expires_at)
     values ($1, $2, $3::text::jsonb, $4, $5, $6::timestamptz) returning ${COLUMNS}`,
    [name, digest, JSON.stringify(grants), owner, parentId, expiresAt.toISOString()],
  );
  return toToken(row as Row);
}

/** A token that is good now. */
export interface UsedApiToken {
  readonly id: number;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** What its owner may do now, as far as the owner's last sign-in tells; null: nothing is known of the owner. */
  readonly ownerGrants: readonly Grant[] | null;
}

/** null: unknown, expired, revoked, or of an owner who is switched off. Notes the use, once a minute at most. */
export async function useApiToken(queries: Queries, digest: string): Promise<UsedApiToken | null> {
  const [row] = await queries.rows<UsedApiToken & { stale: boolean }>(
    `select t.id, t.name, t.grants,
       case when t.owner like 'local:%' then coalesce(p.grants, '[]')
         else l.grants || coalesce(p.grants, '[]') end as "ownerGrants",
       coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true) as stale
     from api_token t left join person p on p.principal_id = t.owner
       left join provider_login l on l.principal_id = t.owner
     where t.digest = $1 and t.revoked_at is null and t.expires_at > clock_timestamp()
       and p.disabled_at is null`,
    [digest],
  );
  if (!row) return null;
  if (row.stale)
    await queries.rows('update api_token set last_used_at = clock_timestamp() where id = $1', [row.id]);
  const { id, name, grants, ownerGrants } = row;
  return { id, name, grants, ownerGrants };
}

export async function apiTokenById(queries: Queries, id: number): Promise<StoredApiToken | null> {
  const [row] = await queries.rows<Row>(`select ${COLUMNS} from api_token t where t.id = $1`, [id]);
  return row ? toToken(row) : null;
}

/** Of one owner, or of all (null); newest first, those before an id. */
export async function apiTokensBefore(
  queries: Queries,
  owner: string | null,
  beforeId: number | null,
  first: number,
): Promise<StoredApiToken[]> {
  const rows = await queries.rows<Row>(
    `select ${COLUMNS} from api_token t where ($1::text is null or t.owner = $1) and ($2::int is null or t.id < $2)
     order by t.id desc limit $3`,
    [owner, beforeId, first],
  );
  return rows.map(toToken);
}

export async function countApiTokens(queries: Queries, owner: string | null): Promise<number> {
  const [row] = await queries.rows<{ n: number }>(
    'select count(*)::int as n from api_token where $1::text is null or owner = $1',
    [owner],
  );
  return row?.n ?? 0;
}

/** With all tokens that it made; answers those that were still good. */
export async function revokeApiToken(queries: Queries, id: number): Promise<number[]> {
  const rows = await queries.rows<{ id: number }>(
    `with recursive made (id) as (
       select $1::int union select t.id from api_token t join made m on t.parent_id = m.id)
     update api_token set revoked_at = clock_timestamp()
     where id in (select id from made) and revoked_at is null returning id`,
    [id],
  );
  return rows.map((row) => row.id);
}
