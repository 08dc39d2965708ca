import { randomBytes } from 'node:crypto';
import { type HubError, stopError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import {
  addDataKey,
  lockDataKeys,
  type StoredWrap,
  sealedTexts,
  storedWraps,
} from '../../store/data-keys.ts';
import type { Database, Queries } from '../../store/database.ts';
import { earlierSealingKey, hashingKey, isSealedEarlier, type Keys, keysFrom, keysOf } from '../keys.ts';
import { boundTo } from '../pull/source-config.ts';
import { masterKeyId, unwrapped, wrapOf } from './master-key.ts';

/** The master key, and the next one while it is being changed. */
export type MasterKeys = readonly [Buffer, ...Buffer[]];

const KEY_BYTES = 32;

/** Whether the database holds something that only a certain master key opens. */
export async function isKeyed(database: Database): Promise<boolean> {
  return (await storedWraps(database)).length > 0 || (await sealedTexts(database)).length > 0;
}

/** Throws WRONG_MASTER_KEY before anything is written (S22, F53). Asked before the migrations. */
export async function checkMasterKeys(database: Database, masterKeys: MasterKeys): Promise<void> {
  const wraps = await storedWraps(database);
  if (wraps.length > 0) {
    openedDataKeys(wraps, masterKeys);
    return;
  }
  const earlier = (await sealedTexts(database)).filter(({ secrets }) => isSealedEarlier(secrets));
  // One damaged secret is its source's trouble, see SECRET_UNREADABLE.
  const opens = ({ name, secrets }: { name: string; secrets: string }) =>
    masterKeys.some((masterKey) => canOpen(keysFrom(masterKey), secrets, boundTo(name)));
  if (earlier.length > 0 && !earlier.some(opens)) throw wrongMasterKey(null, masterKeys);
}

/** Opens the data keys, or makes them where there are none yet. */
export const openKeys = (database: Database, masterKeys: MasterKeys): Promise<Keys> =>
  database.transaction(async (queries) => {
    await lockDataKeys(queries);
    const known = await storedWraps(queries);
    const wraps = known.length > 0 ? known : await madeDataKeys(queries, masterKeys[0]);
    const opened = openedDataKeys(wraps, masterKeys);
    const idsFor = (purpose: string) => [
      ...new Set(wraps.filter((one) => one.purpose === purpose).map(({ dataKeyId }) => dataKeyId)),
    ];
    return keysOf({
      sealing: new Map(idsFor('SECRETS').map((id) => [id, opened.get(id) as Buffer])),
      hashing: opened.get(idsFor('RECORDS')[0] as number) as Buffer,
      earlier: masterKeys.map(earlierSealingKey),
    });
  });

async function madeDataKeys(queries: Queries, masterKey: Buffer): Promise<StoredWrap[]> {
  await addDataKey(queries, 'SECRETS', wrapOf(masterKey, 1, randomBytes(KEY_BYTES)));
  await addDataKey(queries, 'RECORDS', wrapOf(masterKey, 2, hashingKey(masterKey)));
  return storedWraps(queries);
}

/** Every data key by its id; throws WRONG_MASTER_KEY when one stays closed. */
export function openedDataKeys(
  wraps: readonly StoredWrap[],
  masterKeys: MasterKeys,
): ReadonlyMap<number, Buffer> {
  const opened = new Map<number, Buffer>();
  for (const wrap of wraps) {
    for (const masterKey of masterKeys) {
      const dataKey = unwrapped(masterKey, wrap);
      if (dataKey) opened.set(wrap.dataKeyId, dataKey);
    }
  }
  const closed = wraps.find(({ dataKeyId }) => !opened.has(dataKeyId));
  if (closed) throw wrongMasterKey(closed.masterKey, masterKeys);
  return opened;
}

function canOpen(keys: Keys, sealed: string, bound: string): boolean {
  try {
    keys.open(sealed, bound);
    return true;
  } catch {
    return false;
  }
}

/** `wanted`: null where the database is too old to name its key. */
function wrongMasterKey(wanted: string | null, masterKeys: MasterKeys): HubError {
  const given = masterKeys.map(masterKeyId).join(', ');
  const vi = wanted === null ? '' : `; cần khóa có dấu ${wanted}`;
  const en = wanted === null ? '' : `; the key with the mark ${wanted} is needed`;
  return stopError(
    'WRONG_MASTER_KEY',
    text(
      `Khóa chủ đang dùng (dấu ${given}) không mở được cơ sở dữ liệu này${vi}. Hãy đặt lại đúng tệp master.key hoặc HUB_MASTER_KEY rồi chạy lại. Cơ sở dữ liệu chưa bị thay đổi.`,
      `The master key in use (mark ${given}) does not open this database${en}. Put the right file master.key or HUB_MASTER_KEY back and start again. The database was not changed.`,
    ),
  );
}
