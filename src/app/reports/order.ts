/** By Vietnamese order of names, numbers in names by value. */
const collator = new Intl.Collator('vi', { numeric: true });

export type Direction = 'ASC' | 'DESC';

/**
 * Sorted by a value, those without one last in either direction; equal ones stay as they were, so that a cursor keeps
 * its place.
 */
export function sortedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => number | string | null,
  direction: Direction,
): T[] {
  const sign = direction === 'ASC' ? 1 : -1;
  return items
    .map((item) => ({ item, value: keyOf(item) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compare(a.value, b.value);
    })
    .map(({ item }) => item);
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
