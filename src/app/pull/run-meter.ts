import type { PullRunState } from '../../store/pull-run.ts';

/** Counts what the pulls of this process do. */
export interface RunMeter {
  /** Since the last call for the same run. */
  read(connector: string, more: { records: number; pages: number; retries: number }): void;
  ended(connector: string, state: PullRunState, seconds: number): void;
}

export const noMeter: RunMeter = { read() {}, ended() {} };
