import type { SimulatorAnswer } from '../../src/connector-kit/simulator-server.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import type { PracticePost } from './practice-posts.ts';
import type { SiteRequest } from './simulator.ts';
import { CATEGORY_NAMES, type PracticeSite } from './simulator-site.ts';

const ADDRESS = /^\/_api\/web\/lists\/getbytitle\('[^']+'\)\/items$/;
const FILTER = /^\w+ ge datetime'([^']+)'(?: and Created lt datetime'([^']+)')?$/;
/** Later than all items. */
const END = '9999';

/** Items of a list; the next page stands behind a link that goes on after the last Id. */
export function simulatedSharepoint(site: PracticeSite, asked: SiteRequest): SimulatorAnswer | null {
  if (!ADDRESS.test(decodeURIComponent(asked.path))) return null;
  const { query, headers } = asked;
  const ends = FILTER.exec(query.get('$filter') ?? '')?.slice(1) ?? [];
  const [from = END, to = END] = ends.map((instant) => instant && local(instant));
  const after = Number(/p_ID=(\d+)/.exec(query.get('$skiptoken') ?? '')?.[1] ?? 0);
  const size = Number(query.get('$top') ?? 100);
  const found = site
    .publicPosts()
    .reverse()
    .filter(({ date, id }) => date >= from && date < to && id > after);
  const page = found.slice(0, size);
  const last = page.at(-1)?.id;
  const next = new URLSearchParams([...query].filter(([name]) => name !== '$skiptoken'));
  next.set('$skiptoken', `Paged=TRUE&p_ID=${last}`);
  const address = `http://${headers.host}${site.path}${asked.path}?${next}`;
  return {
    body: {
      ...(found.length > size ? { 'odata.nextLink': address } : {}),
      value: page.map((post) => row(site, post)),
    },
  };
}

/** Author and body name people: the connector must leave both. */
const row = (site: PracticeSite, post: PracticePost) => ({
  Id: post.id,
  Title: post.title,
  Created: utc(post.date),
  Modified: utc(post.date),
  FileRef: `${site.path}/Pages/${post.slug}.aspx`,
  Category: post.categories.map((slug) => CATEGORY_NAMES[slug]),
  Author: { Title: post.author },
  PublishingPageContent: post.content,
});

const utc = (date: string): string => new Date(`${date}+07:00`).toISOString().replace('.000', '');
const local = (instant: string): string => vietnamTime(new Date(instant)).slice(0, 19);
