import type { AlertChannel, DeliveryState } from './alert-deliveries.ts';
import type { AlertKind } from './alerts.ts';
import type { Queries } from './database.ts';
import type { PullRunState } from './pull-run.ts';

export interface SourceRunStatistics {
  readonly id: number;
  readonly connector: string;
  readonly enabled: boolean;
  readonly lastState: PullRunState | null;
  readonly secondsSinceSuccess: number | null;
  readonly runs: Partial<Readonly<Record<PullRunState, number>>>;
}

/** One statement over the index of runs by source. */
export function sourceRunStatistics(queries: Queries): Promise<SourceRunStatistics[]> {
  return queries.rows<SourceRunStatistics>(
    `select s.id, s.connector, s.enabled,
       (select state from pull_run where source_id = s.id order by id desc limit 1) as "lastState",
       coalesce(r.runs, '{}'::jsonb) as runs, r.age as "secondsSinceSuccess"
     from source s left join (
       select source_id, jsonb_object_agg(state, n) as runs,
         extract(epoch from clock_timestamp() - max(last) filter (where state = 'OK'))::float8 as age
       from (select source_id, state, count(*)::int as n, max(finished_at) as last from pull_run group by 1, 2) one
       group by 1) r on r.source_id = s.id
     order by s.id`,
  );
}

export interface AlertStatistics {
  readonly open: readonly { readonly kind: AlertKind; readonly count: number }[];
  readonly deliveries: readonly {
    readonly channel: AlertChannel;
    readonly state: DeliveryState;
    readonly retried: boolean;
    readonly count: number;
  }[];
}

export async function alertStatistics(queries: Queries): Promise<AlertStatistics> {
  const [row] = await queries.rows<AlertStatistics>(
    `select
       coalesce((select jsonb_agg(one) from (
         select kind, count(*)::int as count from alert where closed_at is null group by 1) one), '[]') as open,
       coalesce((select jsonb_agg(one) from (
         select channel, state, last_error is not null as retried, count(*)::int as count
         from alert_delivery where state <> 'SENT' group by 1, 2, 3) one), '[]') as deliveries`,
  );
  return row ?? { open: [], deliveries: [] };
}

/** null in a database on which no hub has opened its work list. */
export async function queueDepth(queries: Queries): Promise<{ waiting: number; active: number } | null> {
  const [known] = await queries.rows<{ known: boolean }>(
    `select to_regclass('pgboss.job') is not null as known`,
  );
  if (!known?.known) return null;
  const [row] = await queries.rows<{ waiting: number; active: number }>(
    `select count(*) filter (where state in ('created', 'retry'))::int as waiting,
       count(*) filter (where state = 'active')::int as active
     from pgboss.job where name = 'pull' and state in ('created', 'retry', 'active')`,
  );
  return row ?? null;
}
