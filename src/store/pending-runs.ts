import type { Text } from '../core/text.ts';
import type { Queries } from './database.ts';
import type { StreamOfRun } from './publish.ts';
import type { PullRun } from './pull-run.ts';
import type { RunPreview } from './staged-changes.ts';
import { dropStaged } from './staged-rows.ts';

/** What a run that waits for a person keeps beside its staged rows. */
export interface PendingRun {
  /** Of the connector, for its next read. */
  readonly state: unknown;
  /** Visible slices that the source sent again as they are. */
  readonly confirmed: readonly number[];
  readonly preview: RunPreview;
  /** Of the connector, for staff; not kept by older runs. */
  readonly warnings?: readonly Text[];
  /** As they were when it was read: the source's configuration may declare others since. Not kept by older runs. */
  readonly streams?: readonly StreamOfRun[];
}

/** null for a run of which nothing may be published any more: its reading never came to an end. */
export async function pendingRun(queries: Queries, id: number): Promise<PendingRun | null> {
  const [row] = await queries.rows<{ pending: PendingRun | null }>(
    'select pending from pull_run where id = $1',
    [id],
  );
  return row?.pending ?? null;
}

/** What publishing the run would change or would have changed; null when that was never worked out. */
export async function previewOf(queries: Queries, id: number): Promise<RunPreview | null> {
  return (await pendingRun(queries, id))?.preview ?? null;
}

/**
 * The later pull that makes a held one old: it showed some of its days, or read all of them and was held, too.
 * Publishing the older one then would put older figures over newer ones.
 */
export async function overtakenBy(
  queries: Queries,
  { id, sourceId, window }: Pick<PullRun, 'id' | 'sourceId' | 'window'>,
): Promise<number | null> {
  const [later] = await queries.rows<{ id: number }>(
    `select id from pull_run where source_id = $1 and id > $2 and (
       state = 'OK' and window_from <= $4 and window_to >= $3
       or state = 'NEEDS_REVIEW' and only_units is null and window_from <= $3 and window_to >= $4)
     order by id desc limit 1`,
    [sourceId, id, window.from, window.to],
  );
  return later?.id ?? null;
}

/** Whether its rows still lie there. */
export async function isStaged(queries: Queries, id: number): Promise<boolean> {
  const rows = await queries.rows(
    'select 1 as staged from slice where run_id = $1 and published_at is null limit 1',
    [id],
  );
  return rows.length > 0;
}

/** A person does not believe the run: its rows go, what was known stays. False when somebody else was quicker. */
export async function rejectRun(queries: Queries, id: number, reason: string): Promise<boolean> {
  const rows = await queries.rows(
    `update pull_run set decision = 'REJECTED', decision_reason = $2, decided_at = clock_timestamp()
     where id = $1 and state = 'NEEDS_REVIEW' and decision is null returning id`,
    [id, reason],
  );
  if (rows.length === 0) return false;
  await dropStaged(queries);
  return true;
}
