import type { Page } from './paging.ts';
import { sourceMoves } from './source-moves.ts';

/** All rows of one slice, each once. */
export interface WholeSlice<T> {
  readonly rows: readonly T[];
  /** How many rows came, repeated ones among them. */
  readonly received: number;
  /** The source's own count of rows; null when it does not say. */
  readonly total: number | null;
  /** How many different rows there are by that count; null when it does not say. */
  readonly declared: number | null;
}

const READINGS = 3;

/**
 * Reads all pages. When the source's count moves meanwhile, rows have slipped from one page to another
 * and some were not seen, so the slice is read again.
 */
export async function wholeSlice<T>(
  keyOf: (row: T) => string,
  pages: () => AsyncIterable<Page<T>>,
): Promise<WholeSlice<T>> {
  for (let reading = 1; reading <= READINGS; reading++) {
    const rows = new Map<string, T>();
    const totals = new Set<number | null>();
    let received = 0;
    for await (const page of pages()) {
      totals.add(page.total);
      received += page.items.length;
      for (const row of page.items) rows.set(keyOf(row), row);
    }
    if (totals.size > 1) continue;
    const [total = null] = totals;
    const repeated = received - rows.size;
    // A count below what came counts something else than rows, so repeated rows are not in it.
    const declared = total === null || total < received ? total : total - repeated;
    return { rows: [...rows.values()], received, total, declared };
  }
  throw sourceMoves(READINGS);
}
