import type { Connector } from '../../connector-kit/connector.ts';
import type { PullRun } from '../../store/pull-run.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { RunPreview } from '../../store/staged-changes.ts';
import type { HubDeps } from '../deps.ts';

export interface PullOptions {
  /** Reads and judges, tells what would change, publishes nothing. */
  readonly dryRun?: boolean;
  /** Told what publishing a dry run would do, while its staged rows still lie there. */
  readonly onDryRun?: (preview: RunPreview) => void;
  readonly signal?: AbortSignal;
  /** When the schedule wanted it. */
  readonly dueAt?: Date;
  /** Only these units, by the source's codes: of all others the pull says nothing. */
  readonly onlyUnits?: readonly string[];
}

/** Everything one run needs; handed down instead of held in a class. */
export interface Pull {
  readonly deps: HubDeps;
  readonly source: StoredSource;
  readonly connector: Connector;
  readonly run: PullRun;
  readonly fence: string;
  readonly options: PullOptions;
}
