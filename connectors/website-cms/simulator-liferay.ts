import type { SimulatorAnswer } from '../../src/connector-kit/simulator-server.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import type { PracticePost } from './practice-posts.ts';
import type { SiteRequest } from './simulator.ts';
import { CATEGORY_NAMES, type PracticeSite } from './simulator-site.ts';

const ADDRESS = /^\/o\/headless-delivery\/v1\.0\/content-structures\/\d+\/structured-contents$/;

/** Later than all items. */
const END = '9999';

/** Headless delivery of web contents, of approved ones only. */
export function simulatedLiferay(site: PracticeSite, { path, query }: SiteRequest): SimulatorAnswer | null {
  if (!ADDRESS.test(path)) return null;
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('pageSize') ?? 20)];
  const filter = query.get('filter') ?? '';
  const ends = /^date\w+ ge (\S+)(?: and datePublished lt (\S+))?$/.exec(filter)?.slice(1) ?? [];
  const [from = '', to = END] = ends.map((instant) => instant && local(instant));
  const found = site
    .publicPosts()
    .reverse()
    .filter(({ date }) => date >= from && date < to);
  const items = found.slice((page - 1) * size, page * size).map((post) => content(site, post));
  const lastPage = Math.max(1, Math.ceil(found.length / size));
  return { body: { actions: {}, items, lastPage, page, pageSize: size, totalCount: found.length } };
}

/** Creator and fields name people: the connector must leave both. */
const content = (site: PracticeSite, post: PracticePost) => ({
  id: post.id,
  title: post.title,
  datePublished: utc(post.date),
  dateModified: utc(post.date),
  friendlyUrlPath: post.slug,
  creator: { name: post.author },
  contentFields: [{ name: 'content', contentFieldValue: { data: post.content } }],
  taxonomyCategoryBriefs: post.categories.map((slug) => ({
    taxonomyCategoryId: site.categoryId(slug),
    taxonomyCategoryName: CATEGORY_NAMES[slug],
  })),
});

/** Between the two ways to write a time: the simulator keeps the local one. */
const utc = (date: string): string => new Date(`${date}+07:00`).toISOString().replace('.000', '');
const local = (instant: string): string => vietnamTime(new Date(instant)).slice(0, 19);
