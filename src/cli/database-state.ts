import type { Queries } from '../store/database.ts';

export interface DatabaseState {
  /** "17.5" */
  readonly version: string;
  readonly migrations: number;
}

export async function databaseState(queries: Queries): Promise<DatabaseState> {
  const [row] = await queries.rows<DatabaseState>(
    `select current_setting('server_version') as version, (select count(*)::int from hub_migration) as migrations`,
  );
  return row as DatabaseState;
}
