import type { SimulatorAnswer } from '../../src/connector-kit/simulator-server.ts';
import { CATEGORY_SLUGS, type PracticePost } from './practice-posts.ts';
import type { SiteRequest } from './simulator.ts';
import { CATEGORY_NAMES, type PracticeSite } from './simulator-site.ts';
import { escaped, xmlAnswer } from './simulator-xml.ts';

/** As many items as a feed shows unless `?n=` says otherwise: WordPress's own number. */
const USUAL = 10;

/** `/feed` (RSS 2.0), `/feed/atom`, and the same below `/category/{slug}`. */
export function simulatedFeed(site: PracticeSite, { path, query }: SiteRequest): SimulatorAnswer | null {
  const parts = /^(?:\/category\/([\w-]+))?\/feed\/?(atom)?$/.exec(path);
  if (!parts) return null;
  const [, slug, form] = parts;
  const category = CATEGORY_SLUGS.find((one) => one === slug);
  if (slug && !category) return null;
  const posts = site
    .publicPosts()
    .filter(({ categories }) => !category || categories.includes(category))
    .slice(0, Number(query.get('n') ?? USUAL));
  return form ? atom(site, posts) : rss(site, posts);
}

const rss = (site: PracticeSite, posts: readonly PracticePost[]): SimulatorAnswer =>
  xmlAnswer(
    'application/rss+xml',
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${site.path}</title><link>${site.address('')}</link>
${posts.map((post) => rssItem(site, post)).join('\n')}
</channel></rss>`,
  );

/** Author and description name people: the connector must leave both. */
const rssItem = (site: PracticeSite, post: PracticePost): string =>
  `<item><title>${escaped(post.title)}</title><link>${site.address(post.slug)}</link>
<guid isPermaLink="false">${site.address(`?p=${post.id}`)}</guid><pubDate>${rfc822(post.date)}</pubDate>
<dc:creator><![CDATA[${post.author}]]></dc:creator><description>${escaped(post.content)}</description>
${post.categories.map((slug) => `<category><![CDATA[${CATEGORY_NAMES[slug]}]]></category>`).join('')}</item>`;

const atom = (site: PracticeSite, posts: readonly PracticePost[]): SimulatorAnswer =>
  xmlAnswer(
    'application/atom+xml',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>${site.path}</title><id>${site.address('')}</id>
${posts.map((post) => atomEntry(site, post)).join('\n')}
</feed>`,
  );

const atomEntry = (site: PracticeSite, post: PracticePost): string =>
  `<entry><title type="html">${escaped(post.title)}</title><link href="${site.address(post.slug)}"/>
<id>${site.address(`?p=${post.id}`)}</id><published>${post.date}+07:00</published><updated>${post.date}+07:00</updated>
<author><name>${post.author}</name></author><content type="html">${escaped(post.content)}</content>
${post.categories.map((slug) => `<category term="${CATEGORY_NAMES[slug]}"/>`).join('')}</entry>`;

const rfc822 = (date: string): string => new Date(`${date}+07:00`).toUTCString().replace('GMT', '+0000');
