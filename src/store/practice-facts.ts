import type { Window } from '../core/clock.ts';
import { endOfMillisecond } from './as-of.ts';
import type { Queries } from './database.ts';

export interface CountedFacts {
  readonly window: Window;
  readonly unitIds: readonly number[];
  readonly measureIds: readonly number[];
  /** As known then. */
  readonly knownAt: Date;
}

/** Names of practice sources that are in use, or whose facts were counted; they may be switched off by now. */
export async function practiceSourcesIn(
  queries: Queries,
  { window, unitIds, measureIds, knownAt }: CountedFacts,
): Promise<string[]> {
  const rows = await queries.rows<{ name: string }>(
    `select s.name from source s where s.practice and (s.enabled or exists (
       select 1 from fact f where f.source_id = s.id and f.day between $1 and $2
         and f.known_from <= $3::text::timestamptz and (f.known_to is null or f.known_to > $3::text::timestamptz)
         and f.unit_id in (select jsonb_array_elements_text($4::text::jsonb)::int)
         and f.measure_id in (select jsonb_array_elements_text($5::text::jsonb)::int)))
     order by s.name`,
    [window.from, window.to, endOfMillisecond(knownAt), JSON.stringify(unitIds), JSON.stringify(measureIds)],
  );
  return rows.map(({ name }) => name);
}
