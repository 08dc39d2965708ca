import type { Grant } from '../core/principal.ts';
import { instant, type Queries } from './database.ts';

export interface StoredPerson {
  /** "local:lan" or "oidc:https://issuer#sub". */
  readonly principalId: string;
  readonly name: string;
  /** scrypt with its parameters; null: signs in at the provider only. */
  readonly password: string | null;
  readonly grants: readonly Grant[];
  readonly createdAt: Date;
  /** null: may sign in. */
  readonly disabledAt: Date | null;
}

type Row = Omit<StoredPerson, 'createdAt' | 'disabledAt'> & { createdAt: string; disabledAt: string | null };

const COLUMNS = `principal_id as "principalId", name, password, grants, created_at::text as "createdAt",
  disabled_at::text as "disabledAt"`;

const toPerson = (row: Row): StoredPerson => ({
  ...row,
  createdAt: instant(row.createdAt),
  disabledAt: row.disabledAt === null ? null : instant(row.disabledAt),
});

export async function allPeople(queries: Queries): Promise<StoredPerson[]> {
  const rows = await queries.rows<Row>(`select ${COLUMNS} from person order by principal_id collate "C"`);
  return rows.map(toPerson);
}

export async function personById(queries: Queries, principalId: string): Promise<StoredPerson | null> {
  const rows = await queries.rows<Row>(`select ${COLUMNS} from person where principal_id = $1`, [
    principalId,
  ]);
  return rows[0] ? toPerson(rows[0]) : null;
}

export async function isAnybodyKnown(queries: Queries): Promise<boolean> {
  const rows = await queries.rows('select 1 from person limit 1');
  return rows.length > 0;
}

/** Any number that no other program of ours locks: "DTIP" in ASCII. */
const LOCK = 0x44544950;

/** Until the end of the transaction: of two first administrators the second one sees the first. */
export const lockPeople = (queries: Queries) => queries.rows(`select pg_advisory_xact_lock(${LOCK})`);

/** null when the account exists. */
export async function insertPerson(
  queries: Queries,
  { principalId, name, password, grants }: Omit<StoredPerson, 'createdAt' | 'disabledAt'>,
): Promise<StoredPerson | null> {
  const rows = await queries.rows<Row>(
    `insert into person (principal_id, name, password, grants) values ($1, $2, $3, $4::text::jsonb)
     on conflict (principal_id) do nothing returning ${COLUMNS}`,
    [principalId, name, password, JSON.stringify(grants)],
  );
  return rows[0] ? toPerson(rows[0]) : null;
}

/** What is left out stays. */
export async function updatePerson(
  queries: Queries,
  principalId: string,
  change: Partial<Pick<StoredPerson, 'password' | 'grants'>> & { readonly disabled?: boolean },
): Promise<StoredPerson | null> {
  const rows = await queries.rows<Row>(
    `update person set password = coalesce($2, password), grants = coalesce($3::text::jsonb, grants),
       disabled_at = case $4::text when 'true' then coalesce(disabled_at, clock_timestamp())
         when 'false' then null else disabled_at end
     where principal_id = $1 returning ${COLUMNS}`,
    [
      principalId,
      change.password ?? null,
      change.grants === undefined ? null : JSON.stringify(change.grants),
      change.disabled === undefined ? null : String(change.disabled),
    ],
  );
  return rows[0] ? toPerson(rows[0]) : null;
}
