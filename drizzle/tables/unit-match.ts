import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { source } from './source.ts';

/**
 * What people decided on a code that a source writes: which unit it stands for on which days, or that it is none of
 * ours. Append-only: withdrawing a decision closes it.
 */
export const unitMatch = pgTable(
  'unit_match',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    /** Exactly as the source writes it. */
    sourceCode: text('source_code').notNull(),
    /** Code of the hub; null: none of ours, on whatever day. */
    unitCode: text('unit_code'),
    /** Both ends are included; null: open. */
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    reason: text('reason').notNull(),
    knownFrom: timestamp('known_from', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    knownTo: timestamp('known_to', { withTimezone: true }),
    /** Why it was withdrawn. */
    withdrawnReason: text('withdrawn_reason'),
  },
  (table) => [index('unit_match_source').on(table.sourceId, table.sourceCode)],
);
