import { HubError } from '../../core/errors.ts';
import { claimDeliveries, markFailed, markSent } from '../../store/alert-deliveries.ts';
import type { HubDeps } from '../deps.ts';
import { alertMessage } from './alert-message.ts';
import type { Channel } from './channel.ts';

/**
 * Sends what the queue of each channel holds. A channel that fails is left alone until the next call, so that
 * one that is down costs one attempt and holds up no other (F52).
 */
export async function deliverAlerts(deps: HubDeps, channels: readonly Channel[]): Promise<void> {
  await Promise.all(channels.map((channel) => drain(deps, channel)));
}

async function drain(deps: HubDeps, channel: Channel): Promise<void> {
  for (const what of ['ONE', 'DIGEST'] as const) {
    while ((await sendNext(deps, channel, what)) === 'SENT') {
      // Until the queue of the channel is empty.
    }
  }
}

async function sendNext(
  { database, log }: HubDeps,
  channel: Channel,
  what: 'ONE' | 'DIGEST',
): Promise<'SENT' | 'FAILED' | 'NOTHING'> {
  const claimed = await claimDeliveries(database, channel.kind, what);
  if (claimed.length === 0) return 'NOTHING';
  const ids = claimed.map(({ id }) => id);
  try {
    await channel.send(alertMessage(claimed));
  } catch (thrown) {
    const code = thrown instanceof HubError ? thrown.code : 'CHANNEL_BROKEN';
    log.warn({ channel: channel.kind, code, attempt: claimed[0]?.attempts }, 'an alert was not delivered');
    await markFailed(database, ids, code);
    return 'FAILED';
  }
  await markSent(database, ids);
  return 'SENT';
}
