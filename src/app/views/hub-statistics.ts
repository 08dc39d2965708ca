import type { AlertChannel, AlertKind, DeliveryState } from './alert.ts';
import type { PullRunState } from './pull-run.ts';
import type { HealthState } from './source.ts';

/** Numbers for operators. S48: no name, host or address is in them. */
export interface HubStatistics {
  readonly sources: readonly SourceStatistics[];
  /** null where this database has no work list yet. */
  readonly queue: { readonly waiting: number; readonly active: number } | null;
  readonly openAlerts: readonly { readonly kind: AlertKind; readonly count: number }[];
  readonly deliveries: readonly {
    readonly channel: AlertChannel;
    readonly state: DeliveryState;
    /** Whether an attempt has failed. */
    readonly retried: boolean;
    readonly count: number;
  }[];
}

export interface SourceStatistics {
  readonly id: string;
  readonly connector: string;
  readonly health: HealthState;
  /** Since the last published pull, by the clock of the database; null when there was none. */
  readonly secondsSinceSuccess: number | null;
  readonly runs: Partial<Readonly<Record<PullRunState, number>>>;
}
