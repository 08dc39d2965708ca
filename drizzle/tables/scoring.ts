import { boolean, date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { assessment } from './assessment.ts';

/**
 * Each time an assessment was scored, and what it was then. A scoring that moves no result adds no scoreboard, so
 * only this tells which facts stood behind the results at a moment of the past.
 */
export const scoring = pgTable(
  'scoring',
  {
    assessmentId: integer('assessment_id')
      .notNull()
      .references(() => assessment.id),
    scoredAt: timestamp('scored_at', { withTimezone: true }).notNull(),
    /** How many units were ranked. */
    units: integer('units').notNull(),
    practice: boolean('practice').notNull(),
    setVersion: integer('set_version').notNull(),
    setDigest: text('set_digest').notNull(),
    windowFrom: date('window_from').notNull(),
    windowTo: date('window_to').notNull(),
    entryDeadline: date('entry_deadline').notNull(),
    within: text('within').notNull(),
  },
  (table) => [primaryKey({ columns: [table.assessmentId, table.scoredAt] })],
);
