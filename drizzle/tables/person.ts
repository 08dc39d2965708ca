import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Somebody of the staff whom the hub knows: by an account of its own, or by the subject at the OIDC provider. */
export const person = pgTable('person', {
  /** "local:lan" or "oidc:https://issuer#sub": what the audit keeps. */
  principalId: text('principal_id').primaryKey(),
  /** As colleagues know them; nothing else about a person is stored. */
  name: text('name').notNull(),
  /** scrypt with its parameters; null: signs in at the provider only. */
  password: text('password'),
  /** [{role, unit}]; see src/core/principal.ts. */
  grants: jsonb('grants').notNull().default([]),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  disabledAt: timestamp('disabled_at', { withTimezone: true }),
});
