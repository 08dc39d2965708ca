import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { outsideRequest, unreadableDate } from '../../src/connector-kit/record-day.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { type Day, isInside, type Window } from '../../src/core/clock.ts';
import type { Site } from './config.ts';
import type { NewsVerdict, ProfileVerdict } from './measures.ts';
import type { CategoryKinds } from './sites.ts';
import { titleText } from './title-text.ts';

/* The allow-list: content, excerpt, author and meta of a post may name people and are never read. */

interface RawItem {
  readonly id: number;
  readonly status: string;
  readonly link: string;
  readonly title: { readonly rendered: string };
}

interface RawPost extends RawItem {
  readonly date: string;
  readonly categories: readonly number[];
}

interface RawPage extends RawItem {
  readonly slug: string;
  readonly modified: string;
}

const string = { type: 'string' } as const;
const common = {
  id: { type: 'integer' },
  status: string,
  link: string,
  title: { type: 'object', required: ['rendered'], properties: { rendered: string } },
} as const;

const checkedPosts = recordCheck<RawPost>({
  type: 'object',
  required: ['id', 'status', 'link', 'title', 'date', 'categories'],
  properties: { ...common, date: string, categories: { type: 'array', items: { type: 'integer' } } },
});

const checkedPages = recordCheck<RawPage>({
  type: 'object',
  required: ['id', 'status', 'link', 'title', 'slug', 'modified'],
  properties: { ...common, slug: string, modified: string },
});

/** Fields to ask for: sites that honour it send nothing else. */
export const POST_FIELDS = 'id,date,status,link,title,categories';
export const PAGE_FIELDS = 'id,modified,slug,status,link,title';

/** What is the same for all items of a question. `now` in the form of a record's `at`. */
export interface Reading {
  readonly site: Site;
  readonly window: Window;
  readonly now: string;
}

/** Links and titles that have been counted, by day: a repost of the same day counts once. */
export type Seen = Set<string>;

export function newsRecords(
  items: readonly unknown[],
  reading: Reading,
  kinds: CategoryKinds,
  seen: Seen,
  firstRow: number,
): SourceRecord<NewsVerdict>[] {
  const list = `${reading.site.path} posts`;
  const isAsked = (day: Day) => isInside(day, reading.window);
  return checkedPosts(items, list, firstRow).map((post, index) => {
    const at = dateOf({ list, row: firstRow + index, field: 'date' }, post.date, isAsked);
    const title = titleText(post.title.rendered);
    return {
      key: keyOf(reading, post),
      unit: reading.site.unit,
      at,
      title,
      data: unpublished(post, at, reading.now) ?? repeated(post, at, title, seen) ?? kindOf(post, kinds),
    };
  });
}

/** All changes since the first day of the window, those after its last day among them. */
export function profileRecords(items: readonly unknown[], reading: Reading): SourceRecord<ProfileVerdict>[] {
  const list = `${reading.site.path} pages`;
  const isAsked = (day: Day) => day >= reading.window.from;
  return checkedPages(items, list).map((page, index) => {
    const at = dateOf({ list, row: index + 1, field: 'modified' }, page.modified, isAsked);
    return {
      key: keyOf(reading, page),
      unit: reading.site.unit,
      at,
      title: titleText(page.title.rendered),
      data: unpublished(page, at, reading.now) ?? 'UPDATED',
    };
  });
}

const keyOf = ({ site }: Reading, item: RawItem): string => `${site.path}#${item.id}`;

/** The site's own local time: what its readers see, and what its date filter goes by. */
function dateOf(
  { list, row, field }: { readonly list: string; readonly row: number; readonly field: string },
  value: string,
  isAsked: (day: Day) => boolean,
): string {
  const at = parseSourceTime(value);
  if (at === null) throw unreadableDate(list, row, field, value);
  const day = at.slice(0, 10);
  if (!isAsked(day)) throw outsideRequest(list, row, field, day);
  return at;
}

function unpublished(item: RawItem, at: string, now: string) {
  if (item.status === 'trash') return 'DELETED';
  if (item.status === 'future' || at > now) return 'FUTURE';
  return item.status === 'publish' ? null : 'DRAFT';
}

function repeated(post: RawPost, at: string, title: string, seen: Seen) {
  const day = at.slice(0, 10);
  const marks = [`${day} ${post.link}`, `${day} ${title.toLowerCase()}`];
  const isRepeated = marks.some((mark) => seen.has(mark));
  for (const mark of marks) seen.add(mark);
  return isRepeated ? 'DUPLICATE' : null;
}

/** The first of leader, activity and training that a post belongs to, so that no post counts twice. */
function kindOf(post: RawPost, kinds: CategoryKinds): NewsVerdict {
  const found = post.categories.map((id) => kinds.get(id));
  return (
    (['LEADER', 'ACTIVITY', 'TRAINING'] as const).find((kind) => found.includes(kind)) ?? 'OTHER_CATEGORY'
  );
}
