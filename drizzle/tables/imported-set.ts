import { date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** A version of an index set that an administrator imported; never changed, like a file of src/catalog/sets. */
export const importedSet = pgTable(
  'imported_set',
  {
    code: text('code').notNull(),
    version: integer('version').notNull(),
    holdsFrom: date('holds_from').notNull(),
    /** YAML in the shape of src/catalog/sets. */
    content: text('content').notNull(),
    /** sha256 of the content: what an assessment names beside the version. */
    digest: text('digest').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.code, table.version] })],
);
