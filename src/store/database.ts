import { setTimeout } from 'node:timers/promises';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { HubError } from '../core/errors.ts';
import { openPostgres } from './postgres-database.ts';

/** Where the hub keeps its data: a PostgreSQL, or PGlite in a folder (`null`: in memory, for tests). */
export type DatabaseTarget =
  | { readonly kind: 'postgres'; readonly url: string; readonly readingTimeout?: number }
  | { readonly kind: 'embedded'; readonly dataDir: string | null; readonly snapshot?: Blob };

export type Orm = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** What both drivers can do inside and outside a transaction. */
export interface Queries {
  /** Drizzle, for plain reads and writes. */
  readonly orm: Orm;
  /**
   * One statement with $1.. parameters, for what drizzle cannot say well. Arrays go in as JSON text.
   * Comes back: date as "YYYY-MM-DD", timestamptz as text (see `instant`), bigint as number.
   */
  rows<T extends object>(statement: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** COPY of lines in text format (see copy-text.ts) into a table of ours. */
  copy(table: string, columns: readonly string[], lines: string | Uint8Array): Promise<void>;
}

export interface Database extends Queries {
  readonly kind: DatabaseTarget['kind'];
  /**
   * For staged rows, on connections of their own: an outage of the database may lose the newest of them, and nothing
   * that was committed after them. A pull asks for them again.
   */
  readonly staging: Queries;
  /**
   * For what callers ask (S32): on connections of their own that only read, each statement within a limit of time
   * (STATEMENT_TIMEOUT). The embedded database has one connection for all.
   */
  readonly reading: Queries;
  /** All or nothing. The hub never nests transactions. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Several statements without parameters, for migrations and pg-boss. */
  script(statements: string): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabase(target: DatabaseTarget): Promise<Database> {
  if (target.kind === 'postgres') return openPostgres(target.url, target.readingTimeout);
  // Loaded where it is used: PGlite alone takes 44 MB.
  const { openEmbedded } = await import('./embedded-database.ts');
  return openEmbedded(target.dataDir, target.snapshot);
}

/** A timestamptz as either driver hands it out. */
export const instant = (value: string | Date): Date => (value instanceof Date ? value : new Date(value));

/** The database is not there now and may be there later (F31, F32). */
export const isAway = (thrown: unknown): boolean =>
  thrown instanceof HubError && (thrown.code === 'DATABASE_LOST' || thrown.details['mayCome'] === true);

/** Whether it answers within a moment, milliseconds. */
export async function isThere(database: Database, within: number): Promise<boolean> {
  const late = setTimeout(within, false, { ref: false });
  return Promise.race([
    database.rows('select 1').then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
