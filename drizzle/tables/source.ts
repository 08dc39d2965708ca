import { boolean, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** One configured connector. */
export const source = pgTable(
  'source',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    connector: text('connector').notNull(),
    /** Without the secret fields. */
    config: jsonb('config').notNull(),
    /** The secret fields, sealed with AES-256-GCM; null when the connector has none. */
    secrets: text('secrets'),
    /** cron, Asia/Ho_Chi_Minh; null: only by hand. */
    schedule: text('schedule'),
    enabled: boolean('enabled').notNull().default(true),
    practice: boolean('practice').notNull().default(false),
    /** How its pulls are judged and paced; see src/app/pull/source-settings.ts. Empty: the defaults. */
    settings: jsonb('settings').notNull().default({}),
    /** What the connector wants to find again at its next read. */
    state: jsonb('state'),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('source_name').on(table.name)],
);
