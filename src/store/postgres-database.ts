import { once } from 'node:events';
import { Socket } from 'node:net';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Database, Orm, Queries } from './database.ts';

const CONNECT_SECONDS = 10;
/** Pulls, scoring and queries share these; PostgreSQL's default allows 100 in all. */
const CONNECTIONS = 10;

export async function openPostgres(url: string): Promise<Database> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw badUrl();
  const sql = postgres(url, {
    max: CONNECTIONS,
    connect_timeout: CONNECT_SECONDS,
    onnotice: () => {},
    types: {
      // Sums of counts stay far below 2^53, and a bigint as text would be added as text.
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
    },
    connection: { application_name: 'dti-hub', TimeZone: 'UTC' },
    ...promptSockets(),
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
    transaction: async (work) => (await sql.begin((tx) => work(queriesOf(tx, ormOf(tx, sql))))) as never,
    script: async (statements) => {
      await sql.unsafe(statements);
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

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
    rows: async (statement, parameters = []) =>
      (await sql.unsafe(statement, parameters as never[], { prepare: true })) as never,
    copy: async (table, columns, lines) => {
      const stream = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable();
      const done = once(stream, 'finish');
      stream.end(lines);
      await done;
    },
  };
}

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
  return stopError(
    'DATABASE_UNREACHABLE',
    text(
      `Không kết nối được cơ sở dữ liệu ${pathname.slice(1)} ở ${host} (${code}). Hãy kiểm tra PostgreSQL đang chạy, tài khoản và DATABASE_URL.`,
      `No connection to database ${pathname.slice(1)} at ${host} (${code}). Check that PostgreSQL runs, the account and DATABASE_URL.`,
    ),
    cause,
  );
}
