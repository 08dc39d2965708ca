import type { Day, Window } from '../core/clock.ts';
import type { UnitLevel } from '../core/unit.ts';
import { instant, type Queries } from './database.ts';
import { MOMENTS_OF_A, type PublishedMoment, publishedMoments, type StoredMoments } from './publications.ts';
import { keepScoring } from './scorings.ts';

/** One index set x one year x one level. */
export interface Assessment {
  readonly id: number;
  readonly indexSet: string;
  readonly setVersion: number;
  readonly setDigest: string;
  readonly year: number;
  readonly level: UnitLevel;
  readonly window: Window;
  readonly entryDeadline: Day;
  /** Code of the province whose units take part. */
  readonly within: string;
  readonly practice: boolean;
  readonly scoredAt: Date | null;
  /** Oldest first. */
  readonly published: readonly PublishedMoment[];
}

interface Row {
  id: number;
  index_set: string;
  set_version: number;
  set_digest: string;
  year: number;
  level: UnitLevel;
  window_from: Day;
  window_to: Day;
  entry_deadline: Day;
  within: string;
  practice: boolean;
  scored_at: string | null;
  published: StoredMoments;
}

const toAssessment = (row: Row): Assessment => ({
  id: row.id,
  indexSet: row.index_set,
  setVersion: row.set_version,
  setDigest: row.set_digest,
  year: row.year,
  level: row.level,
  window: { from: row.window_from, to: row.window_to },
  entryDeadline: row.entry_deadline,
  within: row.within,
  practice: row.practice,
  scoredAt: row.scored_at === null ? null : instant(row.scored_at),
  published: publishedMoments(row.published),
});

export type NewAssessment = Omit<Assessment, 'id' | 'practice' | 'scoredAt' | 'published'>;

/** Adds an assessment that is not there yet; one that is stays as it is. */
export async function ensureAssessment(queries: Queries, one: NewAssessment): Promise<void> {
  await queries.rows(
    `insert into assessment (index_set, set_version, set_digest, year, level, window_from, window_to, entry_deadline, within)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (index_set, year, level) do nothing`,
    [
      one.indexSet,
      one.setVersion,
      one.setDigest,
      one.year,
      one.level,
      one.window.from,
      one.window.to,
      one.entryDeadline,
      one.within,
    ],
  );
}

export async function allAssessments(queries: Queries): Promise<Assessment[]> {
  const rows = await queries.rows<Row>(
    `select a.*, ${MOMENTS_OF_A} from assessment a order by index_set, year, level`,
  );
  return rows.map(toAssessment);
}

export async function markScored(
  queries: Queries,
  id: number,
  knownAt: string,
  practice: boolean,
): Promise<void> {
  await queries.rows('update assessment set scored_at = $2::text::timestamptz, practice = $3 where id = $1', [
    id,
    knownAt,
    practice,
  ]);
  await keepScoring(queries, id);
}

export interface Exclusion {
  readonly unitId: number;
  readonly indicator: string;
  readonly decisionNumber: string;
  readonly decisionDate: Day;
}

export async function exclusionsOf(queries: Queries, assessmentId: number): Promise<Exclusion[]> {
  return queries.rows<Exclusion>(
    `select unit_id as "unitId", indicator, decision_number as "decisionNumber", decision_date as "decisionDate"
     from exclusion where assessment_id = $1`,
    [assessmentId],
  );
}

/** Records a written decision; a second one for the same row takes the place of the first. */
export async function addExclusion(
  queries: Queries,
  assessmentId: number,
  exclusion: Exclusion & { readonly reason: string },
): Promise<void> {
  await queries.rows(
    `insert into exclusion (assessment_id, unit_id, indicator, decision_number, decision_date, reason)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (assessment_id, unit_id, indicator) do update set decision_number = excluded.decision_number,
       decision_date = excluded.decision_date, reason = excluded.reason`,
    [
      assessmentId,
      exclusion.unitId,
      exclusion.indicator,
      exclusion.decisionNumber,
      exclusion.decisionDate,
      exclusion.reason,
    ],
  );
}
