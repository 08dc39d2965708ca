import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MasterKeys } from '../app/secrets/open-keys.ts';
import type { Config } from '../config.ts';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';

const KEY_BYTES = 32;

type KeyConfig = Pick<Config, 'dataDir' | 'masterKey' | 'masterKeyNext'>;

export const keyFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'master.key');
const nextFile = (config: KeyConfig): string => `${keyFile(config)}.next`;

/**
 * The master key from the environment or from a file in the data folder, and the next one where it is being changed.
 * `mayMake`: a first start makes the file; where a database has its keys already, a new one would open nothing.
 */
export function masterKeys(config: KeyConfig, mayMake: boolean): MasterKeys {
  const file = keyFile(config);
  if (config.masterKey === null && !existsSync(file)) {
    if (!mayMake) throw missing(file);
    makeKey(file);
  }
  const key = config.masterKey ?? keyIn(file);
  const next = nextKey(config);
  return next === null ? [key] : [key, next];
}

function nextKey(config: KeyConfig): Buffer | null {
  if (config.masterKeyNext) return config.masterKeyNext;
  return existsSync(nextFile(config)) ? keyIn(nextFile(config)) : null;
}

/** The key to change to: the one given, that of a change that was interrupted, or a new file. */
export function nextMasterKey(config: KeyConfig): Buffer {
  const next = nextKey(config);
  if (next) return next;
  // A file would not take the place of a variable.
  if (config.masterKey) throw nextMissing();
  makeKey(nextFile(config));
  return keyIn(nextFile(config));
}

/** After the change: the new file takes the place of the old one. False: the variables must be set anew. */
export function adoptNextKey(config: KeyConfig): boolean {
  if (config.masterKey || config.masterKeyNext) return false;
  if (existsSync(nextFile(config))) renameSync(nextFile(config), keyFile(config));
  return true;
}

function makeKey(file: string): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
}

function keyIn(file: string): Buffer {
  if (isOpenToOthers(file)) throw openToOthers(file);
  const hex = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{64}$/i.test(hex)) return Buffer.from(hex, 'hex');
  throw malformed(file);
}

/** Windows tells no such rights. */
const isOpenToOthers = (file: string): boolean =>
  process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;

const missing = (file: string) =>
  stopError(
    'MASTER_KEY_MISSING',
    text(
      `Không có tệp khóa chủ ${file}, trong khi cơ sở dữ liệu đã có mật khẩu được mã hóa bằng khóa đó. Hãy đặt lại tệp khóa (hoặc HUB_MASTER_KEY) rồi chạy lại. Cơ sở dữ liệu chưa bị thay đổi.`,
      `There is no master key file ${file}, but the database holds secrets sealed by it. Put the file (or HUB_MASTER_KEY) back and start again. The database was not changed.`,
    ),
  );

const openToOthers = (file: string) =>
  stopError(
    'MASTER_KEY_OPEN',
    text(
      `Tệp khóa chủ ${file} đang mở cho người dùng khác của máy đọc. Hãy chạy "chmod 600 ${file}" rồi chạy lại.`,
      `The master key file ${file} may be read by other users of this machine. Run "chmod 600 ${file}" and start again.`,
    ),
  );

const malformed = (file: string) =>
  stopError(
    'BAD_CONFIGURATION',
    text(
      `Tệp khóa chủ ${file} không hợp lệ; cần 64 chữ số hệ mười sáu. Hãy đặt lại đúng tệp rồi chạy lại.`,
      `The master key file ${file} is not valid; expected 64 hex digits. Put the right file back and start again.`,
    ),
  );

const nextMissing = () =>
  stopError(
    'NEXT_KEY_MISSING',
    text(
      'Khóa chủ hiện nằm trong HUB_MASTER_KEY nên khóa mới cũng phải được đặt trong HUB_MASTER_KEY_NEXT (64 chữ số hệ mười sáu). Hãy đặt biến này rồi chạy lại lệnh.',
      'The master key is in HUB_MASTER_KEY, so the new one must be given in HUB_MASTER_KEY_NEXT (64 hex digits). Set it and run the command again.',
    ),
  );
