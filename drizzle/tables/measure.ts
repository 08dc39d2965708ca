import { pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** Small ids for measure codes, because every fact carries one. */
export const measure = pgTable(
  'measure',
  {
    id: smallint('id').primaryKey().generatedAlwaysAsIdentity(),
    code: text('code').notNull(),
    aggregation: text('aggregation').notNull(),
  },
  (table) => [uniqueIndex('measure_code').on(table.code)],
);
