import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { assessment } from './assessment.ts';

/**
 * What people gave for one row of one unit, each column by itself: the unit's own value, the department's, the
 * verified and the final one. Append-only: a new value closes the old one.
 */
export const assessedValue = pgTable(
  'assessed_value',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    assessmentId: integer('assessment_id')
      .notNull()
      .references(() => assessment.id),
    unitId: integer('unit_id').notNull(),
    indicator: text('indicator').notNull(),
    /** SELF, DEPARTMENT, VERIFIED, FINAL. */
    column: text('assessed_column').notNull(),
    /** Exactly as given or published: "78.5", "0,93", "Đạt". */
    printed: text('printed').notNull(),
    /** Hundredths; what the value is worth. */
    points: integer('points').notNull(),
    /** For targets: met or not; null in sets with points. */
    met: boolean('met'),
    reason: text('reason').notNull(),
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    knownTo: timestamp('known_to', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('assessed_value_current')
      .on(table.assessmentId, table.unitId, table.indicator, table.column)
      .where(sql`known_to is null`),
  ],
);
