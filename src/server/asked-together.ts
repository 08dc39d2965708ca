import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * One question for all who wait for its answer: whoever asks in the same turn, or while a question is under way, shares
 * the promise of the next. What is answered was always read after it was asked for.
 */
export function askedTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;

  async function begin(): Promise<T> {
    await underWay;
    await nextTurn();
    next = null;
    const answer = ask();
    underWay = answer.catch(() => {});
    return answer;
  }

  return () => {
    next ??= begin();
    return next;
  };
}
