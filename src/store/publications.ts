import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-json.ts';
import { instant, type Queries } from './database.ts';

/** Which results of an assessment were made public when. */
export interface PublishedMoment {
  /** 1, 2, .. */
  readonly number: number;
  /** Looking back to this moment shows what was published. */
  readonly at: Date;
  readonly scoredAt: Date;
}

export interface NewPublication extends PublishedMoment {
  readonly assessmentId: number;
  /** Id of the principal. */
  readonly by: string;
  readonly reason: string | null;
  readonly heldScores: number;
  /** Canonical JSON. */
  readonly document: string;
}

/** All but the document, which may be long. */
export interface StoredPublication extends Omit<NewPublication, 'document'> {
  readonly id: number;
  readonly hash: string;
}

export const hashOfDocument = (document: string): string =>
  createHash('sha256').update(document).digest('hex');

/** For `assessment a`: what `publishedMoments` reads, oldest first; null: never published. */
export const MOMENTS_OF_A = `(select json_agg(json_build_object('number', p.number, 'at', p.published_at, 'scoredAt', p.scored_at)
  order by p.number) from publication p where p.assessment_id = a.id) as published`;

export type StoredMoments = readonly { number: number; at: string; scoredAt: string }[] | null;

export const publishedMoments = (stored: StoredMoments): PublishedMoment[] =>
  (stored ?? []).map(({ number, at, scoredAt }) => ({
    number,
    at: instant(at),
    scoredAt: instant(scoredAt),
  }));

/** Must run under the lock of the facts: what is scored after it is scored in a later millisecond. */
export async function addPublication(queries: Queries, one: NewPublication): Promise<StoredPublication> {
  const { document, ...stored } = one;
  const hash = hashOfDocument(document);
  const [row] = await queries.rows<{ id: number }>(
    `insert into publication (assessment_id, number, published_at, scored_at, published_by, reason, hash, held_scores, document)
     values ($1, $2, $3::text::timestamptz, $4::text::timestamptz, $5, $6, $7, $8, $9) returning id`,
    [
      one.assessmentId,
      one.number,
      one.at.toISOString(),
      one.scoredAt.toISOString(),
      one.by,
      one.reason,
      hash,
      one.heldScores,
      document,
    ],
  );
  await queries.rows('select pg_sleep(0.002)');
  return { ...stored, id: (row as { id: number }).id, hash };
}

interface Row {
  id: number;
  assessment_id: number;
  number: number;
  published_at: string;
  scored_at: string;
  published_by: string;
  reason: string | null;
  hash: string;
  held_scores: number;
}

const COLUMNS = `id, assessment_id, number, published_at, scored_at, published_by, reason, hash, held_scores`;

const toPublication = (row: Row): StoredPublication => ({
  id: row.id,
  assessmentId: row.assessment_id,
  number: row.number,
  at: instant(row.published_at),
  scoredAt: instant(row.scored_at),
  by: row.published_by,
  reason: row.reason,
  hash: row.hash,
  heldScores: row.held_scores,
});

/** Newest first. */
export async function publicationsOf(
  queries: Queries,
  assessmentIds: readonly number[],
): Promise<StoredPublication[]> {
  const rows = await queries.rows<Row>(
    `select ${COLUMNS} from publication
     where assessment_id in (select jsonb_array_elements_text($1::text::jsonb)::int) order by assessment_id, number desc`,
    [JSON.stringify(assessmentIds)],
  );
  return rows.map(toPublication);
}

export async function publicationById(queries: Queries, id: number): Promise<StoredPublication | null> {
  const [row] = await queries.rows<Row>(`select ${COLUMNS} from publication where id = $1`, [id]);
  return row ? toPublication(row) : null;
}

export async function documentOf(queries: Queries, id: number): Promise<string | null> {
  const [row] = await queries.rows<{ document: string }>('select document from publication where id = $1', [
    id,
  ]);
  return row?.document ?? null;
}

/** A publication as the audit names it, "hue-dti-2024/2024/COMMUNE/1", and whether it is as it was made. */
export interface PublicationCheck {
  readonly key: string;
  readonly isWhole: boolean;
}

/**
 * Computes every hash anew from the stored JSON, and compares it with the one that the audit chain keeps: so also one is
 * found that was deleted, or changed together with its hash.
 */
export async function checkPublications(queries: Queries): Promise<PublicationCheck[]> {
  const kept = await queries.rows<{
    key: string;
    id: number | null;
    hash: string | null;
    audited: string | null;
  }>(
    `with made as (
       select p.id, p.hash, concat_ws('/', a.index_set, a.year, a.level, p.number) as key
       from publication p join assessment a on a.id = p.assessment_id
     ), told as (select subject_key, after ->> 'hash' as hash from audit_entry where action = 'RESULTS_PUBLISHED')
     select coalesce(made.key, told.subject_key) as key, made.id, made.hash, told.hash as audited
     from made full join told on told.subject_key = made.key order by 1`,
  );
  const checks: PublicationCheck[] = [];
  for (const { key, id, hash, audited } of kept) {
    // One at a time: each may be long.
    const document = id === null ? null : await documentOf(queries, id);
    const isWhole = document !== null && hash === audited && hash === hashOfDocument(canonical(document));
    checks.push({ key, isWhole });
  }
  return checks;
}

/** '' for what is no JSON: it has another hash than any document. */
function canonical(document: string): string {
  try {
    return canonicalJson(JSON.parse(document));
  } catch {
    return '';
  }
}
