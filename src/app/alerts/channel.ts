import type { Text } from '../../core/text.ts';
import type { AlertChannel, AlertEvent } from '../../store/alert-deliveries.ts';
import type { AlertKind } from '../../store/alerts.ts';

/** One message to people. Without links, payload or secrets. */
export interface AlertMessage {
  readonly event: AlertEvent;
  readonly subject: Text;
  readonly body: Text;
  /** What it is about, for machines; several in a digest. */
  readonly alerts: readonly {
    readonly kind: AlertKind;
    readonly source: { readonly id: number; readonly name: string };
    readonly openedAt: Date;
    readonly closedAt: Date | null;
  }[];
}

/** A way to people; `send` ends within SEND_DEADLINE or throws. */
export interface Channel {
  readonly kind: AlertChannel;
  send(message: AlertMessage): Promise<void>;
}

/** Shorter than the first wait of the queue, so that no other hub sends the same message meanwhile. */
export const SEND_DEADLINE_MS = 20_000;
