import { bigint, boolean, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Who changed what (S40). Rows are never changed or deleted: triggers refuse it. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    /** Without gaps. */
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** Id of who did it: "local:lan", "token:12", "cli:root", "system". */
    principal: text('principal').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    subjectKey: text('subject_key').notNull(),
    /** Without secrets; null: there was nothing. */
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    /** How it was asked for: API, CONSOLE or HUB, by itself; null: before this was kept. */
    channel: text('channel'),
    /** Of whom the network knows the caller by; null: at the console, by the hub itself, or before this was kept. */
    address: text('address'),
    prevHash: text('prev_hash').notNull(),
    /** SHA-256 over the entry and the hash before it, see src/store/audit.ts. */
    hash: text('hash').notNull(),
  },
  (table) => [
    index('audit_entry_subject').on(table.subject, table.subjectKey, table.seq),
    index('audit_entry_principal').on(table.principal, table.seq),
  ],
);

/** Where the chain ends: tells when its last entries are cut off. One row. */
export const auditHead = pgTable('audit_head', {
  id: boolean('id').primaryKey().default(true),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});
