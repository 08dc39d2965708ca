import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** A credential of a program. The token itself is shown once and never stored. */
export const apiToken = pgTable(
  'api_token',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    /** SHA-256 of the token. */
    digest: text('digest').notNull(),
    /** [{role, unit}]; see src/core/principal.ts. */
    grants: jsonb('grants').notNull(),
    /** Principal who answers for it; one who is switched off takes it along. */
    owner: text('owner').notNull(),
    /** The token that made it, if one did; revoking that one revokes this one. */
    parentId: integer('parent_id').references((): AnyPgColumn => apiToken.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** To the minute; null: never. */
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [uniqueIndex('api_token_digest').on(table.digest), index('api_token_owner').on(table.owner)],
);
