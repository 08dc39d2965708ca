import type { FeedEntry } from './feed-document.ts';

/** What a feed, which shows its last n items only, can tell of time. */
export interface Coverage {
  /** All items after it are shown. */
  readonly from: string;
  /** False when the order of the items does not say what is missing. */
  readonly isOrdered: boolean;
}

/**
 * A feed shows everything later than the last of its entries, by the date that it is ordered by. Old entries at
 * its head are pinned and say nothing of what lies between. null for an empty feed.
 */
export function coverageOf(entries: readonly FeedEntry[]): Coverage | null {
  if (entries.length === 0) return null;
  const published = descending(entries.map(({ at }) => at));
  const changed = descending(entries.map(({ changedAt }) => changedAt));
  const best = published.length >= changed.length ? published : changed;
  if (best.length > entries.length / 2) return { from: best.at(-1) as string, isOrdered: true };
  const sorted = entries.map(({ at }) => at).sort();
  const isAscending = sorted.every((at, index) => at === entries[index]?.at);
  return { from: sorted[0] as string, isOrdered: isAscending };
}

/** The longest end of the list that never rises. */
function descending(times: readonly string[]): readonly string[] {
  let start = times.length - 1;
  while (start > 0 && (times[start - 1] as string) >= (times[start] as string)) start--;
  return times.slice(start);
}
