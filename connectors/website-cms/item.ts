import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import type { Kind } from './kinds.ts';
import type { NewsVerdict, ProfileVerdict, Unpublished } from './measures.ts';
import type { Site } from './site.ts';

/** An item of a site, whatever its platform, reduced to what counting needs. */
export interface Item {
  /** Unique in its site. */
  readonly id: string;
  /** As a record's `at`. */
  readonly at: string;
  readonly title: string;
  readonly link: string | null;
  readonly kind: Kind | null;
  /** Why the public does not see it; null when it does. */
  readonly hidden: Unpublished | null;
  readonly isTranslation: boolean;
}

/** The news of one site and one slice. Of items of one day and title the earliest counts. */
export function newsRecords(site: Site, items: readonly Item[], now: string): SourceRecord<NewsVerdict>[] {
  const seen = new Set<string>();
  return [...items]
    .filter(({ kind }) => kind !== 'PROFILE')
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
    .map((item) => record(site, item, newsVerdict(item, now, seen)));
}

export const profileRecords = (
  site: Site,
  items: readonly Item[],
  now: string,
): SourceRecord<ProfileVerdict>[] =>
  items.map((item) => record(site, item, unpublished(item, now) ?? 'UPDATED'));

const record = <V>(site: Site, { id, at, title }: Item, data: V): SourceRecord<V> => ({
  key: `${site.name}#${id}`,
  unit: site.unit,
  at,
  title,
  data,
});

function newsVerdict(item: Item, now: string, seen: Set<string>): NewsVerdict {
  const hidden = unpublished(item, now);
  if (hidden) return hidden;
  if (item.isTranslation) return 'TRANSLATION';
  if (isRepeated(item, seen)) return 'DUPLICATE';
  return item.kind === null || item.kind === 'PROFILE' ? 'OTHER_CATEGORY' : item.kind;
}

/** Deleted comes first, then future, then draft. */
const unpublished = ({ hidden, at }: Item, now: string): Unpublished | null =>
  hidden === 'DELETED' ? hidden : at > now ? 'FUTURE' : hidden;

/** A repost of the same day, by link or by title, counts once. */
function isRepeated({ at, link, title }: Item, seen: Set<string>): boolean {
  const day = at.slice(0, 10);
  const marks = [...(link ? [`${day} ${link}`] : []), `${day} ${title.toLowerCase()}`];
  const isSeen = marks.some((mark) => seen.has(mark));
  for (const mark of marks) seen.add(mark);
  return isSeen;
}
