import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import type { XmlElement } from '../../src/connector-kit/xml.ts';

export interface SitemapPage {
  readonly url: string;
  /** When it was changed last, as a record's `at`; null when the sitemap does not say or only names a month. */
  readonly changedAt: string | null;
}

export interface SitemapDocument {
  readonly pages: readonly SitemapPage[];
  /** Of a sitemap index: addresses of further sitemaps. */
  readonly sitemaps: readonly string[];
}

/** null for a document of another kind. */
export function sitemapDocument(root: XmlElement): SitemapDocument | null {
  if (!['urlset', 'sitemapindex'].includes(root.name)) return null;
  const pages = root.children('url').map((page) => ({
    url: page.text('loc') ?? '',
    changedAt: parseSourceTime(page.text('lastmod')),
  }));
  const sitemaps = root.children('sitemap').map((one) => one.text('loc') ?? '');
  return { pages: pages.filter(({ url }) => url), sitemaps: sitemaps.filter(Boolean) };
}
