import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

const TEMPLATE = 'hub_template';
const DRAFT = 'hub_template_draft';
/** One worker makes the template, the others wait; the number means nothing. */
const TEMPLATE_LOCK = 1;

export interface PostgresDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database in this run's PostgreSQL, for a test that wants the address itself. */
export async function createPostgresDatabase(): Promise<PostgresDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(async (sql) => {
    await makeTemplate(sql);
    await sql.unsafe(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  });
  return {
    url: urlOf(name),
    drop: () => asAdministrator(async (sql) => void (await sql.unsafe(`drop database ${name} with (force)`))),
  };
}

async function makeTemplate(sql: postgres.Sql): Promise<void> {
  const exists = () =>
    sql`select from pg_database where datname = ${TEMPLATE}`.then((rows) => rows.length > 0);
  if (await exists()) return;
  await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
  if (await exists()) return;
  // Migrated under another name first: a migration that fails must not leave half a template.
  await sql.unsafe(`drop database if exists ${DRAFT} with (force)`);
  await sql.unsafe(`create database ${DRAFT}`);
  const draft = await openDatabase({ kind: 'postgres', url: urlOf(DRAFT) });
  try {
    await migrate(draft);
  } finally {
    await draft.close();
  }
  await sql.unsafe(`alter database ${DRAFT} rename to ${TEMPLATE}`);
}

/** On one connection, closed at the end, which also gives back the advisory lock. */
async function asAdministrator(work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(administratorUrl(), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(administratorUrl());
  url.pathname = `/${name}`;
  return url.href;
}

function administratorUrl(): string {
  const url: string | undefined = inject('postgresUrl');
  if (url === undefined)
    throw new Error('This test file is in the vitest project without databases (vitest.config.ts)');
  return url;
}
