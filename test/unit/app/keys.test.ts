import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysFrom, recordHash } from '../../../src/app/keys.ts';

const keys = keysFrom(Buffer.alloc(32, 1));
const hash = recordHash(keys.hashSecret);
const UNREADABLE = expect.objectContaining({ code: 'SECRET_UNREADABLE', family: 'config' });

describe('sealed secrets', () => {
  it('open again with the same key and binding, and look different each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (plain, bound) => {
        const sealed = keys.seal(plain, bound);
        expect(keysFrom(Buffer.alloc(32, 1)).open(sealed, bound)).toBe(Buffer.from(plain).toString());
        expect(keys.seal(plain, bound)).not.toBe(sealed);
      }),
    );
  });

  it('F53: do not open with another key, for another use, or after any one byte changed', () => {
    const sealed = keys.seal('mật khẩu', 'source A');
    const open =
      (text: string, bound = 'source A', from = keys) =>
      () =>
        from.open(text, bound);
    expect(open(sealed)()).toBe('mật khẩu');
    expect(open(sealed, 'source B')).toThrow(UNREADABLE);
    expect(open(sealed, 'source A', keysFrom(randomBytes(32)))).toThrow(UNREADABLE);
    const [version, keyId, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const broken = Buffer.from(bytes);
      broken[index] = (broken[index] as number) ^ 1;
      expect(open(`${version}.${keyId}.${broken.toString('base64url')}`)).toThrow(UNREADABLE);
    }
    expect(open(`v1.1.${body}`)).toThrow(UNREADABLE);
    for (const text of ['', 'x', sealed.slice(0, 20), sealed.slice(0, -4), 'not base64 !']) {
      expect(open(text)).toThrow(UNREADABLE);
    }
  });

  it('the error shows neither the secret nor the key', () => {
    const error = (() => {
      try {
        return keysFrom(Buffer.alloc(32, 2)).open(keys.seal('canary', 'x'), 'x');
      } catch (thrown) {
        return thrown as Error;
      }
    })() as Error;
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toMatch(/canary|0101010101/);
  });
});

describe('hashes of case numbers', () => {
  it('are the same for the same scope and number and differ otherwise', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(hash('a')(one)).toMatch(/^[\w-]{22}$/);
        expect(hash('a')(one)).toBe(recordHash(keysFrom(Buffer.alloc(32, 1)).hashSecret)('a')(one));
        expect(hash('a')(one) === hash('a')(other)).toBe(one === other);
        expect(hash('a')(one)).not.toBe(hash('b')(one));
        expect(hash('a')(one)).not.toBe(recordHash(keysFrom(Buffer.alloc(32, 3)).hashSecret)('a')(one));
      }),
    );
  });
});
