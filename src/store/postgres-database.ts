import { Socket } from 'node:net';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { HubError, stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Database, Orm, Queries } from './database.ts';
import { CONNECTION_LOST, noConnection, toldByDatabase } from './database-errors.ts';

const CONNECT_SECONDS = 10;
/** Pulls, scoring and changes share these; PostgreSQL's default allows 100 in all. */
const CONNECTIONS = 10;
const STAGING_CONNECTIONS = 4;
/** Of their own, so that whoever asks much takes none from a pull (F54). */
const READING_CONNECTIONS = 6;
/** Milliseconds; the longest read of ours takes a tenth of it. */
const READING_TIMEOUT = 10_000;

/**
 * When PostgreSQL restarts, postgres.js now and then rejects a promise that it gave to nobody (found by the soak),
 * which would end the process. Whoever waits for a statement is told in its own promise; anything else still ends us.
 */
function surviveLostConnections(): void {
  if (process.listeners('unhandledRejection').includes(ignoreIfLost)) return;
  process.on('unhandledRejection', ignoreIfLost);
}

function ignoreIfLost(error: unknown): void {
  const code = String((error as { code?: unknown } | null)?.code);
  if (!/^(CONNECTION_\w+|ECONNRESET|ECONNREFUSED|EPIPE)$/.test(code)) throw error;
}

export async function openPostgres(url: string, readingTimeout = READING_TIMEOUT): Promise<Database> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw badUrl();
  surviveLostConnections();
  const options = (applicationName: string) => ({
    connect_timeout: CONNECT_SECONDS,
    onnotice: () => {},
    types: {
      // Sums of counts stay far below 2^53, and a bigint as text would be added as text.
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
    },
    connection: { application_name: applicationName, TimeZone: 'UTC' },
    ...promptSockets(),
  });
  const sql = postgres(url, { ...options('dti-hub'), max: CONNECTIONS });
  const pool = (name: string, max: number, settings: Record<string, string | number>) => {
    const { connection, ...rest } = options(name);
    return postgres(url, { ...rest, max, connection: { ...connection, ...settings } });
  };
  const staging = pool('dti-hub staging', STAGING_CONNECTIONS, { synchronous_commit: 'off' });
  const reading = pool('dti-hub reading', READING_CONNECTIONS, {
    default_transaction_read_only: 'on',
    statement_timeout: readingTimeout,
  });
  try {
    await sql`select 1`;
  } catch (cause) {
    await sql.end({ timeout: 1 });
    throw unreachable(url, cause);
  }
  const orm = drizzle(sql) as unknown as Orm;
  return {
    kind: 'postgres',
    ...queriesOf(sql, orm),
    // Drizzle also makes a connection hand out days as text.
    staging: queriesOf(staging, drizzle(staging) as unknown as Orm),
    reading: queriesOf(reading, drizzle(reading) as unknown as Orm),
    transaction: (work) => transact(sql, work),
    script: (statements) => runScript(sql, statements),
    close: async () => {
      await Promise.all([sql, staging, reading].map((one) => one.end({ timeout: 5 })));
    },
  };
}

/** Of these a later try may be spared: nothing there has that name. */
const NO_SUCH_PLACE = /^ENOTFOUND$/;
/** A server that has no connection left for us just now. */
const TOO_MANY_CONNECTIONS = '53300';

/**
 * postgres.js ends a failed transaction with a ROLLBACK even where its connection is gone: that crashes the
 * process, or lands in the transaction of somebody who was given the connection anew. So once the connection is
 * lost, the work is left hanging, none of its statements is sent any more, and the transaction fails at once.
 */
function transact<T>(sql: postgres.Sql, work: (queries: Queries) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLost = false;
    const lose = (cause: unknown) => {
      isLost = true;
      reject(cause);
    };
    const guard = async <R>(statement: () => Promise<R>): Promise<R> => {
      if (isLost) return never();
      try {
        return await statement();
      } catch (error) {
        if (isLostConnection(error)) lose(error);
        throw error;
      }
    };
    sql
      .begin(async (tx) => {
        const { orm, rows, copy } = queriesOf(tx, ormOf(tx, sql));
        const guarded: Queries = {
          orm,
          rows: (statement, parameters) => guard(() => rows(statement, parameters)),
          copy: (table, columns, lines) => guard(() => copy(table, columns, lines)),
        };
        try {
          return await work(guarded);
        } finally {
          if (isLost) await never();
        }
      })
      .then(
        (result) => resolve(result as T),
        (error) => lose(told(error)),
      );
  });
}

/** On a connection of its own: pg-boss's scripts begin and commit transactions themselves. */
async function runScript(sql: postgres.Sql, statements: string): Promise<void> {
  const connection = await orLost(sql.reserve());
  try {
    await orLost(connection.unsafe(statements));
  } catch (error) {
    // A lost connection takes its transaction with it.
    if (!isLostConnection(error)) await connection.unsafe('rollback');
    throw error;
  } finally {
    connection.release();
  }
}

const never = (): Promise<never> => new Promise(() => {});

/** What postgres.js hands to its undocumented option `socket`, which may answer one that is still connecting. */
interface Addresses {
  readonly path: string | false;
  readonly host: readonly string[];
  readonly port: readonly number[];
}

/** As postgres.js opens them, but without Nagle's algorithm: with it each COPY waits 40 ms for its last packet. */
function promptSockets(): object {
  let opened = 0;
  return {
    socket({ path, host, port }: Addresses) {
      const at = opened++ % host.length;
      const address = { host: host[at] as string, port: port[at] as number };
      const socket = new Socket().setNoDelay();
      return path ? socket.connect(path) : Object.assign(socket.connect(address), address);
    },
  };
}

/** Drizzle reads the parsers off `options`, which a transaction of postgres.js does not carry. */
const ormOf = (tx: postgres.TransactionSql, sql: postgres.Sql): Orm =>
  drizzle(Object.assign(tx, { options: sql.options }) as unknown as postgres.Sql) as unknown as Orm;

function queriesOf(sql: postgres.ISql, orm: Orm): Queries {
  return {
    orm,
    rows: (statement, parameters = []) =>
      orLost(sql.unsafe(statement, parameters as never[], { prepare: true })) as never,
    copy: (table, columns, lines) =>
      alone(sql, async (connection) => {
        const statement = connection.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`);
        const stream = await orLost(statement.writable());
        const done = new Promise<void>((resolve, reject) => {
          // The stream ends before PostgreSQL has read the lines; what it then objects to comes only this way.
          Object.assign(statement, { reject });
          stream.once('finish', resolve).once('error', reject);
          stream.end(lines);
        });
        await orLost(done);
      }),
  };
}

/**
 * While all connections are busy, postgres.js sends a statement after another on one of them, also into the middle of
 * a COPY: PostgreSQL then ends the connection and the pull fails. So a COPY has its connection for itself.
 */
async function alone<T>(sql: postgres.ISql, work: (connection: postgres.ISql) => Promise<T>): Promise<T> {
  if (!isPool(sql)) return work(sql);
  const connection = await orLost(sql.reserve());
  let isLost = false;
  try {
    return await work(connection);
  } catch (error) {
    isLost = isLostConnection(error);
    throw error;
  } finally {
    // A lost one is not given back: it would be handed out as if it were alive.
    if (!isLost) connection.release();
  }
}

const isPool = (sql: postgres.ISql): sql is postgres.Sql => 'reserve' in sql;

async function orLost<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw told(error);
  }
}

const told = (error: unknown): unknown => toldByDatabase(error) ?? error;

const isLostConnection = (error: unknown): boolean =>
  error instanceof HubError && error.code === 'DATABASE_LOST';

const badUrl = () =>
  stopError(
    'BAD_DATABASE_URL',
    text(
      'DATABASE_URL không đúng dạng. Cần: postgres://nguoi_dung:mat_khau@may_chu:5432/ten_csdl. Hãy sửa biến môi trường rồi chạy lại.',
      'DATABASE_URL has the wrong form. Expected: postgres://user:password@host:5432/database. Correct the variable and start again.',
    ),
  );

/** Names the host and the database, never the user's password. */
function unreachable(url: string, cause: unknown) {
  const { host, pathname } = new URL(url);
  const code = (cause as { code?: string }).code ?? 'UNKNOWN';
  const mayCome = (CONNECTION_LOST.test(code) && !NO_SUCH_PLACE.test(code)) || code === TOO_MANY_CONNECTIONS;
  return new HubError('stop', 'DATABASE_UNREACHABLE', noConnection(code, pathname.slice(1), host), {
    cause,
    details: { mayCome },
  });
}
