import type { XmlElement } from '../../src/connector-kit/xml.ts';
import { schemaChanged } from './feed-errors.ts';
import { feedTime } from './feed-time.ts';
import { titleText } from './title-text.ts';

/** One entry of a feed. Descriptions, contents and authors may name people and are never read. */
export interface FeedEntry {
  readonly guid: string;
  /** As a record's `at`. */
  readonly at: string;
  /** What the feed may be ordered by: its last change, or `at`. */
  readonly changedAt: string;
  readonly title: string;
  readonly link: string | null;
  readonly categories: readonly string[];
  readonly isDraft: boolean;
}

export interface FeedDocument {
  readonly entries: readonly FeedEntry[];
  /** Entries that bear no date or nothing to know them by. */
  readonly unusable: number;
}

/** RSS 2.0, RSS 1.0 or Atom: the document says which, whatever was configured. */
export function feedDocument(root: XmlElement, place: string): FeedDocument {
  if (root.name === 'feed') return atom(root, place);
  const channel = root.child('channel');
  if (!channel || !['rss', 'rdf:RDF'].includes(root.name)) throw schemaChanged(place, root.name);
  const items = root.name === 'rss' ? channel.children('item') : root.children('item');
  return document(items.map(rssEntry), place);
}

function rssEntry(item: XmlElement): FeedEntry | null {
  const link = item.text('link') ?? item.child('atom:link')?.attribute('href') ?? null;
  return entry({
    guid: item.text('guid') ?? link,
    published: item.text('pubDate') ?? item.text('dc:date') ?? item.text('atom:published'),
    updated: item.text('atom:updated'),
    title: item.text('title') ?? '',
    link,
    categories: [...item.children('category'), ...item.children('dc:subject')].map(({ content }) => content),
    isDraft: false,
  });
}

const atom = (feed: XmlElement, place: string): FeedDocument =>
  document(feed.children('entry').map(atomEntry), place);

function atomEntry(one: XmlElement): FeedEntry | null {
  const links = one.children('link');
  const link = links.find((each) => [null, 'alternate'].includes(each.attribute('rel'))) ?? links[0];
  const href = link?.attribute('href') ?? null;
  return entry({
    guid: one.text('id') ?? href,
    published: one.text('published') ?? one.text('updated'),
    updated: one.text('updated'),
    title: one.text('title') ?? '',
    link: href,
    categories: one
      .children('category')
      .flatMap((each) => [each.attribute('term'), each.attribute('label')])
      .filter((name) => name !== null),
    isDraft: one.child('app:control')?.text('app:draft') === 'yes',
  });
}

/** Before it a clock was never set (F27); such an item would let a feed speak of all years. */
const EARLIEST = '1990';

/** A longer one is no address, and each is kept in the state. */
const LONGEST_LINK = 2_000;

interface RawEntry extends Pick<FeedEntry, 'title' | 'link' | 'categories' | 'isDraft'> {
  readonly guid: string | null;
  readonly published: string | null;
  readonly updated: string | null;
}

function entry({ guid, published, updated, title, link, ...rest }: RawEntry): FeedEntry | null {
  const at = published === null ? null : feedTime(published);
  if (guid === null || at === null || at < EARLIEST) return null;
  const changedAt = (updated && feedTime(updated)) || at;
  const isAddress = link !== null && link.length <= LONGEST_LINK;
  return { guid, at, changedAt, title: titleText(title), link: isAddress ? link : null, ...rest };
}

/** A feed none of whose entries can be used has another shape; a few such entries are told. */
function document(entries: readonly (FeedEntry | null)[], place: string): FeedDocument {
  const usable = entries.filter((one) => one !== null);
  if (usable.length === 0 && entries.length > 0) throw schemaChanged(place, 'item');
  return { entries: usable, unusable: entries.length - usable.length };
}
