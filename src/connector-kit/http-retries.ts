import { type Clock, MINUTE } from '../core/clock.ts';
import { asHubError } from '../core/errors.ts';
import { retryAfter } from './http-errors.ts';
import type { Log } from './log.ts';

export interface RetryLimits {
  readonly clock: Clock;
  readonly log: Log;
  /** Requests for one answer, the first one included. */
  readonly attempts: number;
  /** For one answer, waits included: no further attempt begins after it. */
  readonly budgetMs: number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Longer waits belong to the next run, not to a sleeping process (F03). */
const MAX_WAIT = MINUTE;

const FIRST_WAIT = 500;

/** Tries again what may pass, and counts how often. */
export class Retries {
  readonly #limits: RetryLimits;
  #count = 0;

  constructor(limits: RetryLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  /** For a repetition that somebody else has made. */
  readonly note = (): void => {
    this.#count++;
  };

  async run<T>(attempt: () => Promise<T>): Promise<T> {
    const { clock, log, attempts, budgetMs, wait } = this.#limits;
    const start = clock.now().getTime();
    for (let nth = 1; ; nth++) {
      try {
        return await attempt();
      } catch (thrown) {
        const error = asHubError(thrown);
        const waitMs = Math.round(retryAfter(error) ?? backoff(nth));
        const isOver = clock.now().getTime() - start + waitMs > budgetMs;
        if (error.family !== 'retry' || nth >= attempts || waitMs > MAX_WAIT || isOver) throw error;
        log.warn({ code: error.code, attempt: nth, waitMs }, 'request is tried again');
        await wait(waitMs);
        this.#count++;
      }
    }
  }
}

/** Doubled each time; with a quarter of chance, so that hubs do not come back all at once. */
const backoff = (nth: number): number => FIRST_WAIT * 2 ** (nth - 1) * (0.75 + Math.random() / 2);

export const defaultSleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
