import type { HubDeps } from '../deps.ts';
import type { Channel } from './channel.ts';
import { deliverAlerts } from './deliver.ts';
import { watchSources } from './watch-sources.ts';

/** When people begin to read: what is still open is listed then, Vietnamese time. */
const DIGEST_HOUR = 8;

/** What a tick does about alerts: sees what is wrong, then tells it. Never part of a pull: a pull waits for no channel. */
export async function alertTick(
  deps: HubDeps,
  channels: readonly Channel[],
  digestHour = DIGEST_HOUR,
): Promise<void> {
  await watchSources(
    deps,
    channels.map(({ kind }) => kind),
    digestHour,
  );
  await deliverAlerts(deps, channels);
}
