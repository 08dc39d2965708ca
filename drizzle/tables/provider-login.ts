import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** The newest sign-in of each person at the OIDC provider: what limits their API tokens when no session is left. */
export const providerLogin = pgTable('provider_login', {
  /** "oidc:https://issuer#sub". */
  principalId: text('principal_id').primaryKey(),
  /** What the provider vouched for, [{role, unit}]; see src/core/principal.ts. */
  grants: jsonb('grants').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
