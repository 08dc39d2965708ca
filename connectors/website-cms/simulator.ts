import { madeOnce } from '../../src/connector-kit/made-once.ts';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { addDays, monthOf, monthsOf } from '../../src/core/clock.ts';
import type { Unit } from '../../src/core/unit.ts';
import {
  CATEGORY_SLUGS,
  type CategorySlug,
  type LocalTime,
  type PracticePost,
  practicePosts,
  practiceProfileUpdates,
} from './practice-posts.ts';

/** What the simulator asks for; practice values that open nothing else. */
export const PRACTICE_LOGIN = {
  username: 'dti-hub',
  applicationPassword: 'mo-phong trang tin 7Kq2',
} as const;

/** Items dated up to so many days ahead are shown as scheduled. */
const SCHEDULED_DAYS = 3;
/** No page was changed before: how far back the simulator looks for the latest change. */
const FIRST_YEAR = 2020;
/** The structure of an office changes more seldom than its introduction: a later change hides an earlier one. */
const PROFILE_PAGES = [
  { id: 7, slug: 'gioi-thieu', title: 'Giới thiệu', everyYears: 1 },
  { id: 8, slug: 'co-cau-to-chuc', title: 'Cơ cấu tổ chức', everyYears: 4 },
];

/** Answers as a WordPress system with one site per unit code does; see the README for the shapes. */
export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const sites = sitesOf(options.units);
  const postsOf: PostsOf = madeOnce(
    (unit, month) => practicePosts(options.seed, unit, month, options.scale),
    (unit, month) => `${unit.key} ${month}`,
  );
  const list = [...sites].map(([path, units]) => ({ unit: units[0]?.code, path }));
  return startSimulator(options.port, (request) => {
    const login = loginOf(request);
    if (login === 'WRONG') return refusal(401, 'incorrect_password');
    if (request.path === '/sites.json') return { body: { sites: list } };
    const [, path = '', kind] = /^(\/[^/]+)\/wp-json\/wp\/v2\/(\w+)$/.exec(request.path) ?? [];
    const units = sites.get(path);
    if (!units) return refusal(404, 'rest_no_route');
    if (login === 'NONE' && request.query.has('status')) return refusal(401, 'rest_forbidden_status');
    if (kind === 'categories') return listed(request, categories(path, request.query));
    const now = localTime(options.clock.now());
    if (kind === 'posts') return listed(request, posts(request.query, path, units, postsOf, now));
    if (kind === 'pages') return listed(request, pages(request.query, path, units, options.seed, now));
    return refusal(404, 'rest_no_route');
  });
}

const refusal = (status: number, code: string): SimulatorAnswer => ({
  status,
  body: { code, data: { status } },
});

/** A code that names two units at two times has one site; each unit fills it on its own days. */
function sitesOf(units: readonly Unit[]): Map<string, Unit[]> {
  const sites = new Map<string, Unit[]>();
  for (const unit of units) {
    const path = `/${unit.code.toLowerCase().replaceAll('.', '-')}`;
    sites.set(path, [...(sites.get(path) ?? []), unit]);
  }
  return sites;
}

function loginOf({ headers }: SimulatorRequest): 'NONE' | 'RIGHT' | 'WRONG' {
  const { authorization } = headers;
  if (!authorization) return 'NONE';
  const { username, applicationPassword } = PRACTICE_LOGIN;
  const expected = `Basic ${Buffer.from(`${username}:${applicationPassword}`).toString('base64')}`;
  return authorization === expected ? 'RIGHT' : 'WRONG';
}

/** The page that is asked for, with the totals in the headers; beyond the last page is an error, as in WordPress. */
function listed({ query }: SimulatorRequest, items: readonly object[]): SimulatorAnswer {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 10)];
  const pageCount = Math.ceil(items.length / size);
  if (page > Math.max(1, pageCount)) return refusal(400, 'rest_post_invalid_page_number');
  return {
    headers: { 'x-wp-total': String(items.length), 'x-wp-totalpages': String(pageCount) },
    body: items.slice((page - 1) * size, page * size),
  };
}

/** Ids differ from site to site. */
const categoryId = (path: string, slug: CategorySlug): number =>
  10 + path.length * 7 + CATEGORY_SLUGS.indexOf(slug);

function categories(path: string, query: URLSearchParams): object[] {
  const wanted = query.get('slug')?.split(',') ?? CATEGORY_SLUGS;
  return CATEGORY_SLUGS.filter((slug) => wanted.includes(slug)).map((slug) => ({
    id: categoryId(path, slug),
    slug,
  }));
}

type PostsOf = (unit: Unit, month: string) => readonly PracticePost[];

function posts(
  query: URLSearchParams,
  path: string,
  units: readonly Unit[],
  postsOf: PostsOf,
  now: LocalTime,
): object[] {
  const [after, before] = [query.get('after') ?? now, query.get('before') ?? now];
  const latest = `${addDays(now.slice(0, 10), SCHEDULED_DAYS)}T23:59:59`;
  const ids = (query.get('categories') ?? '').split(',').map(Number);
  const statuses = query.get('status')?.split(',') ?? ['publish'];
  return monthsOf({ from: after.slice(0, 10), to: before.slice(0, 10) })
    .flatMap((month) => units.flatMap((unit) => postsOf(unit, monthOf(month.from))))
    .filter(({ date }) => date > after && date < before && date <= latest)
    .map((post) => rawPost(post, path, now))
    .filter(
      ({ status, categories }) => statuses.includes(status) && categories.some((id) => ids.includes(id)),
    );
}

/** All the fields that a real site may send, the personal ones among them: the connector must leave those. */
function rawPost(post: PracticePost, path: string, now: LocalTime) {
  return {
    id: post.id,
    date: post.date,
    date_gmt: new Date(`${post.date}+07:00`).toISOString().slice(0, 19),
    modified: post.date,
    slug: post.slug,
    status: post.status === 'publish' && post.date > now ? 'future' : post.status,
    type: 'post',
    link: `https://cong-mo-phong.example.vn${path}/${post.slug}`,
    title: { rendered: post.title },
    content: { rendered: post.content },
    author_name: post.author,
    categories: post.categories.map((slug) => categoryId(path, slug)),
  };
}

function pages(
  query: URLSearchParams,
  path: string,
  units: readonly Unit[],
  seed: number,
  now: LocalTime,
): object[] {
  const slugs = query.get('slug')?.split(',') ?? [];
  return PROFILE_PAGES.filter(({ slug }) => slugs.includes(slug)).flatMap(
    ({ id, slug, title, everyYears }) => {
      const modified = latestUpdate(units, seed, now, everyYears);
      if (modified === null || modified <= (query.get('modified_after') ?? '')) return [];
      return {
        id,
        date: `${FIRST_YEAR}-01-01T08:00:00`,
        modified,
        slug,
        status: 'publish',
        type: 'page',
        link: `https://cong-mo-phong.example.vn${path}/${slug}`,
        title: { rendered: title },
      };
    },
  );
}

/** A page shows its latest change only, as in WordPress. */
function latestUpdate(
  units: readonly Unit[],
  seed: number,
  now: LocalTime,
  everyYears: number,
): LocalTime | null {
  for (let year = Number(now.slice(0, 4)); year >= FIRST_YEAR; year--) {
    if (year % everyYears !== 0) continue;
    const updates = units.flatMap((unit) => practiceProfileUpdates(seed, unit, year));
    const latest = updates
      .filter((time) => time <= now)
      .sort()
      .at(-1);
    if (latest) return latest;
  }
  return null;
}

const localTime = (instant: Date): LocalTime => vietnamTime(instant).slice(0, 19);
