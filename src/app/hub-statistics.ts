import { alertStatistics, queueDepth, sourceRunStatistics } from '../store/run-statistics.ts';
import type { HubDeps } from './deps.ts';
import { healthState } from './source-health.ts';
import type { HubStatistics } from './views/hub-statistics.ts';

/** What operators watch, in a few statements however many sources and runs there are. */
export async function hubStatistics({ database }: HubDeps): Promise<HubStatistics> {
  const [sources, queue, alerts] = await Promise.all([
    sourceRunStatistics(database),
    queueDepth(database),
    alertStatistics(database),
  ]);
  return {
    sources: sources.map(({ id, connector, enabled, lastState, secondsSinceSuccess, runs }) => ({
      id: String(id),
      connector,
      health: healthState(enabled, lastState),
      secondsSinceSuccess,
      runs,
    })),
    queue,
    openAlerts: alerts.open,
    deliveries: alerts.deliveries,
  };
}
