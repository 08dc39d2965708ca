import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Database, Orm, Queries } from './database.ts';
import { lockFolder } from './folder-lock.ts';

type Runner = Pick<PGlite, 'query'>;

/** The same shapes as postgres.js hands out: date and timestamptz as text, bigint as number. */
const parsers = { 20: Number, 1082: (value: string) => value, 1184: (value: string) => value };

/** PostgreSQL clears them at its start, which every command of the CLI waits for: 128 MB, its default, take 0.3 s. */
const BUFFERS = '16MB';

/** PGlite: one process only, so the folder is locked first; two openers would destroy the data. */
export async function openEmbedded(folder: string | null, snapshot?: Blob): Promise<EmbeddedDatabase> {
  const unlock = folder === null ? async () => {} : await locked(folder);
  try {
    const pglite = await PGlite.create({
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${BUFFERS}`],
      ...(folder === null ? {} : { dataDir: join(folder, 'postgres') }),
      ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    });
    await pglite.exec("set time zone 'UTC'");
    return embedded(pglite, unlock);
  } catch (cause) {
    await unlock();
    throw stopError(
      'EMBEDDED_DATABASE_BROKEN',
      text(
        'Không mở được cơ sở dữ liệu nhúng. Hãy kiểm tra dung lượng đĩa và quyền ghi thư mục HUB_DATA_DIR; nếu dữ liệu hỏng, đổi sang thư mục khác và chạy lại.',
        'The embedded database cannot be opened. Check disk space and the rights on HUB_DATA_DIR; if its data are broken, choose another folder and start again.',
      ),
      cause,
    );
  }
}

async function locked(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw stopError(
      'DATA_FOLDER_UNUSABLE',
      text(
        'Không tạo được thư mục dữ liệu HUB_DATA_DIR. Hãy chọn thư mục có quyền ghi.',
        'The data folder HUB_DATA_DIR cannot be created. Choose a folder that may be written to.',
      ),
      cause,
    );
  }
  return lockFolder(folder);
}

function embedded(pglite: PGlite, unlock: () => Promise<void>): EmbeddedDatabase {
  const queries = queriesOf(pglite, drizzle(pglite) as unknown as Orm);
  return {
    kind: 'embedded',
    ...queries,
    staging: queries,
    reading: queries,
    transaction: (work) =>
      pglite.transaction((tx) => work(queriesOf(tx, drizzle(tx as unknown as PGlite) as unknown as Orm))),
    script: async (statements) => {
      await pglite.exec(statements);
    },
    dump: () => pglite.dumpDataDir('none'),
    close: async () => {
      await pglite.close();
      await unlock();
    },
  };
}

export interface EmbeddedDatabase extends Database {
  /** The whole database as one file, for test templates. */
  dump(): Promise<Blob>;
}

function queriesOf(runner: Runner, orm: Orm): Queries {
  return {
    orm,
    rows: async (statement, parameters = []) =>
      (await runner.query(statement, parameters as unknown[], { parsers })).rows as never,
    copy: async (table, columns, lines) => {
      await runner.query(`copy ${table} (${columns.join(', ')}) from '/dev/blob'`, [], {
        blob: new Blob([lines as string]),
      });
    },
  };
}
