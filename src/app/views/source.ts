import type { Connector, Json } from '../../connector-kit/connector.ts';
import type { Day } from '../../core/clock.ts';

export type HealthState = 'OK' | 'WARNING' | 'FAILING' | 'NEVER_RUN' | 'DISABLED';

export interface SourceView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly connector: Connector;
  /** cron expression, Asia/Ho_Chi_Minh; null when it is only pulled by hand. */
  readonly schedule: string | null;
  readonly nextRunAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly practice: boolean;
  readonly health: {
    readonly state: HealthState;
    readonly message: { readonly vi: string; readonly en: string };
  };
}

export interface CreateSource {
  readonly name: string;
  readonly connector: string;
  readonly config: Json;
  readonly schedule: string | null;
}

export interface TestSource {
  /** A configured source, or a connector with a configuration that is not stored. */
  readonly source: string | null;
  readonly connector: string | null;
  readonly config: Json;
}

export interface StartPull {
  readonly source: string;
  /** null: the windows of the open assessments. */
  readonly from: Day | null;
  readonly to: Day | null;
}
