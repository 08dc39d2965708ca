import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** What the hub derives from its master key: sealed secrets and hashed case numbers. */
export interface Keys {
  /** AES-256-GCM; `bound` names what the secret is for and must be the same when it is opened. */
  seal(plain: string, bound: string): string;
  open(sealed: string, bound: string): string;
  /** For `recordHash`, in the thread that reads. */
  readonly hashSecret: string;
}

/** Keyed hash of an identifier that leads to a person's case: 22 characters, the same for the same `scope`. */
export const recordHash =
  (secret: string) =>
  (scope: string, identifier: string): string =>
    // The key leads a text of unknown length and only 16 of 32 bytes are kept, so the hash cannot be extended.
    hash('sha256', `${secret}\n${scope}\n${identifier}`, 'base64url').slice(0, 22);

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function keysFrom(masterKey: Buffer): Keys {
  const sealing = derive(masterKey, 'secrets');
  const hashing = derive(masterKey, 'record-keys').toString('base64url');
  return {
    seal(plain, bound) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(bound));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, bound) {
      const bytes = Buffer.from(sealed, 'base64url');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, nonce)
          .setAAD(Buffer.from(bound))
          .setAuthTag(tag);
        return (
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch (cause) {
        throw unreadable(cause);
      }
    },
    hashSecret: hashing,
  };
}

const derive = (masterKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', `dti-hub ${purpose}`, 32));

const unreadable = (cause: unknown) =>
  configError(
    'SECRET_UNREADABLE',
    text(
      'Không đọc được mật khẩu đã lưu của nguồn (khóa chủ đã thay đổi). Hãy nhập lại mật khẩu của nguồn.',
      "The source's stored secret cannot be read (the master key changed). Enter the secret again.",
    ),
    cause,
  );
