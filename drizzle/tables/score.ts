import { sql } from 'drizzle-orm';
import { index, integer, json, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** The outcome of one indicator for one unit. Versioned like facts; for reports and statistics. */
export const score = pgTable(
  'score',
  {
    assessmentId: integer('assessment_id').notNull(),
    unitId: integer('unit_id').notNull(),
    /** Printed code in the assessment's edition of the set. */
    indicator: text('indicator').notNull(),
    state: text('state').notNull(),
    /** Hundredths. */
    points: integer('points'),
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull(),
    knownTo: timestamp('known_to', { withTimezone: true }),
  },
  (table) => [index('score_current').on(table.assessmentId, table.unitId).where(sql`known_to is null`)],
);

/** The read model: one packed row per unit, written at scoring time, so that a page is one indexed read. */
export const scoreboard = pgTable(
  'scoreboard',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    assessmentId: integer('assessment_id').notNull(),
    unitId: integer('unit_id').notNull(),
    unitKey: text('unit_key').notNull(),
    /** Unit the ranked one belongs to: what `within` reads. */
    parentKey: text('parent_key'),
    /** Place in the list, 1.., ties ordered by unit code. */
    position: integer('position').notNull(),
    /** Shared by ties; null without points. */
    rank: integer('rank'),
    points: integer('points'),
    maxApplicable: integer('max_applicable').notNull(),
    /** Hundredths of a percent. */
    percent: integer('percent'),
    /** [[points|null, maxApplicable], ..] in the set's order of groups. */
    groups: json('groups').notNull(),
    /** Packed scores in the set's order of indicators; see src/store/packed-score.ts. */
    scores: json('scores').notNull(),
    digest: text('digest').notNull(),
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull(),
    knownTo: timestamp('known_to', { withTimezone: true }),
  },
  (table) => [
    index('scoreboard_ranking').on(table.assessmentId, table.position).where(sql`known_to is null`),
    uniqueIndex('scoreboard_unit').on(table.assessmentId, table.unitId).where(sql`known_to is null`),
    // The version of the past is the last one begun by then: one step down these for each place, each unit.
    index('scoreboard_past_ranking').on(table.assessmentId, table.position, table.knownFrom),
    index('scoreboard_past_unit').on(table.assessmentId, table.unitId, table.knownFrom),
  ],
);
