import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { source } from './source.ts';

/** Something about a source that people must know: one row from its beginning to its end. */
export const alert = pgTable(
  'alert',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id, { onDelete: 'cascade' }),
    /** FAILED, PARTIAL, NEEDS_REVIEW, STALE. */
    kind: text('kind').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    /** When the cause was last seen: the end of the newest run with it. */
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** The run that opened it; null for STALE. No foreign key: an alert outlives what cleaning up takes away. */
    runId: integer('run_id'),
    messageVi: text('message_vi').notNull(),
    messageEn: text('message_en').notNull(),
  },
  (table) => [
    // One message per cause, however many runs and hubs see it.
    uniqueIndex('alert_open').on(table.sourceId, table.kind).where(sql`closed_at is null`),
  ],
);

/** One message about an alert to one channel: a queue that outlives a channel that is down. */
export const alertDelivery = pgTable(
  'alert_delivery',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    alertId: integer('alert_id')
      .notNull()
      .references(() => alert.id, { onDelete: 'cascade' }),
    /** WEBHOOK, EMAIL. */
    channel: text('channel').notNull(),
    /** OPENED, DIGEST (still open on another day), RECOVERED. */
    event: text('event').notNull(),
    /** The day in Viet Nam: at most one digest line a day. */
    onDay: date('on_day').notNull(),
    /** WAITING, SENT, GIVEN_UP. */
    state: text('state').notNull().default('WAITING'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    nextTryAt: timestamp('next_try_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    /** A code, never the channel's own words: they may quote an address or a password. */
    lastError: text('last_error'),
  },
  (table) => [
    uniqueIndex('alert_delivery_once').on(table.alertId, table.channel, table.event, table.onDay),
    index('alert_delivery_waiting').on(table.channel, table.nextTryAt).where(sql`state = 'WAITING'`),
  ],
);
