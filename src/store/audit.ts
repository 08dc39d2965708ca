import { createHash } from 'node:crypto';
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
const COLUMNS = `seq, ${utc('at')} as at, principal, action, subject, subject_key, before, after, reason, prev_hash, hash`;

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
    `insert into audit_entry (seq, at, principal, action, subject, subject_key, before, after, reason, prev_hash, hash)
     values ($1, $2::text::timestamptz, $3, $4, $5, $6, $7::text::jsonb, $8::text::jsonb, $9, $10, $11)`,
    [
      row.seq,
      row.at,
      row.principal,
      row.action,
      row.subject,
      row.subject_key,
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
function rowOf({ principal, action, subject, subjectKey, before, after, reason }: AuditEvent) {
  return {
    principal: storable(principal),
    action,
    subject,
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
    .update(
      canonical([
        row.seq,
        row.at,
        row.principal,
        row.action,
        row.subject,
        row.subject_key,
        row.before,
        row.after,
        row.reason,
        row.prev_hash,
      ]),
    )
    .digest('hex');

/** JSON with the fields of each object in one order: jsonb keeps another one than it was given. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
}

/** What the chain says of itself. `brokenAt`: the first entry that is missing or was changed; null: none. */
export interface ChainCheck {
  readonly entries: number;
  readonly brokenAt: number | null;
  /** Of the last entry: written down elsewhere, it proves the whole chain up to there. */
  readonly head: string;
}

const PAGE = 1_000;

/** Computes every hash anew. `from`: the first entry to look at; what is before it is believed. */
export async function checkChain(queries: Queries, from = 1): Promise<ChainCheck> {
  const [head] = await queries.rows<{ seq: number; hash: string }>('select seq, hash from audit_head');
  const end = { seq: Number(head?.seq ?? 0), hash: head?.hash ?? '' };
  let last: { seq: number; hash: string | null } = { seq: from - 1, hash: await hashBefore(queries, from) };
  for (;;) {
    // Entries that were added since are for the next check.
    const rows = await queries.rows<Row>(
      `select ${COLUMNS} from audit_entry where seq > $1 and seq <= $2 order by seq limit ${PAGE}`,
      [last.seq, end.seq],
    );
    for (const row of rows) {
      const isNext = Number(row.seq) === last.seq + 1 && (last.hash === null || row.prev_hash === last.hash);
      if (!isNext || row.hash !== hashOf({ ...row, seq: Number(row.seq) }))
        return { entries: last.seq - from + 1, brokenAt: last.seq + 1, head: end.hash };
      last = { seq: Number(row.seq), hash: row.hash };
    }
    if (rows.length < PAGE) break;
  }
  const isWhole = last.seq >= end.seq && (last.hash === null || last.seq > end.seq || last.hash === end.hash);
  return {
    entries: last.seq - from + 1,
    brokenAt: isWhole ? null : last.seq + 1,
    head: end.hash,
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
