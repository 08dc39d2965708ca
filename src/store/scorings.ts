import type { Day } from '../core/clock.ts';
import { endOfMillisecond } from './as-of.ts';
import type { Assessment } from './assessments.ts';
import { instant, type Queries } from './database.ts';

/** An assessment as one scoring left it. */
export interface ScoredThen extends Assessment {
  readonly scoredAt: Date;
  readonly units: number;
}

/** Keeps for ever what the assessment was when it was scored just now. */
export async function keepScoring(queries: Queries, assessmentId: number): Promise<void> {
  await queries.rows(
    `insert into scoring (assessment_id, scored_at, units, practice, set_version, set_digest, window_from, window_to,
       entry_deadline, within)
     select a.id, a.scored_at,
       (select count(*) from scoreboard s where s.assessment_id = a.id and s.known_to is null), a.practice,
       a.set_version, a.set_digest, a.window_from, a.window_to, a.entry_deadline, a.within
     from assessment a where a.id = $1 on conflict do nothing`,
    [assessmentId],
  );
}

/** The assessment as its last scoring up to that moment left it; null before the first one. */
export async function scoredBy(
  queries: Queries,
  assessment: Pick<Assessment, 'id' | 'indexSet' | 'year' | 'level' | 'published'>,
  asOf: Date,
): Promise<ScoredThen | null> {
  const [row] = await queries.rows<{
    scored_at: string;
    units: number;
    practice: boolean;
    set_version: number;
    set_digest: string;
    window_from: Day;
    window_to: Day;
    entry_deadline: Day;
    within: string;
  }>(
    `select * from scoring where assessment_id = $1 and scored_at <= $2::text::timestamptz
     order by scored_at desc limit 1`,
    [assessment.id, endOfMillisecond(asOf)],
  );
  if (!row) return null;
  const { id, indexSet, year, level, published } = assessment;
  return {
    id,
    indexSet,
    year,
    level,
    setVersion: row.set_version,
    setDigest: row.set_digest,
    window: { from: row.window_from, to: row.window_to },
    entryDeadline: row.entry_deadline,
    within: row.within,
    practice: row.practice,
    scoredAt: instant(row.scored_at),
    published: published.filter(({ at }) => at <= asOf),
    units: row.units,
  };
}

export async function firstScoring(queries: Queries, assessmentId: number): Promise<Date | null> {
  const [row] = await queries.rows<{ at: string | null }>(
    'select min(scored_at)::text as at from scoring where assessment_id = $1',
    [assessmentId],
  );
  return row?.at ? instant(row.at) : null;
}
