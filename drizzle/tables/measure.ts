import { jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** Small ids for measure codes, because every fact carries one. */
export const measure = pgTable(
  'measure',
  {
    id: smallint('id').primaryKey().generatedAlwaysAsIdentity(),
    code: text('code').notNull(),
    aggregation: text('aggregation').notNull(),
    /** Title and unit of one that a source's configuration declares; null: the release describes it. */
    declared: jsonb('declared'),
  },
  (table) => [uniqueIndex('measure_code').on(table.code)],
);
