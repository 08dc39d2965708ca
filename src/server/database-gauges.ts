import { Gauge, type Registry } from 'prom-client';
import type { HubStatistics } from '../app/views/hub-statistics.ts';

export interface DatabaseGauges {
  /** null: the database does not answer. What is not known is left out, never shown as 0. */
  show(statistics: HubStatistics | null): void;
}

/** What the database tells: the same at every hub on it, so take the maximum over hubs and not the sum. */
export function databaseGauges(registry: Registry): DatabaseGauges {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge('hub_database_up', '1 when the database answers, else 0');
  const runs = gauge('hub_runs', 'Pull runs by state and connector', 'connector', 'state');
  const age = gauge(
    'hub_source_last_success_age_seconds',
    'Time since the last published pull of an enabled source; missing when there was none',
    'source',
    'connector',
  );
  const sources = gauge('hub_sources', 'Sources by health', 'health');
  const queue = gauge('hub_queue_jobs', 'Pulls in the work list', 'state');
  const alerts = gauge('hub_alerts_open', 'Alerts that are open', 'kind');
  const deliveries = gauge(
    'hub_alert_deliveries_undelivered',
    'Messages about alerts not delivered: waiting, retrying after a failure, given_up',
    'channel',
    'state',
  );
  const all = [up, runs, age, sources, queue, alerts, deliveries];

  return {
    show(statistics) {
      for (const one of all) one.reset();
      up.set(statistics === null ? 0 : 1);
      if (statistics === null) return;
      for (const source of statistics.sources) {
        const { id, connector, health, secondsSinceSuccess } = source;
        for (const [state, count] of Object.entries(source.runs)) runs.inc({ connector, state }, count);
        sources.inc({ health });
        if (secondsSinceSuccess !== null && health !== 'DISABLED') {
          age.set({ source: id, connector }, secondsSinceSuccess);
        }
      }
      if (statistics.queue !== null) {
        queue.set({ state: 'waiting' }, statistics.queue.waiting);
        queue.set({ state: 'active' }, statistics.queue.active);
      }
      for (const kind of KINDS) alerts.set({ kind }, 0);
      for (const { kind, count } of statistics.openAlerts) alerts.set({ kind }, count);
      for (const { channel, state, retried, count } of statistics.deliveries) {
        const shown = state === 'GIVEN_UP' ? 'given_up' : retried ? 'retrying' : 'waiting';
        deliveries.inc({ channel, state: shown }, count);
      }
    },
  };
}

const KINDS = ['FAILED', 'PARTIAL', 'NEEDS_REVIEW', 'STALE'];
