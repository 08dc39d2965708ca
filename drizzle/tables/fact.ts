import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, pgTable, smallint, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/**
 * The value of one measure for one unit and one day, from one run. Never updated but for `knownTo`:
 * a correction closes the old version and adds a new one, so what was known at any time stays readable.
 */
export const fact = pgTable(
  'fact',
  {
    /** Orders facts of one day in a list; found by nobody, so without an index that each insert would pay for. */
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    unitId: integer('unit_id').notNull(),
    measureId: smallint('measure_id').notNull(),
    day: date('day').notNull(),
    sourceId: integer('source_id').notNull(),
    value: bigint('value', { mode: 'number' }).notNull(),
    runId: integer('run_id').notNull(),
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull(),
    /** null: the version in force. */
    knownTo: timestamp('known_to', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('fact_current')
      .on(table.unitId, table.measureId, table.day, table.sourceId)
      .where(sql`known_to is null`),
    index('fact_history').on(table.unitId, table.measureId, table.day).where(sql`known_to is not null`),
  ],
);
