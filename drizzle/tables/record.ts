import { bigint, date, index, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { pullRun } from './pull-run.ts';
import { source } from './source.ts';

/** A piece of a run's window, published whole. Staged until `publishedAt` is set. */
export const slice = pgTable(
  'slice',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    runId: integer('run_id')
      .notNull()
      .references(() => pullRun.id, { onDelete: 'cascade' }),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    stream: text('stream').notNull(),
    fromDay: date('from_day'),
    toDay: date('to_day'),
    /** sha256 of the projected content: the same content again changes nothing. */
    digest: text('digest'),
    declaredTotal: integer('declared_total'),
    recordCount: integer('record_count').notNull().default(0),
    duplicateCount: integer('duplicate_count').notNull().default(0),
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (table) => [
    index('slice_run').on(table.runId),
    index('slice_days').on(table.sourceId, table.stream, table.fromDay),
  ],
);

/** One item of a source, reduced to what counting needs. */
export const record = pgTable(
  'record',
  {
    sliceId: integer('slice_id').notNull(),
    /** The source's identifier, or its keyed hash where it leads to a person's case. */
    key: text('key').notNull(),
    unitId: integer('unit_id').notNull(),
    day: date('day').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    title: text('title'),
    /** What the record adds to each measure of its stream, in the stream's order. */
    counts: integer('counts').array().notNull(),
    /** Why it adds nothing, in the same order; null when it counts for all. */
    reasons: text('reasons').array(),
  },
  (table) => [index('record_slice').on(table.sliceId, table.unitId)],
);

/**
 * Values counted from a slice, waiting to be published. Emptied by the publishing transaction. Without a foreign
 * key to `measure`: checking it row by row would cost more than all the rest of closing a slice.
 */
export const stagedFact = pgTable(
  'staged_fact',
  {
    sliceId: integer('slice_id').notNull(),
    measureId: smallint('measure_id').notNull(),
    unitId: integer('unit_id').notNull(),
    day: date('day').notNull(),
    value: bigint('value', { mode: 'number' }).notNull(),
  },
  (table) => [index('staged_fact_slice').on(table.sliceId)],
);
