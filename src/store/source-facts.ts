import type { Window } from '../core/clock.ts';
import type { Queries } from './database.ts';

/** Whether figures of a source are in force: of any day, and of days in a window. */
export interface SourceFacts {
  readonly ever: boolean;
  readonly inWindow: boolean;
}

/** Reads facts without an index: for the rare pull that brought nothing. */
export async function sourceFacts(
  queries: Queries,
  sourceId: number,
  { from, to }: Window,
): Promise<SourceFacts> {
  const [row] = await queries.rows<SourceFacts>(
    `select count(*) > 0 as ever, count(*) filter (where day between $2 and $3) > 0 as "inWindow"
     from fact where source_id = $1 and known_to is null`,
    [sourceId, from, to],
  );
  return row as SourceFacts;
}
