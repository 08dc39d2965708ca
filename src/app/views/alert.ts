import type { AlertChannel, DeliveryState } from '../../store/alert-deliveries.ts';
import type { AlertKind } from '../../store/alerts.ts';

export type { AlertChannel, DeliveryState } from '../../store/alert-deliveries.ts';
export type { AlertKind, AlertState } from '../../store/alerts.ts';

export interface AlertView {
  readonly id: string;
  readonly sourceId: string;
  readonly kind: AlertKind;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
  /** null while it is open. */
  readonly closedAt: Date | null;
  /** What happened and what to do. */
  readonly message: { readonly vi: string; readonly en: string };
  readonly deliveries: readonly AlertDeliveryView[];
}

export interface AlertDeliveryView {
  readonly channel: AlertChannel;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Code of the last failed attempt. */
  readonly lastError: string | null;
}
