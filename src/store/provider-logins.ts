import type { Queries } from './database.ts';
import type { StoredSession } from './sessions.ts';

/** Takes the place of the person's earlier sign-in. */
export const noteProviderLogin = (queries: Queries, { principalId, grants }: StoredSession) =>
  queries.rows(
    `insert into provider_login (principal_id, grants) values ($1, $2::text::jsonb)
     on conflict (principal_id) do update set grants = excluded.grants, at = clock_timestamp()`,
    [principalId, JSON.stringify(grants)],
  );
