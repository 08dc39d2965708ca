import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Keys that seal secrets and hash case numbers. They never change when the master key does. */
export const dataKey = pgTable('data_key', {
  id: integer('id').primaryKey(),
  /** SECRETS or RECORDS, see src/app/secrets/open-keys.ts. */
  purpose: text('purpose').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

/** A data key, sealed by a master key. While the master key is being changed each has two. */
export const dataKeyWrap = pgTable(
  'data_key_wrap',
  {
    dataKeyId: integer('data_key_id')
      .notNull()
      .references(() => dataKey.id),
    /** Names the master key without telling it. */
    masterKey: text('master_key').notNull(),
    wrapped: text('wrapped').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.dataKeyId, table.masterKey] })],
);
