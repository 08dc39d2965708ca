import { type AuditEvent, audit } from '../../store/audit.ts';
import type { Queries } from '../../store/database.ts';
import type { HubDeps } from '../deps.ts';

/** What the hub does by itself: schedules, migrations. */
export const SYSTEM = 'system';

/** Everything that people do and the audit keeps. Names are stable. */
export type AuditAction =
  | 'SOURCE_CREATED'
  | 'SOURCE_CHANGED'
  | 'SOURCE_TESTED'
  | 'SOURCE_EXPORTED'
  | 'PULL_STARTED'
  | 'PULL_CANCELLED'
  | 'PULL_ACCEPTED'
  | 'PULL_REJECTED'
  | 'BACKFILL_STARTED'
  | 'UNIT_MATCH_CONFIRMED'
  | 'UNIT_CODE_IGNORED'
  | 'UNIT_MATCH_WITHDRAWN'
  | 'INDICATOR_EXCLUDED'
  | 'INDICATOR_ASSESSED'
  | 'INDEX_SET_IMPORTED'
  | 'RESULTS_PUBLISHED'
  | 'MASTER_KEY_CHANGED'
  | 'PERSON_ADDED'
  | 'PERSON_CHANGED'
  | 'API_TOKEN_CREATED'
  | 'API_TOKEN_REVOKED'
  | 'CASE_FOUND'
  | 'CASE_ERASED';

export type AuditSubject =
  | 'Source'
  | 'PullRun'
  | 'UnitMatch'
  | 'Indicator'
  | 'IndexSet'
  | 'ResultPublication'
  | 'MasterKey'
  | 'Person'
  | 'ApiToken'
  | 'Case';

export interface Recorded extends Omit<AuditEvent, 'principal' | 'channel' | 'address'> {
  readonly action: AuditAction;
  readonly subject: AuditSubject;
}

type Caller = Pick<HubDeps, 'by' | 'from'>;

/** Last in the transaction of the change: both are there, or neither. */
export const record = ({ by, from }: Caller, queries: Queries, event: Recorded): Promise<void> =>
  audit(queries, { principal: by, ...from, ...event });

/** The same where what is done is no change in one transaction of ours. */
export const recordAlone = (deps: Caller & Pick<HubDeps, 'database'>, event: Recorded): Promise<void> =>
  deps.database.transaction((queries) => record(deps, queries, event));
