import postgres from 'postgres';
import { type PostgresServer, startPostgres } from '../../kit/postgres-server.ts';

export interface Databases {
  /** The address of a new, empty database. */
  create(): Promise<string>;
  stop(): Promise<void>;
}

/** A real PostgreSQL for one benchmark. */
export async function startDatabases(): Promise<Databases> {
  const server = await startPostgres();
  let count = 0;
  return {
    async create() {
      count += 1;
      const name = `bench_${count}`;
      await asAdministrator(server, `create database ${name}`);
      const url = new URL(server.url);
      url.pathname = name;
      return url.href;
    },
    stop: () => server.stop(),
  };
}

async function asAdministrator({ url }: PostgresServer, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(statement);
  await sql.end();
}
