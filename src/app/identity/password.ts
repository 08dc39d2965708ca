import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { badInput } from './refusals.ts';

/** N = 2^logN; memory is 128 x N x r bytes. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** One of OWASP's equals for scrypt (2024), the one that takes 32 MB. */
export const PASSWORD_COST: PasswordCost = { logN: 15, r: 8, p: 3 };

const BYTES = 32;

/** "scrypt$15$8$3$salt$hash": with its parameters, so that they can be raised. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(16);
  const derived = await derive(password, salt, cost);
  return [
    'scrypt',
    cost.logN,
    cost.r,
    cost.p,
    salt.toString('base64url'),
    derived.toString('base64url'),
  ].join('$');
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [salt = '', expected = ''] = stored.split('$').slice(4);
  const derived = await derive(password, Buffer.from(salt, 'base64url'), costOf(stored));
  return timingSafeEqual(derived, Buffer.from(expected, 'base64url'));
}

/** Hashed when less was asked for than today. */
export const isOutdated = (stored: string, cost: PasswordCost): boolean =>
  JSON.stringify(costOf(stored)) !== JSON.stringify(cost);

function costOf(stored: string): PasswordCost {
  const [logN = 0, r = 0, p = 0] = stored.split('$').slice(1, 4).map(Number);
  return { logN, r, p };
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: a crowd of tries takes time, not memory. */
function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const own = last.then(() => deriveNow(password, salt, cost));
  last = own.catch(() => {});
  return own;
}

function deriveNow(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) =>
    // Keyboards write Vietnamese letters composed or decomposed.
    scrypt(password.normalize('NFKC'), salt, BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

const SHORTEST = 12;
const LONGEST = 128;

/** Length is what counts; what is easily guessed in spite of it is refused. */
export function checkNewPassword(password: string, login: string): void {
  const letters = password.normalize('NFKC').toLowerCase();
  const isGood =
    letters.length >= SHORTEST &&
    letters.length <= LONGEST &&
    new Set(letters).size >= 5 &&
    !letters.includes(login.toLowerCase());
  if (isGood) return;
  throw badInput(
    'password',
    `Mật khẩu cần ${SHORTEST} đến ${LONGEST} ký tự, ít nhất 5 ký tự khác nhau và không chứa tên đăng nhập. Hãy chọn mật khẩu khác.`,
    `A password needs ${SHORTEST} to ${LONGEST} characters, 5 different ones at least, and not the login name. Choose another one.`,
  );
}
