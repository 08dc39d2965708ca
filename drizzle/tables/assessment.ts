import { boolean, date, integer, pgTable, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** One index set x one year x one level. */
export const assessment = pgTable(
  'assessment',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    indexSet: text('index_set').notNull(),
    setVersion: integer('set_version').notNull(),
    /** sha256 of the set's file when the assessment was first scored: a set in use is immutable. */
    setDigest: text('set_digest').notNull(),
    year: smallint('year').notNull(),
    level: text('level').notNull(),
    windowFrom: date('window_from').notNull(),
    windowTo: date('window_to').notNull(),
    entryDeadline: date('entry_deadline').notNull(),
    /** Units within this one take part (the province of the decree), by unit key. */
    within: text('within').notNull(),
    practice: boolean('practice').notNull().default(false),
    scoredAt: timestamp('scored_at', { withTimezone: true }),
  },
  (table) => [uniqueIndex('assessment_identity').on(table.indexSet, table.year, table.level)],
);

/** A row that a written decision takes out of one unit's assessment. */
export const exclusion = pgTable(
  'exclusion',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    assessmentId: integer('assessment_id')
      .notNull()
      .references(() => assessment.id),
    unitId: integer('unit_id').notNull(),
    indicator: text('indicator').notNull(),
    decisionNumber: text('decision_number').notNull(),
    decisionDate: date('decision_date').notNull(),
    reason: text('reason').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('exclusion_identity').on(table.assessmentId, table.unitId, table.indicator)],
);
