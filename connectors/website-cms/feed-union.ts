import { addDays, type Day, laterDay } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import type { Coverage } from './feed-coverage.ts';
import { emptyFeed, maybeMissing, stateLost, unorderedFeed } from './feed-errors.ts';
import { type Memory, MOST_SEEN } from './feed-state.ts';
import type { Item } from './item.ts';
import { firstKind } from './kinds.ts';
import { NEVER } from './platform-days.ts';
import type { Site } from './site.ts';

/** What one feed of a site shows now. */
export interface Shown {
  readonly items: readonly Item[];
  readonly coverage: Coverage | null;
}

export interface Union {
  /** What is known now, for this poll and the next. */
  readonly memory: Memory;
  readonly speaksFrom: Day;
  readonly warnings: readonly Text[];
}

/**
 * What the feeds of a site show now joined with what they showed at the last poll. The days before the oldest
 * item shown are not spoken of. On the day of that item some may have left the feed, and these are taken from
 * `seen`, so that the day neither loses them nor counts one twice. `seen` is null when that memory is lost.
 */
export function union(site: Site, feeds: readonly Shown[], seen: Memory | null, now: string): Union {
  const coverages = feeds.map(({ coverage }) => coverage).filter((one) => one !== null);
  if (coverages.length === 0) {
    const memory = seen ?? { from: addDays(now.slice(0, 10), 1), items: [] };
    return { memory, speaksFrom: NEVER, warnings: [emptyFeed(site)] };
  }
  const starts = coverages.map(({ from }) => from).sort();
  const [first, last] = [starts[0] as string, starts.at(-1) as string];
  const isOrdered = coverages.every((one) => one.isOrdered);
  const warnings = isOrdered ? [] : [unorderedFeed(site)];
  const shown = merged(feeds.flatMap(({ items }) => items));
  const newest = (seen?.items ?? [])
    .map(({ at }) => at)
    // A clock of the source that ran ahead once must not hide a gap for ever (F27).
    .filter((at) => at <= now)
    .sort()
    .at(-1);
  if (isOrdered && newest !== undefined && newest < first) warnings.push(maybeMissing(site, newest, first));
  // Nobody knows which items of its last day had left the feed: what was published of it stays (F28).
  if (seen === null) {
    warnings.push(stateLost(site, last.slice(0, 10)));
    return { ...remembered([...shown.values()], addDays(last.slice(0, 10), 1)), warnings };
  }
  const gone = seen.items
    .filter(({ id }) => !shown.has(id))
    // Where every feed reaches and none shows it, it was taken away.
    .map((item) => (isOrdered && feeds.length === coverages.length && item.at > last ? deleted(item) : item));
  return { ...remembered([...shown.values(), ...gone], laterDay(first.slice(0, 10), seen.from)), warnings };
}

const deleted = (item: Item): Item => ({ ...item, hidden: 'DELETED' });

/** An item in two feeds is one, of the first of their kinds. */
function merged(items: readonly Item[]): Map<string, Item> {
  const byId = new Map<string, Item>();
  for (const item of items) {
    const known = byId.get(item.id);
    byId.set(item.id, known ? { ...item, kind: firstKind([known.kind, item.kind]) } : item);
  }
  return byId;
}

/** No more than are kept: beyond that the oldest day is not spoken of any more. */
function remembered(items: readonly Item[], from: Day): Pick<Union, 'memory' | 'speaksFrom'> {
  const kept = items.filter(({ at }) => at.slice(0, 10) >= from).sort((a, b) => (a.at < b.at ? 1 : -1));
  const over = kept[MOST_SEEN];
  if (!over) return { memory: { from, items: kept }, speaksFrom: from };
  return remembered(kept, addDays(over.at.slice(0, 10), 1));
}
