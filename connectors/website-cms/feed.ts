import { createHash } from 'node:crypto';
import { checkedUrl } from '../../src/connector-kit/http-client.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { parsedXml } from '../../src/connector-kit/xml.ts';
import { isInside } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import { accountHeaders } from './account.ts';
import { coverageOf } from './feed-coverage.ts';
import { type FeedDocument, type FeedEntry, feedDocument } from './feed-document.ts';
import { noKnownCategory, unusableEntries, withoutCategories } from './feed-errors.ts';
import { feedState, NO_MEMORY, storedState } from './feed-state.ts';
import { type Shown, union } from './feed-union.ts';
import type { Item } from './item.ts';
import { bySlug, type CategoryMap, categoryMap, firstKind, type Kind, slugOf } from './kinds.ts';
import { openEach } from './open-each.ts';
import type { Asked, Opened, OpenSite } from './platform.ts';
import { silentSite } from './silent-site.ts';
import type { Site } from './site.ts';
import { isTranslation } from './translation.ts';

/** One address of a site's news. */
interface Feed {
  readonly url: string;
  /** Of all its items; null: each has its own. */
  readonly kind: Kind | null;
}

/** Reads every feed once: a feed knows no days. */
export async function openFeeds(asked: Asked): Promise<Opened> {
  const before = feedState(asked.state);
  const now = vietnamTime(asked.clock.now());
  const state = new Map(before ?? []);
  const memoryOf = (site: Site) => before && (before.get(site.name) ?? NO_MEMORY);
  const { opened, failed, ...read } = await openEach(asked.sites, (site) => siteFeeds(asked, site));
  const warnings = [...read.warnings];
  const sites: OpenSite[] = [];
  for (const [site, found] of opened) {
    const { memory, speaksFrom, warnings: told } = union(site, found.feeds, memoryOf(site), now);
    warnings.push(...found.warnings, ...told);
    state.set(site.name, memory);
    sites.push(openSite(site, memory.items, speaksFrom));
  }
  for (const site of failed) {
    state.set(site.name, union(site, [], memoryOf(site), now).memory);
    sites.push(silentSite(site));
  }
  return { sites, warnings, state: storedState(state), asksByDays: false };
}

function openSite(site: Site, items: readonly Item[], speaksFrom: string): OpenSite {
  const news: OpenSite['news'] = async (window) => ({
    items: items.filter(({ at }) => isInside(at.slice(0, 10), window)),
    declared: null,
  });
  return {
    site,
    speaksFrom,
    news,
    someNews: news,
    // A feed without such an item says nothing: the change may have left it.
    profile: async ({ from }) => {
      const changes = items.filter(({ kind, at }) => kind === 'PROFILE' && at.slice(0, 10) >= from);
      return changes.length === 0 ? null : { items: changes, declared: null };
    },
  };
}

async function siteFeeds(asked: Asked, site: Site): Promise<{ feeds: Shown[]; warnings: Text[] }> {
  const map = bySlug(categoryMap(asked.config, site));
  const feeds: Shown[] = [];
  const warnings: Text[] = [];
  for (const feed of feedsOf(site)) {
    const document = await readFeed(asked, feed);
    const items = document.entries.map((entry) => itemOf(site, feed, entry, map));
    feeds.push({ items, coverage: coverageOf(document.entries) });
    if (document.unusable > 0) warnings.push(unusableEntries(site, document.unusable));
    if (items.length > 0 && items.every(({ kind }) => kind === null)) {
      warnings.push(noKnownCategory(site, categoriesOf(site, document)));
    }
  }
  return { feeds, warnings };
}

/** Names to choose from. Without any nobody can tell the kinds of items, and a zero would be a guess. */
function categoriesOf(site: Site, { entries }: FeedDocument): readonly string[] {
  const names = [...new Set(entries.flatMap(({ categories }) => categories))].filter(Boolean);
  if (names.length === 0) throw withoutCategories(site);
  return names;
}

function feedsOf({ address, exactAddress, own }: Site): readonly Feed[] {
  if (!own.feeds) return [{ url: exactAddress, kind: null }];
  return own.feeds.map(({ url, kind }) => ({
    url: url.startsWith('/') ? address + url : url,
    kind: kind ? (kind.toUpperCase() as Kind) : null,
  }));
}

async function readFeed({ http, config }: Asked, { url }: Feed): Promise<FeedDocument> {
  const { host, pathname } = checkedUrl(url);
  const accept = 'application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5';
  const { body, headers } = await http.bytes({ url, headers: { accept, ...accountHeaders(config, url) } });
  const root = parsedXml({ host, bytes: body, contentType: headers['content-type'] });
  return feedDocument(root, `${host}${pathname}`);
}

/** As much of a title as a receipt shows. */
const LONGEST_TITLE = 200;

const itemOf = (site: Site, feed: Feed, entry: FeedEntry, map: CategoryMap): Item => ({
  // Guids are often whole addresses, and all of them are kept in the state.
  id: createHash('sha256').update(entry.guid).digest('base64url').slice(0, 22),
  at: entry.at,
  title: entry.title.slice(0, LONGEST_TITLE),
  link: entry.link,
  kind: feed.kind ?? firstKind(entry.categories.map((name) => map.get(slugOf(name)))),
  hidden: entry.isDraft ? 'DRAFT' : null,
  // Many Vietnamese feeds declare "en-US", because nobody changed it: only the item's address is believed.
  isTranslation: isTranslation(entry.link, siteRoot(site)),
});

/** The address of a site of one feed is the feed's. */
const siteRoot = ({ address }: Site): string => new URL('/', address).href;
