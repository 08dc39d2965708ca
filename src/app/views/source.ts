import type { Connector, Json } from '../../connector-kit/connector.ts';
import type { Day } from '../../core/clock.ts';
import type { Measure } from '../../core/measure.ts';
import type { SourceSettings } from '../source-settings.ts';

export type { SourceSettings } from '../source-settings.ts';

export type HealthState = 'OK' | 'WARNING' | 'FAILING' | 'NEVER_RUN' | 'DISABLED';

export interface SourceView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly connector: Connector;
  /** Its connector's, or those that its configuration declares. */
  readonly measures: readonly Measure[];
  /** cron expression, Asia/Ho_Chi_Minh; null when it is only pulled by hand. */
  readonly schedule: string | null;
  readonly nextRunAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly practice: boolean;
  readonly settings: SourceSettings;
  /** Counts its edits: an edit names the version that its author saw. */
  readonly version: number;
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

/** What is left out stays as it is. */
export interface UpdateSource {
  readonly source: string;
  readonly version: number;
  readonly name?: string;
  /** Secret fields may be left out. */
  readonly config?: Json;
  readonly settings?: Json;
  readonly schedule?: string | null;
  readonly enabled?: boolean;
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
  /** Code of the only unit it is for; left out: all. */
  readonly unit?: string | null;
  /** Only to see what would change. */
  readonly dryRun?: boolean;
}

export interface Backfill {
  /** id, name or connector; null: every source that is switched on. */
  readonly source: string | null;
  readonly from: Day;
  readonly to: Day;
}

/** One pull of a backfill. */
export interface BackfillPull {
  readonly source: SourceView;
  readonly from: Day;
  readonly to: Day;
}
