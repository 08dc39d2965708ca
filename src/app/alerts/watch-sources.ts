import { HOUR, SECOND } from '../../core/clock.ts';
import { type AlertChannel, queueDeliveries, queueDigest } from '../../store/alert-deliveries.ts';
import {
  type AlertCause,
  badRuns,
  closeAlerts,
  type ExpectedPull,
  lockAlerts,
  openAlerts,
  renewAlerts,
  silentSources,
} from '../../store/alerts.ts';
import type { Queries } from '../../store/database.ts';
import type { HubDeps } from '../deps.ts';
import { silence } from './alert-words.ts';
import { expectedPulls } from './staleness.ts';

/**
 * Compares what is wrong now with the alerts that are open: opens, renews and closes them, and queues what is to
 * be told. U11: one message when a cause appears, one line a day while it stays, one message when all is well.
 */
export async function watchSources(
  deps: HubDeps,
  channels: readonly AlertChannel[],
  digestHour: number,
): Promise<void> {
  const expected = await expectedPulls(deps);
  await deps.database.transaction(async (queries) => {
    if (!(await lockAlerts(queries))) return;
    const causes = [...(await badRuns(queries)), ...(await silences(queries, expected))];
    const opened = await openAlerts(queries, causes);
    await renewAlerts(queries, causes);
    const recovered = recoveries(await closeAlerts(queries, causes), causes);
    await queueDeliveries(
      queries,
      opened.map(({ id }) => id),
      channels,
      'OPENED',
    );
    await queueDeliveries(queries, recovered, channels, 'RECOVERED');
    await queueDigest(queries, channels, digestHour);
  });
}

async function silences(queries: Queries, expected: readonly ExpectedPull[]): Promise<AlertCause[]> {
  return (await silentSources(queries, expected)).map(({ sourceId, since, now }) => {
    const limit = expected.find((one) => one.sourceId === sourceId)?.limitSeconds ?? 0;
    const message = silence(since, Math.round((limit * SECOND) / HOUR));
    return { sourceId, kind: 'STALE', runId: null, seenAt: now, message };
  });
}

/**
 * The alerts that tell a recovery: one per source, the oldest, and only when nothing else is wrong with it. A
 * source that was switched off has not recovered.
 */
function recoveries(
  closed: Awaited<ReturnType<typeof closeAlerts>>,
  causes: readonly AlertCause[],
): readonly number[] {
  const wrong = new Set(causes.map(({ sourceId }) => sourceId));
  const oldest = new Map<number, number>();
  for (const { id, sourceId, sourceEnabled } of closed) {
    if (!sourceEnabled || wrong.has(sourceId)) continue;
    oldest.set(sourceId, Math.min(id, oldest.get(sourceId) ?? id));
  }
  return [...oldest.values()];
}
