import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
  /** Folders with files for sources to read; null: "files" in `dataDir`. */
  readonly dropDir: string | null;
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** How long a PostgreSQL that does not answer is waited for, in seconds. */
  readonly databaseWait: number;
  /** null: a new one is made and printed once. */
  readonly adminToken: string | null;
  /** Of stored secrets; null: the file master.key in `dataDir`. */
  readonly masterKey: Buffer | null;
  /** What `hub keys rotate` changes to; null: the file master.key.next in `dataDir`. */
  readonly masterKeyNext: Buffer | null;
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
  /** What callers whom nobody knows may read. */
  readonly publicRead: (typeof PUBLIC_READ)[number];
  /** Counts of fewer people are hidden from those who may not see single records; 0: none. */
  readonly maskBelow: number;
  /** For how many days single records are kept: see src/app/record-retention.ts. */
  readonly recordDays: number;
  /** Where browsers reach the hub: "https://dti.hue.gov.vn"; null: as each request says. */
  readonly publicUrl: string | null;
  /** Reverse proxies in front, whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  readonly proxies: number;
  /** Where staff sign in and services get their tokens; null: local accounts and API tokens only. */
  readonly oidc: OidcConfig | null;
  /** Other sites whose pages may read the API. */
  readonly corsOrigins: readonly string[];
  /** File of the only operations that are answered; null: any is. */
  readonly operations: string | null;
  /** Base address of an OpenTelemetry collector (OTLP/HTTP); null: no traces. */
  readonly otlpEndpoint: string | null;
}

export interface OidcConfig {
  readonly issuer: string;
  /** Of people; null: only services come. */
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Of services; null: only people come. */
  readonly audience: string | null;
  /** Claim with roles, such as "verifier:46". */
  readonly rolesClaim: string;
}

const PUBLIC_READ = ['results', 'all', 'none'] as const;

/** Every variable of the environment that the hub reads, for `--help`. */
export const ENVIRONMENT: readonly (readonly [name: string, help: string])[] = [
  ['PORT', 'port of the API (4000)'],
  ['HUB_HOST', 'address to listen on (127.0.0.1)'],
  ['HUB_DATA_DIR', 'folder of the embedded database and the master key (.hub in the checkout)'],
  [
    'HUB_DROP_DIR',
    'folder with a sub-folder of files for each source that reads them (files in HUB_DATA_DIR)',
  ],
  ['DATABASE_URL', 'a PostgreSQL instead of the embedded database: postgres://user:password@host:5432/name'],
  ['HUB_DATABASE_WAIT', 'seconds to wait for a PostgreSQL that does not answer yet (600)'],
  [
    'HUB_ADMIN_TOKEN',
    'token of the administrator, 16 characters or more are advised (else one is made and printed once)',
  ],
  ['HUB_MASTER_KEY', 'key of stored secrets, 64 hex digits (else a file master.key in HUB_DATA_DIR)'],
  ['HUB_MASTER_KEY_NEXT', 'the key that "hub keys rotate" changes to (else it makes one)'],
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
    'HUB_PUBLIC_READ',
    'what anybody may read without signing in: results, all or none (all; in production none)',
  ],
  [
    'HUB_MASK_BELOW',
    'counts of fewer people than this are hidden from those who may not see single records (5; 0: none)',
  ],
  [
    'HUB_RECORD_DAYS',
    'days that single records are kept after the end of their year and their last pull; facts and scores stay (90)',
  ],
  ['HUB_PUBLIC_URL', 'address of the hub for browsers: https://dti.hue.gov.vn (as each request says)'],
  ['HUB_TRUST_PROXY', 'number of reverse proxies in front whose X-Forwarded headers are believed (0)'],
  ['HUB_OIDC_ISSUER', 'OpenID Connect provider of staff and services: https://sso.hue.gov.vn/realms/hue'],
  ['HUB_OIDC_CLIENT_ID', 'of this hub at the provider, for people; needs HUB_PUBLIC_URL'],
  ['HUB_OIDC_CLIENT_SECRET', 'its secret (none: a public client with PKCE)'],
  ['HUB_OIDC_AUDIENCE', 'whom bearer tokens of services must be meant for'],
  ['HUB_OIDC_ROLES', 'claim with roles such as verifier:46; also realm_access.roles (roles)'],
  [
    'HUB_CORS_ORIGINS',
    'other sites whose pages may read the API: https://bang.hue.gov.vn, separated by commas (none)',
  ],
  ['HUB_OPERATIONS', 'file (JSON) of the only operations that are answered (none: any operation is)'],
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
  const { HUB_DROP_DIR, HUB_ALLOW_HOSTS = '', HUB_EXTRA_CA } = environment;
  const { HUB_ALERT_WEBHOOK, OTEL_EXPORTER_OTLP_ENDPOINT } = environment;
  return {
    port: portOf(PORT || '4000'),
    host: HUB_HOST || '127.0.0.1',
    dataDir: resolve(HUB_DATA_DIR || join(ROOT, '.hub')),
    dropDir: HUB_DROP_DIR ? resolve(HUB_DROP_DIR) : null,
    databaseUrl: DATABASE_URL || null,
    databaseWait: secondsOf('HUB_DATABASE_WAIT', environment['HUB_DATABASE_WAIT'] || '600'),
    adminToken,
    masterKey: keyOf('HUB_MASTER_KEY', environment['HUB_MASTER_KEY']),
    masterKeyNext: keyOf('HUB_MASTER_KEY_NEXT', environment['HUB_MASTER_KEY_NEXT']),
    production,
    logLevel,
    allowHosts: HUB_ALLOW_HOSTS.split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
    extraAuthorities: HUB_EXTRA_CA ? authoritiesIn(HUB_EXTRA_CA) : [],
    alertWebhook: HUB_ALERT_WEBHOOK ? urlOf('HUB_ALERT_WEBHOOK', HUB_ALERT_WEBHOOK, WEB) : null,
    alertEmail: alertEmailOf(environment),
    publicRead: publicReadOf(environment['HUB_PUBLIC_READ'] || (production ? 'none' : 'all')),
    maskBelow: maskBelowOf(environment['HUB_MASK_BELOW'] || '5'),
    recordDays: recordDaysOf(environment['HUB_RECORD_DAYS'] || '90'),
    publicUrl: publicUrlOf(environment['HUB_PUBLIC_URL']),
    proxies: proxiesOf(environment['HUB_TRUST_PROXY'] || '0'),
    oidc: oidcOf(environment, production),
    corsOrigins: originsOf(environment['HUB_CORS_ORIGINS'] ?? ''),
    operations: environment['HUB_OPERATIONS'] ? resolve(environment['HUB_OPERATIONS']) : null,
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

function publicReadOf(value: string): Config['publicRead'] {
  const known = PUBLIC_READ.find((one) => one === value);
  if (known) return known;
  throw bad('HUB_PUBLIC_READ', value, value, PUBLIC_READ.join(', '));
}

function maskBelowOf(value: string): number {
  if (/^\d{1,4}$/.test(value)) return Number(value);
  throw bad('HUB_MASK_BELOW', value, value, '0 - 9999');
}

/** Ten years at most: records kept for ever are what S43 is against. */
function recordDaysOf(value: string): number {
  if (/^[1-9]\d{1,3}$/.test(value) && Number(value) >= 30 && Number(value) <= 3650) return Number(value);
  throw bad('HUB_RECORD_DAYS', value, value, '30 - 3650');
}

/** Cookies and the way back from the provider stand on it, so it has no path. */
function publicUrlOf(value: string | undefined): string | null {
  if (!value) return null;
  const { origin, pathname } = new URL(urlOf('HUB_PUBLIC_URL', value, WEB));
  if (pathname === '/') return origin;
  throw bad('HUB_PUBLIC_URL', value, value, origin);
}

/** Never "*": each site is named (S29). */
function originsOf(value: string): string[] {
  const origins = value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  for (const one of origins) {
    const isOrigin = /^https?:[^*]+$/.test(one) && URL.canParse(one) && new URL(one).origin === one;
    if (!isOrigin) throw bad('HUB_CORS_ORIGINS', one, one, 'https://bang.hue.gov.vn, …');
  }
  return origins;
}

function proxiesOf(value: string): number {
  if (/^\d$/.test(value)) return Number(value);
  throw bad('HUB_TRUST_PROXY', value, value, '0 - 9');
}

function oidcOf(environment: NodeJS.ProcessEnv, production: boolean): OidcConfig | null {
  const { HUB_OIDC_ISSUER, HUB_OIDC_CLIENT_ID, HUB_OIDC_CLIENT_SECRET, HUB_OIDC_AUDIENCE } = environment;
  if (!HUB_OIDC_ISSUER) return null;
  if (HUB_OIDC_CLIENT_ID && !environment['HUB_PUBLIC_URL']) {
    throw bad('HUB_PUBLIC_URL', '""', '""', 'https://host (HUB_OIDC_CLIENT_ID)');
  }
  return {
    issuer: urlOf('HUB_OIDC_ISSUER', HUB_OIDC_ISSUER, production ? ['https:'] : WEB),
    clientId: HUB_OIDC_CLIENT_ID || null,
    clientSecret: HUB_OIDC_CLIENT_SECRET || null,
    audience: HUB_OIDC_AUDIENCE || null,
    rolesClaim: environment['HUB_OIDC_ROLES'] || 'roles',
  };
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

/** Told without its value. */
function keyOf(name: string, hex: string | undefined): Buffer | null {
  if (!hex) return null;
  if (/^[0-9a-f]{64}$/i.test(hex.trim())) return Buffer.from(hex.trim(), 'hex');
  throw bad(name, '(***)', '(***)', '64 hex');
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
