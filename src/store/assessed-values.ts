import type { Queries } from './database.ts';

export type AssessedColumn = 'SELF' | 'DEPARTMENT' | 'VERIFIED' | 'FINAL';

/** What people gave for one row of one unit in one column. */
export interface AssessedValue {
  readonly unitId: number;
  readonly indicator: string;
  readonly column: AssessedColumn;
  /** Exactly as given or published. */
  readonly printed: string;
  readonly points: number;
  /** For targets; null in sets with points. */
  readonly met: boolean | null;
}

/** The values in force of an assessment. */
export const assessedValues = (queries: Queries, assessmentId: number): Promise<AssessedValue[]> =>
  queries.rows<AssessedValue>(
    `select unit_id as "unitId", indicator, assessed_column as "column", printed, points, met
     from assessed_value where assessment_id = $1 and known_to is null`,
    [assessmentId],
  );

/** Puts a value in force; the one before it stays readable. Must run in a transaction. */
export async function putAssessedValue(
  queries: Queries,
  assessmentId: number,
  value: AssessedValue & { readonly reason: string },
): Promise<void> {
  // Two people at once: the second one waits and closes the value of the first.
  await queries.rows('select 1 from assessment where id = $1 for update', [assessmentId]);
  const place = [assessmentId, value.unitId, value.indicator, value.column];
  await queries.rows(
    `update assessed_value set known_to = clock_timestamp()
     where assessment_id = $1 and unit_id = $2 and indicator = $3 and assessed_column = $4 and known_to is null`,
    place,
  );
  await queries.rows(
    `insert into assessed_value (assessment_id, unit_id, indicator, assessed_column, printed, points, met, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...place, value.printed, value.points, value.met, value.reason],
  );
}
