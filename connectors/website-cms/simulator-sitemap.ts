import type { SimulatorAnswer } from '../../src/connector-kit/simulator-server.ts';
import type { SiteRequest } from './simulator.ts';
import type { PracticeSite } from './simulator-site.ts';
import { escaped, xmlAnswer } from './simulator-xml.ts';

/** An index of two files: news and pages. One address of the news bears no day. */
export function simulatedSitemap(site: PracticeSite, { path, headers }: SiteRequest): SimulatorAnswer | null {
  const here = `http://${headers.host}${site.path}`;
  switch (path) {
    case '/sitemap.xml':
      return xmlAnswer(
        'text/xml',
        `<sitemapindex>${['tin', 'trang'].map((name) => `<sitemap><loc>${here}/sitemap-${name}.xml</loc></sitemap>`).join('')}</sitemapindex>`,
      );
    case '/sitemap-tin.xml':
      return urls([
        ...site.publicPosts().map(({ categories, slug, date }) => ({
          loc: site.address(`${categories[0]}/${slug}.html`),
          lastmod: `${date}+07:00`,
        })),
        { loc: site.address('tin-hoat-dong/khong-ngay.html'), lastmod: null },
      ]);
    case '/sitemap-trang.xml':
      return urls(
        site
          .profilePages()
          .map(({ slug, modified }) => ({ loc: site.address(slug), lastmod: `${modified}+07:00` })),
      );
    default:
      return null;
  }
}

const urls = (pages: readonly { readonly loc: string; readonly lastmod: string | null }[]): SimulatorAnswer =>
  xmlAnswer(
    'text/xml',
    `<urlset>${pages
      .map(
        ({ loc, lastmod }) =>
          `<url><loc>${escaped(loc)}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</url>`,
      )
      .join('\n')}</urlset>`,
  );
