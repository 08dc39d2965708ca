import type { Queries } from '../store/database.ts';

/** While this process pulls, one part of its thread's time is for questions and so many are for the pulls. */
const PARTS_OF_PULLS = 4;
/** Statements of questions at a time while it pulls. */
const AT_ONCE = 2;
/** Milliseconds; a single question, however costly, keeps the others waiting no longer. */
const LONGEST_REST = 2_000;

/**
 * Shares the one thread of the process between its pulls and those who ask (F54). Connections of their own do not do
 * it: what is read for a question is then worked on by the same thread that hands on the pages of a pull. So while a
 * pull goes on, the next statement of a question waits for a multiple of the time that the last one's rows have cost.
 * Whoever asks little never notices, and what needs no statement (an answer that is known) does not wait.
 */
export class Turns {
  #pulls = 0;
  #running = 0;
  #notBefore = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #waiting: (() => void)[] = [];

  /** A pull, from its start to its end. */
  async pulling<T>(work: () => Promise<T>): Promise<T> {
    this.#pulls += 1;
    try {
      return await work();
    } finally {
      this.#pulls -= 1;
      this.#next();
    }
  }

  /** The same connections, for what callers ask. */
  forQuestions({ rows, orm, copy }: Queries): Queries {
    return { orm, copy, rows: (statement, parameters) => this.#asking(() => rows(statement, parameters)) };
  }

  async #asking<T>(statement: () => Promise<T>): Promise<T> {
    if (this.#pulls === 0) return statement();
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#next();
    });
    try {
      return await statement();
    } finally {
      this.#answered();
    }
  }

  /** What the caller does with the rows comes before anything that waits for the loop to turn. */
  #answered(): void {
    const since = performance.now();
    setImmediate(() => {
      const now = performance.now();
      const rest = Math.min(LONGEST_REST, PARTS_OF_PULLS * (now - since));
      this.#notBefore = Math.max(this.#notBefore, now) + rest;
      this.#running -= 1;
      this.#next();
    });
  }

  #next(): void {
    while (this.#waiting.length > 0 && (this.#pulls === 0 || this.#running < AT_ONCE)) {
      const rest = this.#pulls === 0 ? 0 : this.#notBefore - performance.now();
      if (rest > 0) {
        this.#later(rest);
        return;
      }
      this.#running += 1;
      this.#waiting.shift()?.();
    }
  }

  #later(rest: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#next();
    }, rest);
  }
}
