import { stopError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { addWrap, dropOtherWraps, lockDataKeys, storedWraps } from '../../store/data-keys.ts';
import type { Database } from '../../store/database.ts';
import { masterKeyId, wrapOf } from './master-key.ts';
import { type MasterKeys, openedDataKeys } from './open-keys.ts';

export interface Rotated {
  /** All of them are wrapped by the new master key now. */
  readonly dataKeys: number;
  /** By this call; the others had been by one that was interrupted. */
  readonly wrapped: number;
  /** Whether another master key opened them until now. */
  readonly isChanged: boolean;
}

/**
 * S21: wraps every data key by `next` as well, looks whether each opens again, and only then drops the wraps of all
 * other master keys. Data keys stay the same, so pulls under way, other hubs and stored hashes notice nothing. It
 * may be interrupted anywhere and called again. `afterEach`: crash tests.
 */
export async function rotateKeys(
  database: Database,
  masterKeys: MasterKeys,
  next: Buffer,
  afterEach: () => void = () => {},
): Promise<Rotated> {
  const id = masterKeyId(next);
  const known = await storedWraps(database);
  const dataKeys = openedDataKeys(known, [...masterKeys, next]);
  const isWrapped = (dataKey: number) =>
    known.some((one) => one.dataKeyId === dataKey && one.masterKey === id);
  const missing = [...dataKeys].filter(([dataKey]) => !isWrapped(dataKey));
  for (const [dataKey, key] of missing) {
    await addWrap(database, wrapOf(next, dataKey, key));
    afterEach();
  }
  const isChanged = await database.transaction(async (queries) => {
    await lockDataKeys(queries);
    const wraps = await storedWraps(queries);
    // Two people who change it at once to different keys: the second one finds the first one's.
    if (!wraps.some(({ masterKey }) => masterKey === id)) throw changedMeanwhile();
    const opened = openedDataKeys(
      wraps.filter(({ masterKey }) => masterKey === id),
      [next],
    );
    if (wraps.some(({ dataKeyId }) => !opened.has(dataKeyId))) throw changedMeanwhile();
    await dropOtherWraps(queries, id);
    return wraps.some(({ masterKey }) => masterKey !== id);
  });
  return { dataKeys: dataKeys.size, wrapped: missing.length, isChanged };
}

const changedMeanwhile = () =>
  stopError(
    'KEYS_CHANGED',
    text(
      'Khóa chủ vừa được người khác đổi sang một khóa khác nên lần đổi này không thực hiện. Hãy kiểm tra bằng lệnh "hub keys check".',
      'Somebody else has just changed the master key to another one, so this change was not made. Look with "hub keys check".',
    ),
  );
