import type { Queries } from './database.ts';

export interface StoredSource {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  /** Without secrets. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Sealed; null when the connector has none. */
  readonly secrets: string | null;
  readonly schedule: string | null;
  readonly enabled: boolean;
  readonly practice: boolean;
  readonly state: unknown;
  /** See src/app/source-settings.ts; {}: the defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Counts its edits. */
  readonly version: number;
}

/** Switched-off sources keep their history and are not pulled. */
export type NewSource = Omit<StoredSource, 'id' | 'enabled' | 'state' | 'settings' | 'version'>;

const COLUMNS = 'id, name, connector, config, secrets, schedule, enabled, practice, state, settings, version';

export const allSources = (queries: Queries): Promise<StoredSource[]> =>
  queries.rows<StoredSource>(`select ${COLUMNS} from source order by id`);

export type SourceName = Pick<StoredSource, 'id' | 'name'>;

export async function sourceNames(queries: Queries): Promise<ReadonlyMap<number, SourceName>> {
  const rows = await queries.rows<SourceName>('select id, name from source');
  return new Map(rows.map((row) => [row.id, row]));
}

export async function sourceById(queries: Queries, id: number): Promise<StoredSource | null> {
  const rows = await queries.rows<StoredSource>(`select ${COLUMNS} from source where id = $1`, [id]);
  return rows[0] ?? null;
}

/** null when the name is taken. */
export async function insertSource(queries: Queries, source: NewSource): Promise<StoredSource | null> {
  const rows = await queries.rows<StoredSource>(
    `insert into source (name, connector, config, secrets, schedule, practice)
     values ($1, $2, $3::text::jsonb, $4, $5, $6) on conflict (name) do nothing returning ${COLUMNS}`,
    [
      source.name,
      source.connector,
      JSON.stringify(source.config),
      source.secrets,
      source.schedule,
      source.practice,
    ],
  );
  return rows[0] ?? null;
}

export type EditedSource = Pick<
  StoredSource,
  'name' | 'config' | 'secrets' | 'schedule' | 'enabled' | 'settings'
>;

/**
 * Stores an edit of the version that its author saw; null when somebody else was quicker (F39). What the connector
 * remembers of another configuration is forgotten.
 */
export async function updateSource(
  queries: Queries,
  { id, version }: Pick<StoredSource, 'id' | 'version'>,
  edited: EditedSource,
): Promise<StoredSource | null> {
  const rows = await queries.rows<StoredSource>(
    `update source set name = $3, config = $4::text::jsonb, secrets = $5, schedule = $6, enabled = $7,
       settings = $8::text::jsonb, version = version + 1,
       state = case when config = $4::text::jsonb and secrets is not distinct from $5 then state end
     where id = $1 and version = $2 returning ${COLUMNS}`,
    [
      id,
      version,
      edited.name,
      JSON.stringify(edited.config),
      edited.secrets,
      edited.schedule,
      edited.enabled,
      JSON.stringify(edited.settings),
    ],
  );
  return rows[0] ?? null;
}

/** The same secrets, sealed anew: what the connector remembers stays. Nothing where somebody has changed them since. */
export const replaceSecrets = (
  queries: Queries,
  { id, secrets }: Pick<StoredSource, 'id' | 'secrets'>,
  sealed: string | null,
) => queries.rows('update source set secrets = $3 where id = $1 and secrets = $2', [id, secrets, sealed]);

/** Practice sources only: their simulators get a new port at each start. */
export async function updatePracticeSource(
  queries: Queries,
  id: number,
  config: Readonly<Record<string, unknown>>,
  secrets: string | null,
): Promise<void> {
  await queries.rows('update source set config = $2::text::jsonb, secrets = $3 where id = $1 and practice', [
    id,
    JSON.stringify(config),
    secrets,
  ]);
}

/**
 * A real source takes the place of the practice sources that deliver the same: they are switched off, their pulls
 * under way are ended and their facts are closed, so that invented and real figures never add up. Answers how
 * many facts that closed.
 */
export async function retirePractice(queries: Queries, connectors: readonly string[]): Promise<number> {
  const practice =
    'select id from source where practice and connector in (select jsonb_array_elements_text($1::text::jsonb))';
  const parameters = [JSON.stringify(connectors)];
  await queries.rows(
    `update pull_run set state = 'CANCELLED', error_code = 'SOURCE_OFF', finished_at = clock_timestamp(),
       message_vi = 'Nguồn thực hành đã tắt vì có nguồn thật.',
       message_en = 'The practice source was switched off because there is a real one.'
     where state = 'RUNNING' and source_id in (${practice})`,
    parameters,
  );
  const [closed] = await queries.rows<{ n: number }>(
    `with closed as (
       update fact set known_to = clock_timestamp() where known_to is null and source_id in (${practice}) returning 1)
     select count(*)::int as n from closed`,
    parameters,
  );
  await queries.rows(`update source set enabled = false where id in (${practice})`, parameters);
  return closed?.n ?? 0;
}
