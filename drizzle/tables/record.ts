import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
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
    /** Set when all of it is staged: a later run may take it over from one that was stopped. */
    sealedAt: timestamp('sealed_at', { withTimezone: true }),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    /** The newest run that found every page as it was. */
    confirmedRun: integer('confirmed_run'),
    /** What decides its content besides the source's answers: connector, configuration, unit map. sha256. */
    reading: text('reading'),
    /** Units of which it says nothing, by surrogate id. */
    silent: jsonb('silent').$type<readonly number[]>(),
    /** Ready values whose code names no unit on their day, which are stored nowhere: [code, day, how many]. */
    unmatched: jsonb('unmatched').$type<readonly (readonly [code: string, day: string, count: number])[]>(),
    /**
     * When its records were erased because they had been kept long enough; null: they stand. Earlier than
     * `publishedAt`: those of its silent units were, in a slice that it took the place of.
     */
    erasedAt: timestamp('erased_at', { withTimezone: true }),
  },
  (table) => [
    index('slice_run').on(table.runId),
    index('slice_days').on(table.sourceId, table.stream, table.fromDay),
  ],
);

/** A page that was read: the checkpoint of a stopped run, and what tells an unchanged page the next time. */
export const slicePage = pgTable(
  'slice_page',
  {
    sliceId: integer('slice_id').notNull(),
    number: integer('number').notNull(),
    /** sha256 of the decoded body. */
    digest: text('digest').notNull(),
    etag: text('etag'),
    items: integer('items').notNull(),
    records: integer('records').notNull(),
    total: integer('total'),
  },
  (table) => [primaryKey({ columns: [table.sliceId, table.number] })],
);

/** Compared byte by byte: sorting by the language's rules costs several times as much. */
const bytewiseText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** One item of a source, reduced to what counting needs. */
export const record = pgTable(
  'record',
  {
    sliceId: integer('slice_id').notNull(),
    /** Page of the slice it came from; null where the slice is not read in numbered pages. */
    page: integer('page'),
    /** The source's identifier, or its keyed hash where it leads to a person's case. */
    key: bytewiseText('key').notNull(),
    /** 0: the source's code names no unit on that day. Such a record waits for a match and counts for nothing. */
    unitId: integer('unit_id').notNull(),
    /** That code. */
    sourceUnit: text('source_unit'),
    day: date('day').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    title: text('title'),
    /**
     * What it adds to each measure of its stream, in the stream's order: "1,0"; and where it adds nothing, the
     * codes of the reasons: "1,0|,AT_COUNTER".
     */
    verdict: text('verdict').notNull(),
    /** The run that no longer found it at the source. It is kept, marked, and counts for nothing. */
    vanishedRun: integer('vanished_run'),
  },
  (table) => [
    index('record_slice').on(table.sliceId),
    index('record_quarantined').on(table.sliceId).where(sql`unit_id = 0`),
  ],
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
