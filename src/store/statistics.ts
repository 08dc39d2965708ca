import type { Queries } from './database.ts';

export interface SourceFacts {
  readonly sourceId: number;
  readonly facts: number;
  readonly records: number;
}

/** Facts in force and published records by source. */
export function factsBySource(queries: Queries): Promise<SourceFacts[]> {
  return queries.rows<SourceFacts>(
    `select s.id as "sourceId",
       (select count(*)::int from fact f where f.source_id = s.id and f.known_to is null) as facts,
       (select coalesce(sum(record_count), 0)::int from slice x where x.source_id = s.id and x.published_at is not null) as records
     from source s order by s.id`,
  );
}

/** How many SCORED scores in force rest on each source. */
export function scoresBySource(queries: Queries): Promise<{ sourceId: number; scores: number }[]> {
  return queries.rows(
    `select (one.value ->> 2)::int as "sourceId", count(*)::int as scores
     from scoreboard b cross join json_array_elements(b.scores) as one
     where b.known_to is null and one.value ->> 0 = 'SCORED' and one.value ->> 2 is not null
     group by 1 order by 1`,
  );
}

export interface MissingScores {
  readonly assessmentId: number;
  readonly indicator: string;
  readonly state: string;
  readonly units: number;
}

/** Rows without points, by assessment, indicator and state. */
export function missingScores(queries: Queries): Promise<MissingScores[]> {
  return queries.rows<MissingScores>(
    `select assessment_id as "assessmentId", indicator, state, count(*)::int as units from score
     where known_to is null and state <> 'SCORED' group by 1, 2, 3 order by 1, 2, 3`,
  );
}
