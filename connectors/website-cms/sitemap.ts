import { checkedUrl } from '../../src/connector-kit/http-client.ts';
import { parsedXml } from '../../src/connector-kit/xml.ts';
import { isInside, type Window } from '../../src/core/clock.ts';
import { accountHeaders } from './account.ts';
import type { Config } from './config.ts';
import type { Item } from './item.ts';
import { bySlug, type CategoryMap, categoryMap, firstKind, type Kind, slugOf } from './kinds.ts';
import { openEach } from './open-each.ts';
import type { Asked, Opened, OpenSite } from './platform.ts';
import { silentSite } from './silent-site.ts';
import type { Site } from './site.ts';
import { type SitemapPage, sitemapDocument } from './sitemap-document.ts';
import { notSitemap, otherServer, tooManySitemaps, withoutDay } from './sitemap-errors.ts';
import { isTranslation } from './translation.ts';

/** An index of a site of a unit names a few; the standard allows 50,000. */
const MOST_FILES = 100;

/** Reads every sitemap once: of each page it tells the address and the day of its latest change, no title. */
export async function openSitemaps(asked: Asked): Promise<Opened> {
  const { opened, failed, ...read } = await openEach(asked.sites, (site) => pagesOf(asked, site));
  const warnings = [...read.warnings];
  const sites = opened.map(([site, pages]) => {
    const kindOf = kindFinder(asked.config, site);
    const known = pages
      .map((page) => ({ ...page, kind: kindOf(page.url) }))
      .filter(({ kind }) => kind !== null);
    const undated = known.filter(({ changedAt }) => changedAt === null).length;
    if (undated > 0) warnings.push(withoutDay(site, undated));
    return openSite(site, itemsOf(site, known));
  });
  return { sites: [...sites, ...failed.map(silentSite)], warnings, state: null, asksByDays: false };
}

function openSite(site: Site, items: readonly Item[]): OpenSite {
  const news = async (window: Window) => ({
    items: items.filter(({ at, kind }) => kind !== 'PROFILE' && isInside(at.slice(0, 10), window)),
    declared: null,
  });
  const changes = items.filter(({ kind }) => kind === 'PROFILE');
  return {
    site,
    speaksFrom: null,
    news,
    someNews: async (window) => ({
      items: items.filter(({ at }) => isInside(at.slice(0, 10), window)),
      declared: null,
    }),
    // A sitemap without its profile pages says nothing of them.
    profile: async ({ from }) =>
      changes.length === 0
        ? null
        : { items: changes.filter(({ at }) => at.slice(0, 10) >= from), declared: null },
  };
}

const itemsOf = (site: Site, pages: readonly (SitemapPage & { readonly kind: Kind | null })[]): Item[] => {
  const items = new Map<string, Item>();
  for (const { url, changedAt, kind } of pages) {
    if (changedAt === null) continue;
    const { pathname, search } = new URL(url);
    items.set(url, {
      id: pathname + search,
      at: changedAt,
      title: decodedPath(pathname),
      link: url,
      kind,
      hidden: null,
      isTranslation: isTranslation(url, site.address),
    });
  }
  return [...items.values()];
};

/** Addresses of sites are often Vietnamese words, coded. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

/** By the first part of the address ("/tin-tuc/lanh-dao") or by one of its words; a profile page by its last one. */
function kindFinder(config: Config, site: Site): (url: string) => Kind | null {
  const map = categoryMap(config, site);
  const prefixes = [...map].filter(([name]) => name.startsWith('/'));
  const words: CategoryMap = bySlug(new Map([...map].filter(([name]) => !name.startsWith('/'))));
  const profile = new Set((site.own.profilePages ?? config.profilePages).map(slugOf));
  const before = new URL(site.address).pathname.replace(/\/+$/, '');
  return (url) => {
    if (!URL.canParse(url)) return null;
    const path = decodedPath(new URL(url).pathname);
    const inSite = path.startsWith(`${before}/`) ? path.slice(before.length) : path;
    const parts = path
      .split('/')
      .filter(Boolean)
      .map((part) => slugOf(part.replace(/\.\w{2,5}$/, '')));
    return firstKind([
      ...prefixes.filter(([prefix]) => inSite.startsWith(prefix)).map(([, kind]) => kind),
      ...parts.slice(0, -1).map((part) => words.get(part)),
      profile.has(parts.at(-1) ?? '') ? 'PROFILE' : null,
    ]);
  };
}

async function pagesOf({ config, http }: Asked, site: Site): Promise<SitemapPage[]> {
  const pages: SitemapPage[] = [];
  const start = addressOf(config, site);
  const files = [start];
  const read = new Set<string>();
  for (let url = files.shift(); url !== undefined; url = files.shift()) {
    if (read.has(url)) continue;
    if (read.size >= MOST_FILES) throw tooManySitemaps(site, MOST_FILES);
    read.add(url);
    const { host, origin } = checkedUrl(url);
    // The account goes with the request: to no other server.
    if (origin !== checkedUrl(start).origin) throw otherServer(site, host);
    const headers = { accept: 'application/xml, text/xml;q=0.9, */*;q=0.5', ...accountHeaders(config, url) };
    const { body, headers: answered } = await http.bytes({ url, headers });
    const root = parsedXml({ host, bytes: body, contentType: answered['content-type'] });
    const document = sitemapDocument(root);
    if (!document) throw notSitemap(site, root.name);
    pages.push(...document.pages);
    files.push(...document.sitemaps);
  }
  return pages;
}

function addressOf(config: Config, { address, own }: Site): string {
  if (address.endsWith('.xml')) return address;
  const file = own.list ?? config.list ?? '/sitemap.xml';
  return `${address}${file.startsWith('/') ? '' : '/'}${file}`;
}
