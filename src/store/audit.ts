import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-json.ts';
import type { Channel } from '../core/origin.ts';
import { instant, type Queries } from './database.ts';

/** Anything that is plain JSON. */
export type AuditDocument = Readonly<Record<string, unknown>> | null;

/** What was done; secrets are masked by whoever hands it in. */
export interface AuditEvent {
  /** Id of the principal. */
  readonly principal: string;
  readonly action: string;
  readonly subject: string;
  readonly subjectKey: string;
  /** null: an entry of before this was kept. */
  readonly channel: Channel | null;
  /** null: of no network, or an entry of before this was kept. */
  readonly address: string | null;
  readonly before?: AuditDocument;
  readonly after?: AuditDocument;
  readonly reason?: string | null;
}

export interface AuditEntry extends Required<AuditEvent> {
  readonly seq: number;
  readonly at: Date;
  readonly hash: string;
}

/** As it is stored: `at` with microseconds, which a Date does not hold. */
interface Row extends Omit<Required<AuditEvent>, 'subjectKey'> {
  readonly seq: number;
  readonly at: string;
  readonly subject_key: string;
  readonly prev_hash: string;
  readonly hash: string;
}

const utc = (instantSql: string): string =>
  `to_char(${instantSql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const COLUMNS = `seq, ${utc('at')} as at, principal, action, subject, subject_key, channel, address,
  before, after, reason, prev_hash, hash`;

/**
 * Adds an entry to the chain, as the last thing of the transaction that makes the change: entries wait for each other
 * at the head of the chain until the change is committed.
 */
export async function audit(queries: Queries, event: AuditEvent): Promise<void> {
  const [head] = await queries.rows<{ seq: number; hash: string; at: string }>(
    `select seq, hash, ${utc('clock_timestamp()')} as at from audit_head for update`,
  );
  if (!head) throw new Error('no head of the audit chain');
  const row = { ...rowOf(event), seq: Number(head.seq) + 1, at: head.at, prev_hash: head.hash };
  const hash = hashOf(row);
  await queries.rows(
    `insert into audit_entry (seq, at, principal, action, subject, subject_key, channel, address, before, after, reason, prev_hash, hash)
     values ($1, $2::text::timestamptz, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10::text::jsonb, $11, $12, $13)`,
    [
      row.seq,
      row.at,
      row.principal,
      row.action,
      row.subject,
      row.subject_key,
      row.channel,
      row.address,
      jsonOf(row.before),
      jsonOf(row.after),
      row.reason,
      row.prev_hash,
      hash,
    ],
  );
  await queries.rows('update audit_head set seq = $1, hash = $2', [row.seq, hash]);
}

/** As the database will hand it out again: no undefined, and of texts what it can store. */
function rowOf({ subjectKey, before, after, reason, ...event }: AuditEvent) {
  return {
    ...event,
    principal: storable(event.principal),
    subject_key: storable(subjectKey),
    before: plain(before),
    after: plain(after),
    reason: reason == null ? null : storable(reason),
  };
}

const storable = (value: string): string => Buffer.from(value.replaceAll('\u0000', '')).toString();

const plain = (value: AuditDocument | undefined): AuditDocument =>
  value == null
    ? null
    : JSON.parse(JSON.stringify(value), (_, part) => (typeof part === 'string' ? storable(part) : part));

const jsonOf = (value: AuditDocument): string | null => (value === null ? null : JSON.stringify(value));

const hashOf = (row: Omit<Row, 'hash'>): string =>
  createHash('sha256')
    .update(canonicalJson([...hashedOf(row), row.prev_hash]))
    .digest('hex');

/** The first entries do not tell where from: their hashes hold as they are. The two forms differ in length. */
function hashedOf(row: Omit<Row, 'hash'>): unknown[] {
  const { seq, at, principal, action, subject, subject_key, channel, address, before, after, reason } = row;
  const first = [seq, at, principal, action, subject, subject_key, before, after, reason];
  return channel === null && address === null ? first : [...first, channel, address];
}

/** What the chain says of itself. `brokenAt`: the first entry that is missing or was changed; null: none. */
export interface ChainCheck {
  readonly entries: number;
  readonly brokenAt: number | null;
  /** Of the last entry: written down elsewhere, it proves the whole chain up to there. */
  readonly head: string;
  /** Number of the entry that bears the hash that was asked for; null: none does, or none was asked for. */
  readonly known: number | null;
}

/** Where the chain ends, and the first entry that stands outside of it, of one moment. */
const END = `select h.seq, h.hash, (select min(e.seq) from audit_entry e where e.seq < 1 or e.seq > h.seq) as stray
  from audit_head h`;

const PAGE = 1_000;

/**
 * Computes every hash anew. `from`: the first entry to look at; what is before it is believed. `written`: a hash of an
 * earlier check, which only a chain that nobody cut off or made anew still holds.
 */
export async function checkChain(
  queries: Queries,
  from = 1,
  written: string | null = null,
): Promise<ChainCheck> {
  const [head] = await queries.rows<{ seq: number; hash: string; stray: number | null }>(END);
  // Migrations made it, so that without it nobody knows where the chain ended.
  if (!head) return { entries: 0, brokenAt: from, head: '', known: null };
  const end = { seq: Number(head.seq), hash: head.hash };
  let last: { seq: number; hash: string | null } = { seq: from - 1, hash: await hashBefore(queries, from) };
  let known = last.hash === written ? last.seq : null;
  for (;;) {
    // Entries that were added since are for the next check.
    const rows = await queries.rows<Row>(
      `select ${COLUMNS} from audit_entry where seq > $1 and seq <= $2 order by seq limit ${PAGE}`,
      [last.seq, end.seq],
    );
    for (const row of rows) {
      const isNext = Number(row.seq) === last.seq + 1 && (last.hash === null || row.prev_hash === last.hash);
      if (!isNext || row.hash !== hashOf({ ...row, seq: Number(row.seq) }))
        return { entries: last.seq - from + 1, brokenAt: last.seq + 1, head: end.hash, known };
      last = { seq: Number(row.seq), hash: row.hash };
      if (row.hash === written) known = last.seq;
    }
    if (rows.length < PAGE) break;
  }
  const isWhole = last.seq >= end.seq && (last.hash === null || last.seq > end.seq || last.hash === end.hash);
  const stray = head.stray === null ? null : Number(head.stray);
  return {
    entries: last.seq - from + 1,
    brokenAt: isWhole ? stray : last.seq + 1,
    head: end.hash,
    known,
  };
}

/** '' before the first entry; null where the entry before is missing: then it is not compared. */
async function hashBefore(queries: Queries, seq: number): Promise<string | null> {
  if (seq <= 1) return '';
  const [row] = await queries.rows<{ hash: string }>('select hash from audit_entry where seq = $1', [
    seq - 1,
  ]);
  return row?.hash ?? null;
}

/** What is left out is not asked for. `since` is included, `until` is not. */
export interface AuditFilter {
  readonly principal?: string | null;
  readonly action?: string | null;
  readonly subject?: string | null;
  readonly subjectKey?: string | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
}

const MATCHES = `($1::text is null or principal = $1) and ($2::text is null or action = $2)
  and ($3::text is null or subject = $3) and ($4::text is null or subject_key = $4)
  and ($5::text is null or at >= $5::text::timestamptz) and ($6::text is null or at < $6::text::timestamptz)`;

const parametersOf = ({ principal, action, subject, subjectKey, since, until }: AuditFilter) => [
  principal ?? null,
  action ?? null,
  subject ?? null,
  subjectKey ?? null,
  since?.toISOString() ?? null,
  until?.toISOString() ?? null,
];

/** Newest first, those before an entry (null: from the newest on). */
export async function auditBefore(
  queries: Queries,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await queries.rows<Row>(
    `select ${COLUMNS} from audit_entry where ${MATCHES} and ($7::text is null or seq < $7::text::bigint)
     order by seq desc limit $8`,
    [...parametersOf(filter), before === null ? null : String(before), limit],
  );
  return rows.map(({ subject_key, prev_hash: _, ...row }) => ({
    ...row,
    seq: Number(row.seq),
    subjectKey: subject_key,
    at: instant(row.at),
  }));
}

export async function countAudit(queries: Queries, filter: AuditFilter): Promise<number> {
  const [row] = await queries.rows<{ n: number }>(
    `select count(*)::int as n from audit_entry where ${MATCHES}`,
    parametersOf(filter),
  );
  return row?.n ?? 0;
}
