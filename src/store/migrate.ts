import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Database } from './database.ts';

const FOLDER = new URL('../../drizzle/migrations/', import.meta.url);

/** Any number that no other program of ours locks: "DTIH" in ASCII. */
const LOCK = 0x44544948;

/**
 * Applies what is missing, each file once, all in one transaction under an advisory lock, so that hubs
 * that start together neither collide nor leave half a schema. A schema newer than this program is refused.
 */
export async function migrate(database: Database): Promise<void> {
  const files = (await readdir(fileURLToPath(FOLDER))).filter((name) => name.endsWith('.sql')).sort();
  await database.transaction(async (queries) => {
    await queries.rows(`select pg_advisory_xact_lock(${LOCK})`);
    // Not "if not exists": a role that may make no tables may still find that nothing is to be done.
    const [known] = await queries.rows<{ there: boolean }>(
      `select to_regclass('hub_migration') is not null as there`,
    );
    if (!known?.there) {
      await queries.rows(
        'create table hub_migration (name text primary key, applied_at timestamptz not null default now())',
      );
    }
    const applied = new Set(
      (await queries.rows<{ name: string }>('select name from hub_migration')).map(({ name }) => name),
    );
    const unknown = [...applied].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw newer(unknown[0] as string);
    for (const name of files.filter((file) => !applied.has(file))) {
      const statements = await readFile(new URL(name, FOLDER), 'utf8');
      for (const statement of statements.split('--> statement-breakpoint')) await queries.rows(statement);
      await queries.rows('insert into hub_migration (name) values ($1)', [name]);
    }
  });
}

const newer = (name: string) =>
  stopError(
    'DATABASE_NEWER',
    text(
      `Cơ sở dữ liệu đã được một phiên bản mới hơn nâng cấp (${name}). Hãy chạy phiên bản mới đó.`,
      `The database was upgraded by a newer version (${name}). Run that version.`,
    ),
  );
