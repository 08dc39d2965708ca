import type { SimulatorAnswer } from '../../src/connector-kit/simulator-server.ts';
import { CATEGORY_SLUGS, type PracticePost } from './practice-posts.ts';
import type { SiteRequest } from './simulator.ts';
import { FIRST_YEAR, type PracticeSite } from './simulator-site.ts';

export const refusal = (status: number, code: string): SimulatorAnswer => ({
  status,
  body: { code, data: { status } },
});

/** The REST interface, with and without speaking permalinks. */
export function simulatedWordpress(site: PracticeSite, asked: SiteRequest): SimulatorAnswer | null {
  const { query, mayEdit } = asked;
  const route = query.get('rest_route') ?? /^\/wp-json(\/.*)$/.exec(asked.path)?.[1];
  if (!route) return null;
  const kind = /^\/wp\/v2\/(\w+)$/.exec(route)?.[1];
  if (!mayEdit && query.has('status')) return refusal(400, 'rest_invalid_param');
  if (kind === 'categories') return listed(query, categories(site, query));
  if (kind === 'posts') return listed(query, posts(site, query));
  return kind === 'pages' ? listed(query, pages(site, query)) : null;
}

/** The page that is asked for, with the totals in the headers; beyond the last page is an error, as in WordPress. */
function listed(query: URLSearchParams, items: readonly object[]): SimulatorAnswer {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 10)];
  const pageCount = Math.ceil(items.length / size);
  if (page > Math.max(1, pageCount)) return refusal(400, 'rest_post_invalid_page_number');
  return {
    headers: { 'x-wp-total': String(items.length), 'x-wp-totalpages': String(pageCount) },
    body: items.slice((page - 1) * size, page * size),
  };
}

function categories(site: PracticeSite, query: URLSearchParams): object[] {
  const wanted = query.get('slug')?.split(',') ?? CATEGORY_SLUGS;
  return CATEGORY_SLUGS.filter((slug) => wanted.includes(slug)).map((slug) => ({
    id: site.categoryId(slug),
    slug,
  }));
}

function posts(site: PracticeSite, query: URLSearchParams): object[] {
  const ids = (query.get('categories') ?? '').split(',').map(Number);
  const statuses = query.get('status')?.split(',') ?? ['publish'];
  return site
    .posts(query.get('after') ?? site.now, query.get('before') ?? site.now)
    .map((post) => rawPost(post, site))
    .filter(({ status, categories: own }) => statuses.includes(status) && own.some((id) => ids.includes(id)));
}

/** All the fields that a real site may send, the personal ones among them: the connector must leave those. */
function rawPost(post: PracticePost, site: PracticeSite) {
  return {
    id: post.id,
    date: post.date,
    date_gmt: new Date(`${post.date}+07:00`).toISOString().slice(0, 19),
    modified: post.date,
    slug: post.slug,
    status: post.status === 'publish' && post.date > site.now ? 'future' : post.status,
    type: 'post',
    link: site.address(post.slug),
    title: { rendered: post.title },
    content: { rendered: post.content },
    author_name: post.author,
    categories: post.categories.map((slug) => site.categoryId(slug)),
  };
}

function pages(site: PracticeSite, query: URLSearchParams): object[] {
  const slugs = query.get('slug')?.split(',') ?? [];
  return site
    .profilePages()
    .filter(({ slug, modified }) => slugs.includes(slug) && modified > (query.get('modified_after') ?? ''))
    .map(({ id, slug, title, modified }) => ({
      id,
      date: `${FIRST_YEAR}-01-01T08:00:00`,
      modified,
      slug,
      status: 'publish',
      type: 'page',
      link: site.address(slug),
      title: { rendered: title },
    }));
}
