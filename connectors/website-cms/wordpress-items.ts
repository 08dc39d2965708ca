import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { outsideRequest, unreadableDate } from '../../src/connector-kit/record-day.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { type Day, isInside, type Window } from '../../src/core/clock.ts';
import type { Item } from './item.ts';
import { firstKind, type Kind } from './kinds.ts';
import type { Unpublished } from './measures.ts';
import type { Site } from './site.ts';
import { titleText } from './title-text.ts';
import { isTranslation } from './translation.ts';

/* The allow-list: content, excerpt, author and meta of a post may name people and are never read. */

interface RawItem {
  readonly id: number;
  readonly status: string;
  readonly link: string;
  readonly title: { readonly rendered: string };
  /** Of sites with Polylang or WPML only: "vi", "en". */
  readonly lang?: unknown;
}

export interface RawPost extends RawItem {
  readonly date: string;
  readonly categories: readonly number[];
}

export interface RawPage extends RawItem {
  readonly slug: string;
  readonly modified: string;
}

const string = { type: 'string' } as const;
const common = {
  id: { type: 'integer' },
  status: string,
  link: string,
  title: { type: 'object', required: ['rendered'], properties: { rendered: string } },
  lang: {},
} as const;

export const checkedPosts = recordCheck<RawPost>({
  type: 'object',
  required: ['id', 'status', 'link', 'title', 'date', 'categories'],
  properties: { ...common, date: string, categories: { type: 'array', items: { type: 'integer' } } },
});

export const checkedPages = recordCheck<RawPage>({
  type: 'object',
  required: ['id', 'status', 'link', 'title', 'slug', 'modified'],
  properties: { ...common, slug: string, modified: string },
});

export const checkedIds = recordCheck<{ readonly id: number }>({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' } },
});

/** Fields to ask for: sites that honour it send nothing else. */
export const POST_FIELDS = 'id,date,status,link,title,categories,lang';
export const PAGE_FIELDS = 'id,modified,slug,status,link,title,lang';

/** What kind of items a category of one site holds, by its id there. */
export type KindsById = ReadonlyMap<number, Kind>;

export function postItem(site: Site, post: RawPost, row: number, window: Window, kinds: KindsById): Item {
  const place = { list: `${site.name} posts`, row, field: 'date' };
  const at = dateOf(place, post.date);
  const day = at.slice(0, 10);
  if (!isInside(day, window)) throw outsideRequest(place.list, row, place.field, day);
  return { ...itemOf(site, post, at), kind: firstKind(post.categories.map((id) => kinds.get(id))) };
}

/** null for a page that was not changed since `from`: WordPress before 5.7 does not know that filter. */
export function pageItem(site: Site, page: RawPage, row: number, from: Day): Item | null {
  const at = dateOf({ list: `${site.name} pages`, row, field: 'modified' }, page.modified);
  return at.slice(0, 10) < from ? null : { ...itemOf(site, page, at), kind: 'PROFILE' };
}

const itemOf = (site: Site, { id, status, link, title, lang }: RawItem, at: string) => ({
  id: String(id),
  at,
  title: titleText(title.rendered),
  link,
  hidden: hiddenBy(status),
  isTranslation: isTranslation(link, site.address, typeof lang === 'string' ? lang : null),
});

/** The site's own local time: what its readers see, and what its date filter goes by. */
function dateOf({ list, row, field }: { list: string; row: number; field: string }, value: string): string {
  const at = parseSourceTime(value);
  if (at === null) throw unreadableDate(list, row, field, value);
  return at;
}

function hiddenBy(status: string): Unpublished | null {
  if (status === 'trash') return 'DELETED';
  if (status === 'future') return 'FUTURE';
  return status === 'publish' ? null : 'DRAFT';
}
