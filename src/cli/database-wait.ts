import { setTimeout } from 'node:timers/promises';
import { SECOND } from '../core/clock.ts';
import { isAway } from '../store/database.ts';

export interface DatabaseWait {
  /** Milliseconds; after them the work's own error is thrown. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Told each time that the database is not there. */
  readonly onWait?: (error: unknown) => Promise<void> | void;
}

const FIRST_PAUSE = SECOND / 2;
const LONGEST_PAUSE = 10 * SECOND;

/** Does work that needs the database, again and again while that is away (F31, F32); anything else is thrown at once. */
export async function withDatabase<T>(
  work: () => Promise<T>,
  { limit, signal, onWait }: DatabaseWait,
): Promise<T> {
  let awaySince: number | null = null;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const began = performance.now();
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      // Work that went well for a while met another outage than the one before.
      if (awaySince === null || performance.now() - began > limit) awaySince = performance.now();
      if (signal.aborted || performance.now() - awaySince > limit) throw error;
      await onWait?.(error);
      await setTimeout(pause, undefined, { signal }).catch(() => {});
    }
  }
}
