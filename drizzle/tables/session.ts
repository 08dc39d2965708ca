import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** A person who is signed in with a browser. No foreign key: the provider may vouch for people whom no row names. */
export const session = pgTable(
  'session',
  {
    /** SHA-256 of what the cookie holds. */
    digest: text('digest').primaryKey(),
    principalId: text('principal_id').notNull(),
    name: text('name').notNull(),
    /** What the provider vouched for at the sign-in; rights given here are read from `person` each time. */
    grants: jsonb('grants').notNull().default([]),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [index('session_principal').on(table.principalId)],
);

/** A sign-in that failed or is being tried; kept for as long as it counts (S04). */
export const loginTry = pgTable(
  'login_try',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Keyed hash of the account's name or of the address: neither is stored. */
    key: text('key').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [index('login_try_key').on(table.key, table.at)],
);
