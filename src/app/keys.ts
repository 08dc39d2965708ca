import { hash } from 'node:crypto';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { decrypted, encrypted } from './secrets/aes-gcm.ts';
import { derived } from './secrets/master-key.ts';

/** What the hub does with its keys: sealed secrets and hashed case numbers. */
export interface Keys {
  /** AES-256-GCM; `bound` names what the secret is for and must be the same when it is opened. */
  seal(plain: string, bound: string): string;
  open(sealed: string, bound: string): string;
  /** For `recordHash`, in the thread that reads. Stays the same for ever: else every record would look new. */
  readonly hashSecret: string;
}

/** Keyed hash of an identifier that leads to a person's case: 22 characters, the same for the same `scope`. */
export const recordHash = (secret: string) => (scope: string) => {
  const lead = `${secret}\n${scope}\n`;
  // The key leads a text of unknown length and only 16 of 32 bytes are kept, so the hash cannot be extended.
  return (identifier: string): string => hash('sha256', lead + identifier, 'base64url').slice(0, 22);
};

export interface KeyMaterial {
  /** By id; the last one seals. */
  readonly sealing: ReadonlyMap<number, Buffer>;
  readonly hashing: Buffer;
  /** Those of before data keys: they open what was sealed then and seal nothing. */
  readonly earlier: readonly Buffer[];
}

/** "v1.<id of the data key>.<nonce, tag, body>". */
const SEALED = /^v1\.(\d{1,9})\.([\w-]+)$/;

export function keysOf({ sealing, hashing, earlier }: KeyMaterial): Keys {
  const [newestId, newest] = [...sealing].at(-1) as [number, Buffer];
  return {
    seal: (plain, bound) => `v1.${newestId}.${encrypted(newest, Buffer.from(plain), bound)}`,
    open(sealed, bound) {
      const [, id, body = sealed] = SEALED.exec(sealed) ?? [];
      const keys = id === undefined ? earlier : [sealing.get(Number(id))].filter((key) => key !== undefined);
      for (const key of keys) {
        const plain = openedBy(key, body, bound);
        if (plain !== null) return plain;
      }
      throw unreadable();
    },
    hashSecret: hashing.toString('base64url'),
  };
}

/** Sealed before data keys were: to be sealed again. */
export const isSealedEarlier = (sealed: string): boolean => !sealed.startsWith('v1.');

function openedBy(key: Buffer, sealed: string, bound: string): string | null {
  try {
    return decrypted(key, sealed, bound).toString('utf8');
  } catch {
    return null;
  }
}

export const earlierSealingKey = (masterKey: Buffer): Buffer => derived(masterKey, 'secrets');
/** Records were hashed by this before data keys were, and are for ever. */
export const hashingKey = (masterKey: Buffer): Buffer => derived(masterKey, 'record-keys');

/** Of a master key alone, without a database. */
export const keysFrom = (masterKey: Buffer): Keys =>
  keysOf({
    sealing: new Map([[0, earlierSealingKey(masterKey)]]),
    hashing: hashingKey(masterKey),
    earlier: [earlierSealingKey(masterKey)],
  });

const unreadable = () =>
  configError(
    'SECRET_UNREADABLE',
    text(
      'Không đọc được mật khẩu đã lưu của nguồn (khóa hoặc địa chỉ của nguồn đã thay đổi). Hãy nhập lại mật khẩu của nguồn.',
      "The source's stored secret cannot be read (the key or the address of the source changed). Enter the secret again.",
    ),
  );
