import type { NewAssessment } from './assessments.ts';
import type { Queries } from './database.ts';

/** What ties an assessment to its version of the set: values and decisions of people, and points. */
const IN_USE = `exists (select from assessed_value v where v.assessment_id = a.id)
  or exists (select from exclusion e where e.assessment_id = a.id)
  or exists (select from score s where s.assessment_id = a.id and s.state = 'SCORED')`;

/** Ids of the assessments that keep their version for ever. */
export async function assessmentsInUse(queries: Queries): Promise<ReadonlySet<number>> {
  const rows = await queries.rows<{ id: number }>(`select a.id from assessment a where ${IN_USE}`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Gives an assessment another version of its set, and takes its empty results back until it is scored again.
 * One in use stays as it is. Must run in a transaction. Answers whether it moved.
 */
export async function moveAssessment(queries: Queries, id: number, to: NewAssessment): Promise<boolean> {
  // A value given meanwhile refers to this row, so it waits for the lock or is seen by the update.
  await queries.rows('select id from assessment where id = $1 for update', [id]);
  const moved = await queries.rows(
    `update assessment a set set_version = $2, set_digest = $3, window_from = $4, window_to = $5,
       entry_deadline = $6, within = $7, scored_at = null
     where a.id = $1 and not (${IN_USE}) returning a.id`,
    [id, to.setVersion, to.setDigest, to.window.from, to.window.to, to.entryDeadline, to.within],
  );
  if (moved.length === 0) return false;
  for (const table of ['scoreboard', 'score']) {
    await queries.rows(
      `update ${table} set known_to = clock_timestamp() where assessment_id = $1 and known_to is null`,
      [id],
    );
  }
  return true;
}
