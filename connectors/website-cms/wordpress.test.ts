import { HttpResponse, http, type RequestHandler } from 'msw';
import { describe, expect, it } from 'vitest';
import { type TrialInput, tryCheck, tryRead } from '../../test/kit/connector-run.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { type Config, configSchema } from './config.ts';
import { websiteCms } from './index.ts';
import { isTranslation } from './translation.ts';

const SITE = { unit: 'H57.29', path: '/h57-29' };
const ACCOUNT = { username: 'hub', applicationPassword: 'abcd efgh' };

const input = (handlers: RequestHandler[], changes: Partial<Config> = {}): TrialInput<Config> => ({
  connector: websiteCms,
  config: configSchema.parse({ baseUrl: 'http://cong.example.vn/wordpress', sites: [SITE], ...changes }),
  clock: { now: () => new Date('2024-03-29T00:00:00+07:00') },
  window: { from: '2024-03-01', to: '2024-03-31' },
  units: PRACTICE_UNITS,
  handlers,
});

interface Post {
  readonly id: number;
  readonly status?: string;
  readonly link?: string;
  readonly lang?: string;
}

const raw = ({ id, status = 'publish', ...more }: Post) => ({
  ...{ id, status, date: `2024-03-${String(1 + (id % 28)).padStart(2, '0')}T08:00:00`, categories: [11] },
  ...{ link: `http://cong.example.vn/tin-${id}`, title: { rendered: `Tin số ${id}` }, ...more },
});

/** A WordPress as a script: `posts` answers what there is at each request for them. */
function wordpress(posts: (request: number) => readonly Post[], options: { hides?: boolean } = {}) {
  let requests = 0;
  const list = (url: URL, items: readonly object[]) => {
    const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))];
    const pages = Math.ceil(items.length / size);
    if (page > Math.max(1, pages)) return refused(400, 'rest_post_invalid_page_number');
    const shown = items.slice((page - 1) * size, page * size);
    // An account that may not edit others' drafts gets them counted and not shown.
    const seen = options.hides ? shown.filter((one) => (one as Post).status !== 'draft') : shown;
    return HttpResponse.json(seen as object[], {
      headers: { 'X-WP-Total': String(items.length), 'X-WP-TotalPages': String(pages) },
    });
  };
  const asks = (url: URL, name: string) =>
    `${url.pathname}${url.searchParams.get('rest_route')}`.includes(name);
  return http.all('*', ({ request }) => {
    const url = new URL(request.url);
    if (asks(url, '/categories')) return list(url, [{ id: 11, slug: 'tin-hoat-dong' }]);
    if (asks(url, '/pages')) return list(url, []);
    const status = url.searchParams.get('status') ?? 'publish';
    return list(
      url,
      posts(++requests)
        .map(raw)
        .filter((post) => status.split(',').includes(post.status)),
    );
  });
}

const refused = (status: number, code: string) => HttpResponse.json({ code, data: { status } }, { status });
const from = (first: number, count: number): Post[] =>
  Array.from({ length: count }, (_, at) => ({ id: first + at }));

async function keysOf(trial: TrialInput<Config>) {
  const { error, batches } = await tryRead(trial);
  expect(error).toBeNull();
  const records = batches.flatMap((batch) => (batch.type === 'records' ? batch.records : []));
  const slice = batches.find((batch) => batch.type === 'slice' && batch.stream === 'news');
  return { keys: records.map(({ key }) => Number(key.split('#')[1])), records, slice, batches };
}

describe('F13 posts come and go while the pages are read', () => {
  const now = from(2, 4);

  it.each([
    ['one is deleted: the third page is gone', () => (n: number) => (n < 3 ? from(1, 5) : now)],
    [
      'one is deleted and another added, so that the total stays',
      () => (n: number) => (n < 2 ? from(1, 4) : [...from(2, 3), { id: 9 }]),
    ],
    ['one is added', () => (n: number) => from(1, n < 2 ? 4 : 5)],
  ])('%s: read again until it holds', async (_, script) => {
    const posts = script();
    const { keys, slice } = await keysOf(input([wordpress(posts)], { pageSize: 2 }));
    const expected = posts(1_000).map(({ id }) => id);
    expect(keys.sort((a, b) => a - b)).toEqual(expected);
    expect(slice).toMatchObject({ declaredTotal: expected.length });
  });

  it('one that changes with every request is told, not guessed', async () => {
    const { error, batches } = await tryRead(input([wordpress((n) => from(n, 4))], { pageSize: 2 }));
    expect(error).toMatchObject({ family: 'retry', code: 'SOURCE_MOVES' });
    expect(batches).toEqual([]);
  });
});

it('F14 drafts of others that the account may not see are counted by the site and explained', async () => {
  const posts: Post[] = [...from(1, 3), { id: 4, status: 'draft' }, { id: 5 }];
  const source = wordpress(() => posts, { hides: true });
  const { keys, slice } = await keysOf(input([source], { ...ACCOUNT, pageSize: 2 }));
  expect([keys, slice]).toMatchObject([[1, 2, 3, 5], { declaredTotal: 4 }]);
});

it('F14 public items that are missing are not explained away', async () => {
  const source = http.all('*', ({ request }) => {
    const headers = { 'X-WP-Total': '3', 'X-WP-TotalPages': '1' };
    if (request.url.includes('/categories')) return HttpResponse.json([{ id: 11, slug: 'tin-hoat-dong' }]);
    if (request.url.includes('/pages')) return HttpResponse.json([]);
    return HttpResponse.json([raw({ id: 1 })], { headers });
  });
  const { slice } = await keysOf(input([source], ACCOUNT));
  expect(slice).toMatchObject({ declaredTotal: 3 });
});

it('without speaking permalinks, as Debian installs it, the other form of the address is found once', async () => {
  const asked: string[] = [];
  const plain = wordpress(() => from(1, 2));
  const source = http.all('*', ({ request }) => {
    const url = new URL(request.url);
    asked.push(`${url.pathname} ${url.searchParams.get('rest_route')}`);
    return url.pathname.includes('wp-json') ? new HttpResponse('Not Found', { status: 404 }) : undefined;
  });
  const { keys } = await keysOf(input([source, plain]));
  expect(keys).toEqual([1, 2]);
  expect(asked).toEqual([
    '/wordpress/h57-29/wp-json/wp/v2/categories null',
    '/wordpress/h57-29/ /wp/v2/categories',
    '/wordpress/h57-29/ /wp/v2/posts',
    '/wordpress/h57-29/ /wp/v2/pages',
  ]);
});

describe('what keeps it from being read has its own sentence', () => {
  const always = (status: number, code: string) => http.all('*', () => refused(status, code));
  const page = http.all('*', () => HttpResponse.html('<html><title>Cổng thông tin</title></html>'));

  it.each([
    ['no WordPress', always(404, 'rest_no_route'), {}, 'NOT_WORDPRESS'],
    ['a web page at every address', page, {}, 'NOT_WORDPRESS'],
    ['a plugin that closes the interface', always(401, 'rest_not_logged_in'), {}, 'REST_CLOSED'],
    ['a firewall', always(403, 'rest_forbidden'), {}, 'REST_CLOSED'],
    ['a wrong application password', always(401, 'incorrect_password'), ACCOUNT, 'CREDENTIALS_REFUSED'],
    ['no list of sites', always(404, ''), { sites: undefined }, 'NO_SITES'],
    ['no such category', wordpress(() => []), { activityCategories: ['x'] }, 'CATEGORIES_NOT_FOUND'],
  ])('%s', async (_, handler, changes, code) => {
    const { error } = await tryCheck(input([handler], changes));
    expect(error).toMatchObject({ family: 'config', code });
  });

  it('no item in a year', async () => {
    const { result } = await tryCheck(input([wordpress(() => [])]));
    expect(result).toMatchObject({ ok: false, message: { vi: expect.stringContaining('/h57-29') } });
  });

  it('an account that may not see drafts, or that the server never got', async () => {
    const drafts = http.all('*', ({ request }) =>
      request.url.includes('status=') ? refused(400, 'rest_invalid_param') : undefined,
    );
    const { error } = await tryRead(input([drafts, wordpress(() => [])], ACCOUNT));
    expect(error).toMatchObject({ family: 'config', code: 'ACCOUNT_TOO_WEAK' });
  });
});

it('one site of two without any of the categories is silent and told, the other is read', async () => {
  const other = { unit: '19819', path: '/khac' };
  const lacking = http.get('*/khac/wp-json/wp/v2/categories', () => HttpResponse.json([]));
  const { keys, slice, batches } = await keysOf(
    input([lacking, wordpress(() => from(1, 1))], { sites: [SITE, other] }),
  );
  expect([keys, slice]).toMatchObject([[1], { silentUnits: ['H57.31', '19804', '19819'] }]);
  expect(batches.filter(({ type }) => type === 'warning')).toMatchObject([
    { text: { vi: expect.stringMatching(/^Trang \/khac \(19819\) không có chuyên mục nào trong: /) } },
  ]);
});

it('a site may have its own categories, address and names of categories as people write them', async () => {
  const asked: string[] = [];
  const source = http.get('http://so.example.vn/*', ({ request }) => {
    asked.push(decodeURIComponent(new URL(request.url).search.replace(/&per_page.*/, '')));
    return undefined;
  });
  const own = { unit: 'H57.29', url: 'http://so.example.vn/', leaderCategories: ['Hoạt động của Lãnh đạo'] };
  await tryRead(input([source, wordpress(() => [])], { sites: [own as never], activityCategories: ['11'] }));
  expect(asked[0]).toBe('?slug=tap-huan,hoat-dong-cua-lanh-dao');
});

it('a translation is no further item', async () => {
  const posts = [
    { id: 1 },
    { id: 2, lang: 'en' },
    { id: 3, lang: 'vi' },
    { id: 4, link: 'http://x.vn/en/a' },
  ];
  const { records } = await keysOf(input([wordpress(() => posts)]));
  expect(records.map(({ data }) => data)).toEqual(['ACTIVITY', 'TRANSLATION', 'ACTIVITY', 'TRANSLATION']);
});

it.each([
  ['https://x.vn/en/tin-1', null, true],
  ['https://x.vn/en-us/tin-1', null, true],
  ['https://x.vn/so/en/tin-1', null, true],
  ['https://x.vn/tin-1?lang=en', null, true],
  ['https://x.vn/tin-1?lang=vi', null, false],
  ['https://x.vn/tin-1', 'en_US', true],
  ['https://x.vn/en/tin-1', 'vi', false],
  ['https://x.vn/energy/tin-1', null, false],
  ['https://x.vn/tin/en', null, false],
  [null, null, false],
])('is %s (%s) a translation on https://x.vn/so: %s', (link, language, expected) => {
  expect(isTranslation(link, 'https://x.vn/so', language)).toBe(expected);
});

it('a unit with two codes has one site, and is not silent under the other code', async () => {
  const [department] = PRACTICE_UNITS as [(typeof PRACTICE_UNITS)[0]];
  const twice = [department, { ...department, code: '000.00.29.H57' }];
  const { keys, slice } = await keysOf({ ...input([wordpress(() => from(1, 1))]), units: twice });
  expect([keys, slice]).toMatchObject([[1], { silentUnits: [] }]);
});

it('a site under a code that is no unit of the pull is not read, and told', async () => {
  const sites = [SITE, { unit: 'X-1', path: '/x' }];
  const { keys, batches } = await keysOf(input([wordpress(() => from(1, 1))], { sites }));
  const told = batches.flatMap((batch) => (batch.type === 'warning' ? [batch.text.vi] : []));
  expect([keys, told]).toEqual([
    [1],
    [expect.stringMatching(/^1 trang không được đọc vì mã đơn vị \(X-1\)/)],
  ]);
});
