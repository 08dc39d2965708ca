import type { Window } from '../../core/clock.ts';
import type { PullRunState } from '../../store/pull-runs.ts';

export type { PullRunState } from '../../store/pull-runs.ts';

export interface PullRunView {
  readonly id: string;
  readonly sourceId: string;
  readonly connectorVersion: string;
  readonly state: PullRunState;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly window: Window;
  readonly recordsRead: number;
  /** null while the source has not said how many there are. */
  readonly recordsExpected: number | null;
  readonly pagesRead: number;
  readonly factsChanged: number;
  /** sha256 of all bodies received, hex; null before the first. */
  readonly payloadHash: string | null;
  readonly message: { readonly vi: string; readonly en: string };
}
