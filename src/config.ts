import { randomBytes, X509Certificate } from 'node:crypto';
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
  /** How long a PostgreSQL that does not answer is waited for, in seconds. */
  readonly databaseWait: number;
  /** null: a new one is made and printed once. */
  readonly adminToken: string | null;
  readonly production: boolean;
  readonly logLevel: string;
  /** Sources with a private address that may be asked: ranges and host names, each with an optional port. */
  readonly allowHosts: readonly string[];
  /** Certificates (PEM) of private authorities that sources may have theirs from. */
  readonly extraAuthorities: readonly string[];
  /** Where alerts are POSTed; null: nowhere. */
  readonly alertWebhook: string | null;
  /** To whom alerts are mailed, and through which server; null: to nobody. */
  readonly alertEmail: { readonly to: string; readonly smtpUrl: string } | null;
  /** Base address of an OpenTelemetry collector (OTLP/HTTP); null: no traces. */
  readonly otlpEndpoint: string | null;
}

/** Every variable of the environment that the hub reads, for `--help`. */
export const ENVIRONMENT: readonly (readonly [name: string, help: string])[] = [
  ['PORT', 'port of the API (4000)'],
  ['HUB_HOST', 'address to listen on (127.0.0.1)'],
  ['HUB_DATA_DIR', 'folder of the embedded database and the master key (.hub in the checkout)'],
  ['DATABASE_URL', 'a PostgreSQL instead of the embedded database: postgres://user:password@host:5432/name'],
  ['HUB_DATABASE_WAIT', 'seconds to wait for a PostgreSQL that does not answer yet (600)'],
  [
    'HUB_ADMIN_TOKEN',
    'token of the administrator, 16 characters or more are advised (else one is made and printed once)',
  ],
  ['HUB_MASTER_KEY', 'key of stored secrets, 64 hex digits (else a file master.key in HUB_DATA_DIR)'],
  ['HUB_ENV', '"production" refuses the embedded database'],
  ['HUB_LOG_LEVEL', 'debug, info, warn (default), error or silent'],
  [
    'HUB_ALLOW_HOSTS',
    'sources with a private address that may be asked: 10.1.0.0/16, lgsp.hue.gov.vn:8080, *.hue.gov.vn, separated by commas',
  ],
  ['HUB_EXTRA_CA', 'file with the certificates (PEM) of private authorities that sources may use'],
  ['HUB_ALERT_WEBHOOK', 'address that alerts about sources are POSTed to as JSON'],
  ['HUB_ALERT_EMAIL', 'addresses that alerts are mailed to, separated by commas; needs HUB_SMTP_URL'],
  ['HUB_SMTP_URL', 'mail server: smtp://user:password@host:587, or smtps:// for TLS from the start'],
  [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OpenTelemetry collector (OTLP/HTTP) for traces: http://127.0.0.1:4318 (none)',
  ],
];

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const { PORT, HUB_HOST, HUB_DATA_DIR, DATABASE_URL, HUB_ADMIN_TOKEN, HUB_ENV, HUB_LOG_LEVEL } = environment;
  const adminToken = HUB_ADMIN_TOKEN || null;
  const logLevel = HUB_LOG_LEVEL || 'warn';
  if (!LOG_LEVELS.includes(logLevel)) throw bad('HUB_LOG_LEVEL', logLevel, logLevel, LOG_LEVELS.join(', '));
  const production = HUB_ENV === 'production';
  if (production && !DATABASE_URL) throw noEmbedded();
  const { HUB_ALLOW_HOSTS = '', HUB_EXTRA_CA } = environment;
  const { HUB_ALERT_WEBHOOK, OTEL_EXPORTER_OTLP_ENDPOINT } = environment;
  return {
    port: portOf(PORT || '4000'),
    host: HUB_HOST || '127.0.0.1',
    dataDir: resolve(HUB_DATA_DIR || join(ROOT, '.hub')),
    databaseUrl: DATABASE_URL || null,
    databaseWait: secondsOf('HUB_DATABASE_WAIT', environment['HUB_DATABASE_WAIT'] || '600'),
    adminToken,
    production,
    logLevel,
    allowHosts: HUB_ALLOW_HOSTS.split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
    extraAuthorities: HUB_EXTRA_CA ? authoritiesIn(HUB_EXTRA_CA) : [],
    alertWebhook: HUB_ALERT_WEBHOOK ? urlOf('HUB_ALERT_WEBHOOK', HUB_ALERT_WEBHOOK, WEB) : null,
    alertEmail: alertEmailOf(environment),
    otlpEndpoint: OTEL_EXPORTER_OTLP_ENDPOINT
      ? urlOf('OTEL_EXPORTER_OTLP_ENDPOINT', OTEL_EXPORTER_OTLP_ENDPOINT, WEB)
      : null,
  };
}

/** 0 lets the system choose. */
export function portOf(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw bad('PORT', value, value, '0 - 65535');
}

/** At most a day. */
function secondsOf(name: string, value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 86_400) return Number(value);
  throw bad(name, value, value, '0 - 86400');
}

const WEB = ['https:', 'http:'];
const MAIL = ['smtps:', 'smtp:'];

/** Told without its value: it may hold a password. */
function urlOf(name: string, value: string, protocols: readonly string[]): string {
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname)
    return value;
  throw bad(name, '(***)', '(***)', protocols.map((protocol) => `${protocol}//host`).join(', '));
}

function alertEmailOf({ HUB_ALERT_EMAIL, HUB_SMTP_URL }: NodeJS.ProcessEnv): Config['alertEmail'] {
  if (!HUB_ALERT_EMAIL) return null;
  const addresses = HUB_ALERT_EMAIL.split(',').map((one) => one.trim());
  if (!addresses.every((one) => /^[^\s@<>"]+@[^\s@<>"]+$/.test(one))) {
    throw bad('HUB_ALERT_EMAIL', HUB_ALERT_EMAIL, HUB_ALERT_EMAIL, 'canbo@hue.gov.vn, …');
  }
  return { to: addresses.join(', '), smtpUrl: urlOf('HUB_SMTP_URL', HUB_SMTP_URL ?? '', MAIL) };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Read at the start, so that a bad file is told then and not at night. */
function authoritiesIn(file: string): string[] {
  try {
    const found = readFileSync(file, 'utf8').match(CERTIFICATE) ?? [];
    for (const certificate of found) new X509Certificate(certificate);
    if (found.length > 0) return found;
  } catch {
    // Told below, without what the system says: it may quote the file.
  }
  throw bad('HUB_EXTRA_CA', file, file, 'PEM: -----BEGIN CERTIFICATE-----');
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
