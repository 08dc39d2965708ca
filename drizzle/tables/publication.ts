import { integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { assessment } from './assessment.ts';

/** The results of an assessment as they were made public. Rows are never changed or deleted: a trigger refuses it. */
export const publication = pgTable(
  'publication',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    assessmentId: integer('assessment_id')
      .notNull()
      .references(() => assessment.id),
    /** 1, 2, .. of the assessment. */
    number: integer('number').notNull(),
    /** In whole milliseconds, and nothing was scored in the rest of this one: people look back to it. */
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
    /** The scoring whose results these are. */
    scoredAt: timestamp('scored_at', { withTimezone: true }).notNull(),
    /** Id of the principal. */
    publishedBy: text('published_by').notNull(),
    /** What was corrected; from the second one on. */
    reason: text('reason'),
    /** SHA-256 of `document` in UTF-8, hex. */
    hash: text('hash').notNull(),
    /** How many scores were held back. */
    heldScores: integer('held_scores').notNull(),
    /** Canonical JSON (src/core/canonical-json.ts); text, because jsonb would not keep its bytes. */
    document: text('document').notNull(),
  },
  (table) => [uniqueIndex('publication_identity').on(table.assessmentId, table.number)],
);
