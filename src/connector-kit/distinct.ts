import { isDeepStrictEqual } from 'node:util';
import type { HubError } from '../core/errors.ts';

/** Each key once: a row that comes again is dropped when it says the same, and refused when it does not. */
export function distinct<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  contradiction: (first: T, other: T) => HubError,
  contentOf: (row: T) => unknown = (row) => row,
): T[] {
  const firsts = new Map<string, T>();
  for (const row of rows) {
    const first = firsts.get(keyOf(row));
    if (first === undefined) firsts.set(keyOf(row), row);
    else if (!isDeepStrictEqual(contentOf(first), contentOf(row))) throw contradiction(first, row);
  }
  return [...firsts.values()];
}
