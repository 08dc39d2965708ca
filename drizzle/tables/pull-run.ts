import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { source } from './source.ts';

/** One execution of one source over one window. */
export const pullRun = pgTable(
  'pull_run',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    connectorVersion: text('connector_version').notNull(),
    state: text('state').notNull(),
    windowFrom: date('window_from').notNull(),
    windowTo: date('window_to').notNull(),
    /** Whoever holds it may publish: a process that lost its lease cannot. */
    fence: uuid('fence').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    /** Renewed while the run lives, by the clock of the database. */
    heartbeatAt: timestamp('heartbeat_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    recordsRead: integer('records_read').notNull().default(0),
    recordsExpected: integer('records_expected'),
    pagesRead: integer('pages_read').notNull().default(0),
    factsChanged: integer('facts_changed').notNull().default(0),
    payloadHash: text('payload_hash'),
    errorCode: text('error_code'),
    /** What the caller must do about the error: retry, skip, config, person, stop. */
    errorFamily: text('error_family'),
    messageVi: text('message_vi').notNull().default(''),
    messageEn: text('message_en').notNull().default(''),
    /** Measures held back for review: [{measure, unitId|null, reason}]. */
    held: jsonb('held'),
    /** Source unit codes that no unit answers to and that wait for a person: {"code": count}. */
    quarantined: jsonb('quarantined'),
    /** Those of which a person said that they are none of ours: {"code": count}. */
    ignored: jsonb('ignored'),
    /** When the schedule wanted it; null for a run begun by hand. Later by more than a few minutes: it is late. */
    dueAt: timestamp('due_at', { withTimezone: true }),
    /** Source codes of the units it was limited to; null: all. */
    onlyUnits: jsonb('only_units').$type<readonly string[]>(),
    /** What it read stays staged for the next run of the same days, which goes on from there. */
    isResumable: boolean('is_resumable').notNull().default(false),
    /** Not to be tried again before, as the source asked. */
    retryAt: timestamp('retry_at', { withTimezone: true }),
    /** Requests that were made again. */
    retries: integer('retries').notNull().default(0),
    /** What publishing needs beside the staged rows; kept with a run that waits for a person. */
    pending: jsonb('pending'),
    /** ACCEPTED or REJECTED by a person. */
    decision: text('decision'),
    decisionReason: text('decision_reason'),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
  },
  (table) => [
    // At most one live run per source: the lease.
    uniqueIndex('pull_run_live').on(table.sourceId).where(sql`state = 'RUNNING'`),
    index('pull_run_source').on(table.sourceId, table.id),
  ],
);
