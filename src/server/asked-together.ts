import { gathered } from '../core/gathered.ts';

/** One question for all who wait for it. */
export function askedTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  const answer = gathered<null, T>(async (all) => {
    const one = await ask();
    return all.map(() => one);
  });
  return () => answer(null);
}
