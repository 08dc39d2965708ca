import { randomUUID } from 'node:crypto';
import { alertTick } from '../../src/app/alerts/alert-tick.ts';
import type { AlertMessage, Channel } from '../../src/app/alerts/channel.ts';
import type { Window } from '../../src/core/clock.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { AlertChannel } from '../../src/store/alert-deliveries.ts';
import type { RunEnd } from '../../src/store/pull-run.ts';
import { endRun, startRun } from '../../src/store/pull-runs.ts';
import { type TestHub, YEAR } from './test-hub.ts';

/** A channel that keeps what it is given, or fails while it is told to. */
export class KeptChannel implements Channel {
  readonly messages: AlertMessage[] = [];
  failure: Error | null = null;

  constructor(readonly kind: AlertChannel = 'WEBHOOK') {}

  async send(message: AlertMessage): Promise<void> {
    if (this.failure) throw this.failure;
    this.messages.push(message);
  }

  /** [event, kinds] of each message. */
  get told(): readonly string[] {
    return this.messages.map(({ event, alerts }) => `${event} ${alerts.map(({ kind }) => kind).join('+')}`);
  }
}

/** All day long is morning: when the digest goes out must not depend on when the tests run. */
export const tick = (hub: TestHub, ...channels: Channel[]): Promise<void> => alertTick(hub.deps, channels, 0);

export interface Ended {
  readonly window?: Window;
  readonly message?: Text;
  readonly errorCode?: string;
  readonly sourceId?: number;
  /** Of all others the run says nothing. */
  readonly onlyUnits?: readonly string[];
}

/** A run that ended in a state, without its reading. */
export async function endedRun(hub: TestHub, state: RunEnd['state'], ended: Ended = {}): Promise<number> {
  const {
    onlyUnits = null,
    window = YEAR,
    message = text(
      'Nguồn trả lời lỗi 500. Hãy báo đơn vị vận hành nguồn.',
      'The source answered 500. Tell its operator.',
    ),
  } = ended;
  const fence = randomUUID();
  const sourceId = ended.sourceId ?? hub.source.id;
  const asked = { sourceId, connectorVersion: '1', window, fence, message, dueAt: null, onlyUnits };
  const run = await startRun(hub.database, asked);
  if (!run) throw new Error('Another run of the source lives');
  await endRun(hub.database, run.id, fence, {
    state,
    message,
    errorCode: ended.errorCode ?? null,
    errorFamily: null,
    held: [],
    quarantined: {},
    ignored: {},
    counters: { recordsRead: 0, recordsExpected: null, pagesRead: 0, payloadHash: null, retries: 0 },
  });
  return run.id;
}

/** What waits is due now; the tests wait for no backoff. */
export const makeDue = (hub: TestHub) =>
  hub.database.rows(`update alert_delivery set next_try_at = clock_timestamp() where state = 'WAITING'`);

/** Everything about alerts happened so many hours earlier. */
export async function hoursPass(hub: TestHub, hours: number): Promise<void> {
  const earlier = (column: string) => `${column} = ${column} - interval '${hours} hours'`;
  await hub.database.rows(`update alert set ${earlier('opened_at')}, ${earlier('last_seen_at')}`);
  await hub.database.rows(`update pull_run set ${earlier('started_at')}, ${earlier('finished_at')}`);
  await hub.database.rows(`update source set ${earlier('created_at')}`);
  await hub.database.rows(
    `update alert_delivery set ${earlier('created_at')}, on_day = on_day - ${Math.floor(hours / 24)}`,
  );
}
