import type { Page } from '../../src/connector-kit/paging.ts';

/** No source has so many: to `wholeSlice` a total that moved. */
export const MOVED: Page<never> = { items: [], total: -1, isLast: true };

/**
 * The pages of a list that may change while it is read (F13). An item deleted before an unread page and another
 * added leave the total as it is and hide a third one: so a list of several pages is read again by its keys, and
 * when these are others, a page with another total follows, at which `wholeSlice` begins anew.
 */
export async function* steadyPages<T>(
  pages: AsyncIterable<Page<T>>,
  keys: () => AsyncIterable<Page<string>>,
  keyOf: (row: T) => string,
): AsyncGenerator<Page<T>> {
  const read = new Set<string>();
  let count = 0;
  for await (const page of pages) {
    count++;
    for (const row of page.items) read.add(keyOf(row));
    yield page;
  }
  if (count < 2) return;
  const now = new Set<string>();
  for await (const { items } of keys()) for (const key of items) now.add(key);
  if (now.size !== read.size || [...now].some((key) => !read.has(key))) yield MOVED;
}
