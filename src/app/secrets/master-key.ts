import { hkdfSync } from 'node:crypto';
import type { DataKeyWrap } from '../../store/data-keys.ts';
import { decrypted, encrypted } from './aes-gcm.ts';

const KEY_BYTES = 32;
const ID_BYTES = 8;

/** A key for one purpose, made of the master key and telling nothing of it. */
export const derived = (masterKey: Buffer, purpose: string, bytes = KEY_BYTES): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', `dti-hub ${purpose}`, bytes));

/** Names a master key in the database, in messages and in the audit. */
export const masterKeyId = (masterKey: Buffer): string =>
  derived(masterKey, 'master-key-id', ID_BYTES).toString('hex');

const boundTo = (dataKeyId: number): string => `data-key ${dataKeyId}`;

export const wrapOf = (masterKey: Buffer, id: number, dataKey: Buffer): DataKeyWrap => ({
  dataKeyId: id,
  masterKey: masterKeyId(masterKey),
  wrapped: encrypted(derived(masterKey, 'key-wrapping'), dataKey, boundTo(id)),
});

/** null when the wrap is another master key's, or damaged. */
export function unwrapped(masterKey: Buffer, wrap: DataKeyWrap): Buffer | null {
  if (wrap.masterKey !== masterKeyId(masterKey)) return null;
  try {
    return decrypted(derived(masterKey, 'key-wrapping'), wrap.wrapped, boundTo(wrap.dataKeyId));
  } catch {
    return null;
  }
}
