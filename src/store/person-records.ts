import type { Queries } from './database.ts';

/** Where records of a stream lie, and the key that one of them would have there. */
export interface KeyPlace {
  readonly sourceId: number;
  readonly stream: string;
  readonly key: string;
}

export interface RecordOfPerson {
  readonly sourceId: number;
  readonly stream: string;
  readonly unitId: number;
  readonly day: string;
}

export const storedStreams = (queries: Queries): Promise<{ sourceId: number; stream: string }[]> =>
  queries.rows('select distinct source_id as "sourceId", stream from slice order by 1, 2');

/** Places as $1. Records have no index by key, so this reads all of them: seconds, for what is asked once a year. */
const AT_PLACES = `jsonb_to_recordset($1::text::jsonb) as place("sourceId" int, stream text, key text)
  join slice s on s.source_id = place."sourceId" and s.stream = place.stream
  join record r on r.slice_id = s.id and r.key = place.key collate "C"`;

/** Kept, vanished and waiting ones alike. */
export const recordsAt = (queries: Queries, places: readonly KeyPlace[]): Promise<RecordOfPerson[]> =>
  queries.rows(
    `select s.source_id as "sourceId", s.stream, r.unit_id as "unitId", r.day from ${AT_PLACES} order by 1, 2, 4`,
    [JSON.stringify(places)],
  );

/** A key that leads nowhere takes the place of each: the record counts as before, and nobody can tell whose it was. */
export async function forgetAt(queries: Queries, places: readonly KeyPlace[]): Promise<number> {
  const forgotten = await queries.rows(
    `update record set key = 'erased-' || gen_random_uuid(), title = null
     where ctid in (select r.ctid from ${AT_PLACES}) returning 1 as one`,
    [JSON.stringify(places)],
  );
  return forgotten.length;
}
