import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopError } from './core/errors.ts';
import { text } from './core/text.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a hub needs to know before it starts; read once, here, and nowhere else from the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** null: a new one is made and printed once. */
  readonly adminToken: string | null;
  readonly production: boolean;
  readonly logLevel: string;
}

/** Every variable of the environment that the hub reads, for `--help`. */
export const ENVIRONMENT: readonly (readonly [name: string, help: string])[] = [
  ['PORT', 'port of the API (4000)'],
  ['HUB_HOST', 'address to listen on (127.0.0.1)'],
  ['HUB_DATA_DIR', 'folder of the embedded database and the master key (.hub in the checkout)'],
  ['DATABASE_URL', 'a PostgreSQL instead of the embedded database: postgres://user:password@host:5432/name'],
  [
    'HUB_ADMIN_TOKEN',
    'token of the administrator, 16 characters or more are advised (else one is made and printed once)',
  ],
  ['HUB_MASTER_KEY', 'key of stored secrets, 64 hex digits (else a file master.key in HUB_DATA_DIR)'],
  ['HUB_ENV', '"production" refuses the embedded database'],
  ['HUB_LOG_LEVEL', 'debug, info, warn (default), error or silent'],
];

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const { PORT, HUB_HOST, HUB_DATA_DIR, DATABASE_URL, HUB_ADMIN_TOKEN, HUB_ENV, HUB_LOG_LEVEL } = environment;
  const adminToken = HUB_ADMIN_TOKEN || null;
  const logLevel = HUB_LOG_LEVEL || 'warn';
  if (!LOG_LEVELS.includes(logLevel)) throw bad('HUB_LOG_LEVEL', logLevel, logLevel, LOG_LEVELS.join(', '));
  const production = HUB_ENV === 'production';
  if (production && !DATABASE_URL) throw noEmbedded();
  return {
    port: portOf(PORT || '4000'),
    host: HUB_HOST || '127.0.0.1',
    dataDir: resolve(HUB_DATA_DIR || join(ROOT, '.hub')),
    databaseUrl: DATABASE_URL || null,
    adminToken,
    production,
    logLevel,
  };
}

/** 0 lets the system choose. */
export function portOf(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw bad('PORT', value, value, '0 - 65535');
}

const MASTER_KEY_BYTES = 32;

/** The master key from the environment, or from a file in the data folder that is made at the first start. */
export function masterKey(dataDir: string, environment: NodeJS.ProcessEnv = process.env): Buffer {
  const file = join(dataDir, 'master.key');
  if (!environment['HUB_MASTER_KEY'] && !existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(MASTER_KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  const hex = (environment['HUB_MASTER_KEY'] || readFileSync(file, 'utf8')).trim();
  if (/^[0-9a-f]{64}$/i.test(hex)) return Buffer.from(hex, 'hex');
  throw bad('HUB_MASTER_KEY / master.key', '(***)', '(***)', '64 hex');
}

const bad = (name: string, vi: string, en: string, expected: string) =>
  stopError(
    'BAD_CONFIGURATION',
    text(
      `Biến môi trường ${name} = ${vi} không hợp lệ; cần: ${expected}. Hãy sửa rồi chạy lại.`,
      `The environment variable ${name} = ${en} is not valid; expected: ${expected}. Correct it and start again.`,
    ),
  );

const noEmbedded = () =>
  stopError(
    'NO_EMBEDDED_IN_PRODUCTION',
    text(
      'HUB_ENV=production không chạy với cơ sở dữ liệu nhúng (mất điện có thể mất dữ liệu). Hãy đặt DATABASE_URL tới một PostgreSQL.',
      'HUB_ENV=production does not run on the embedded database (a power cut may lose data). Set DATABASE_URL to a PostgreSQL.',
    ),
  );
