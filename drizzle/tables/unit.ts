import { date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** The hub's surrogate ids of units; everything else about a unit comes from the address data of this release. */
export const unit = pgTable(
  'unit',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    code: text('code').notNull(),
    level: text('level').notNull(),
    name: text('name').notNull(),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
  },
  (table) => [uniqueIndex('unit_key').on(table.key), index('unit_code').on(table.code)],
);
