import type { Queries } from './database.ts';

export type KeyPurpose = 'SECRETS' | 'RECORDS';

export interface DataKeyWrap {
  readonly dataKeyId: number;
  /** Id of the master key, see src/app/secrets/master-key.ts. */
  readonly masterKey: string;
  readonly wrapped: string;
}

export interface StoredWrap extends DataKeyWrap {
  readonly purpose: KeyPurpose;
}

/** "DTIK" in ASCII: whoever makes data keys or changes their master key. */
const LOCK = 0x4454494b;

export const lockDataKeys = (queries: Queries) => queries.rows(`select pg_advisory_xact_lock(${LOCK})`);

/** Also of a database whose schema is older than data keys, or that is empty. */
export async function storedWraps(queries: Queries): Promise<StoredWrap[]> {
  if (!(await hasTable(queries, 'data_key_wrap'))) return [];
  return queries.rows<StoredWrap>(
    `select w.data_key_id as "dataKeyId", w.master_key as "masterKey", w.wrapped, k.purpose
     from data_key k join data_key_wrap w on w.data_key_id = k.id order by k.id, w.master_key`,
  );
}

export async function addDataKey(queries: Queries, purpose: KeyPurpose, wrap: DataKeyWrap): Promise<void> {
  await queries.rows('insert into data_key (id, purpose) values ($1, $2)', [wrap.dataKeyId, purpose]);
  await addWrap(queries, wrap);
}

/** Does nothing where the data key is wrapped by that master key already. */
export const addWrap = (queries: Queries, { dataKeyId, masterKey, wrapped }: DataKeyWrap) =>
  queries.rows(
    'insert into data_key_wrap (data_key_id, master_key, wrapped) values ($1, $2, $3) on conflict do nothing',
    [dataKeyId, masterKey, wrapped],
  );

/** Afterwards no other master key opens anything. */
export const dropOtherWraps = (queries: Queries, masterKey: string) =>
  queries.rows('delete from data_key_wrap where master_key <> $1', [masterKey]);

/** What sources have sealed, read before any migration. */
export async function sealedTexts(queries: Queries): Promise<{ name: string; secrets: string }[]> {
  if (!(await hasTable(queries, 'source'))) return [];
  return queries.rows('select name, secrets from source where secrets is not null order by id');
}

async function hasTable(queries: Queries, name: string): Promise<boolean> {
  const [found] = await queries.rows<{ there: boolean }>('select to_regclass($1) is not null as there', [
    name,
  ]);
  return found?.there ?? false;
}
