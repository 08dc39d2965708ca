import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import { type TrialInput, tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import type { Config } from './config.ts';
import posts from './fixtures/posts.json' with { type: 'json' };
import { websiteCms } from './index.ts';
import { newsRecords, profileRecords } from './item.ts';
import { news, type ProfileVerdict } from './measures.ts';
import { changesInside } from './profile-changes.ts';
import { PRACTICE_LOGIN } from './simulator.ts';
import { siteAt } from './site.ts';
import { titleText } from './title-text.ts';
import { pageItem, postItem, type RawPage, type RawPost } from './wordpress-items.ts';

connectorSuite(websiteCms, {
  secrets: [PRACTICE_LOGIN.applicationPassword],
  badConfig: { baseUrl: 'https://tinh.gov.vn', username: 'chi-co-ten' },
  pages: { config: (practice) => ({ ...practice, pageSize: 1 }), number: /&page=\d+/ },
});

const SITE = { unit: 'H57.29', path: '/h57-29' };
const OPEN = siteAt({ baseUrl: 'https://cong.example.vn' }, SITE);
const WINDOW = { from: '2024-03-01', to: '2024-03-31' };
const NOW = '2024-03-29T00:00:00+07:00';
const KINDS = new Map([
  [10, 'LEADER'],
  [11, 'ACTIVITY'],
  [12, 'TRAINING'],
] as const);

describe('a page computed by hand', () => {
  const items = posts.map((post, index) => postItem(OPEN, post as RawPost, index + 1, WINDOW, KINDS));
  const records = newsRecords(OPEN, items, NOW);

  it('every post counts once or not at all, with the reason', () => {
    expect(records.map(({ key, data }) => [key, data])).toEqual([
      ['/h57-29#101', 'LEADER'],
      ['/h57-29#102', 'ACTIVITY'],
      ['/h57-29#103', 'DUPLICATE'],
      ['/h57-29#104', 'DUPLICATE'],
      ['/h57-29#105', 'ACTIVITY'],
      ['/h57-29#106', 'DRAFT'],
      ['/h57-29#107', 'ACTIVITY'],
      ['/h57-29#108', 'DELETED'],
      ['/h57-29#109', 'TRAINING'],
      ['/h57-29#110', 'OTHER_CATEGORY'],
      ['/h57-29#111', 'FUTURE'],
      ['/h57-29#112', 'FUTURE'],
    ]);
  });

  it('1.4 has one item, 1.5 has four, none is in both', () => {
    const counts = records.map(({ data }) =>
      news.measures.map((measure) => Number(measure.count(data)) || 0),
    );
    expect(counts.map(([leader]) => leader).filter(Boolean)).toHaveLength(1);
    expect(counts.map(([, activity]) => activity).filter(Boolean)).toHaveLength(4);
    expect(counts.filter(([leader, activity]) => leader && activity)).toEqual([]);
  });

  it('keeps the title as plain text and nothing personal', () => {
    expect(records[1]?.title).toBe('Ra quân');
    expect(JSON.stringify(records)).not.toMatch(PERSONAL_PATTERN);
    expect(JSON.stringify(records)).not.toContain('https:');
  });
});

it('a profile page counts on the day of its latest change', () => {
  const page = { id: 7, slug: 'gioi-thieu', link: 'x', title: { rendered: 'Giới thiệu' } };
  const changed = (status: string, modified: string) => {
    const item = pageItem(OPEN, { ...page, status, modified } as RawPage, 1, WINDOW.from);
    return profileRecords(OPEN, item ? [item] : [], NOW).map(({ at, data }) => [at, data]);
  };
  expect(changed('publish', '2024-03-05T08:00:00')).toEqual([['2024-03-05T08:00:00+07:00', 'UPDATED']]);
  expect(changed('draft', '2024-03-05T08:00:00')).toEqual([['2024-03-05T08:00:00+07:00', 'DRAFT']]);
  expect(changed('publish', '2024-02-29T23:59:59'), 'before the days asked for').toEqual([]);
});

describe('what a window can tell of pages that show their latest change only', () => {
  const change = (unit: string, key: string, day: string, data: ProfileVerdict = 'UPDATED') => ({
    key,
    unit,
    at: `${day}T08:00:00+07:00`,
    title: key,
    data,
  });
  const inside = (...changes: ReturnType<typeof change>[]) => {
    const { records, silentUnits } = changesInside(changes, WINDOW);
    return [records.map(({ key }) => key), silentUnits];
  };

  it.each([
    ['changed on the last day: it speaks', [change('A', 'a', '2024-03-31')], [['a'], []]],
    ['changed later only: it is silent', [change('A', 'a', '2024-04-01')], [[], ['A']]],
    [
      'one page inside, one later: it speaks, in any order',
      [change('A', 'b', '2024-04-01'), change('A', 'a', '2024-03-02')],
      [['a'], []],
    ],
    [
      'withdrawn inside, updated later: it is silent, and its record would be a zero',
      [change('A', 'a', '2024-03-02', 'DRAFT'), change('A', 'b', '2024-04-01')],
      [[], ['A']],
    ],
    ['withdrawn inside: it speaks', [change('A', 'a', '2024-03-02', 'DRAFT')], [['a'], []]],
    [
      'two units: each for itself',
      [change('A', 'a', '2024-03-02'), change('B', 'b', '2024-04-01'), change('B', 'c', '2024-05-01')],
      [['a'], ['B']],
    ],
  ])('%s', (_, changes, expected) => {
    expect(inside(...changes)).toEqual(expected);
  });
});

it.each([
  ['Chủ trì &#8211; họp', 'Chủ trì – họp'],
  ['A &amp; B &#038; C', 'A & B & C'],
  ['<b>Tin</b>&nbsp;<script>x</script>mới', 'Tin xmới'],
  ['&lt;b&gt; &quot;ngoặc&quot; &#x201C;kép&#x201D;&hellip;', '<b> "ngoặc" “kép”…'],
  ['  hai   khoảng \n trắng ', 'hai khoảng trắng'],
  ['&khong-biet; &#0; &#99999999;', '&khong-biet; &#0; &#99999999;'],
  ['Hu\u0065\u0302\u0301', 'Huế'],
])('the title %j', (html, expected) => {
  expect(titleText(html)).toBe(expected);
});

describe('a WordPress of its own', () => {
  const input = (
    handlers: TrialInput<Config>['handlers'],
    changes: Partial<Config> = {},
  ): TrialInput<Config> => ({
    connector: websiteCms,
    config: websiteCms.config.parse({ baseUrl: 'http://cong.example.vn/', sites: [SITE], ...changes }),
    clock: { now: () => new Date(NOW) },
    window: WINDOW,
    units: PRACTICE_UNITS,
    handlers,
  });
  const list = (items: object[], total: number, pages: number) =>
    HttpResponse.json(items, { headers: { 'X-WP-Total': String(total), 'X-WP-TotalPages': String(pages) } });
  const categories = http.get('*/categories', () => list([{ id: 11, slug: 'tin-hoat-dong' }], 1, 1));
  const noPages = http.get('*/pages', () => list([], 0, 0));

  it('F14 a page that is shorter than asked does not end the list, the last page does', async () => {
    const asked: string[] = [];
    const source = http.get('*/posts', ({ request }) => {
      const number = Number(new URL(request.url).searchParams.get('page'));
      asked.push(String(number));
      if (number > 2) return HttpResponse.json({ code: 'rest_post_invalid_page_number' }, { status: 400 });
      return list(number === 1 ? posts.slice(1, 2) : posts.slice(4, 5), 3, 2);
    });
    const { error, batches } = await tryRead(input([categories, noPages, source]));
    // The second time by their numbers, to see that nothing moved.
    expect([error, asked]).toEqual([null, ['1', '2', '1', '2']]);
    expect(batches.find(({ type }) => type === 'slice')).toMatchObject({ stream: 'news', declaredTotal: 3 });
  });

  it('a page changed after the window makes its unit silent and leaves the total', async () => {
    const other = { unit: '19819', path: '/19819' };
    const unchanged = { unit: '19804', path: '/19804' };
    const page = (id: number, modified: string) => ({
      ...{ id, modified, slug: 'gioi-thieu', status: 'publish', link: 'x' },
      title: { rendered: 'Giới thiệu' },
    });
    const pages = http.get('*/pages', ({ request }) => {
      const { pathname, searchParams } = new URL(request.url);
      expect([...searchParams.keys()]).not.toContain('modified_before');
      if (pathname.startsWith(unchanged.path)) return list([], 0, 0);
      if (pathname.startsWith(other.path)) return list([page(9, '2024-04-02T08:00:00')], 1, 1);
      return list([page(7, '2024-03-05T08:00:00'), page(8, '2024-04-02T08:00:00')], 2, 1);
    });
    const noPosts = http.get('*/posts', () => list([], 0, 0));
    const trial = await tryRead({
      ...input([categories, noPosts, pages], { sites: [SITE, other, unchanged] }),
      clock: { now: () => new Date('2024-05-01T00:00:00+07:00') },
    });
    const profile = trial.batches.filter(({ stream }) => stream === 'profile');
    expect([trial.error, profile]).toMatchObject([
      null,
      [
        { records: [{ key: '/h57-29#7' }] },
        { type: 'slice', declaredTotal: 1, silentUnits: ['H57.31', '19819'], window: WINDOW },
      ],
    ]);
  });

  it('asks anonymously for what is public, with an account for all', async () => {
    const seen: (string | null)[][] = [];
    const source = http.get('*/posts', ({ request }) => {
      const { searchParams } = new URL(request.url);
      seen.push([
        request.headers.get('authorization'),
        searchParams.get('status'),
        searchParams.get('after'),
      ]);
      return list([], 0, 0);
    });
    await tryRead(input([categories, noPages, source]));
    await tryRead(input([categories, noPages, source], { username: 'a', applicationPassword: 'b' }));
    expect(seen).toEqual([
      [null, null, '2024-02-29T23:59:59'],
      ['Basic YTpi', 'publish,future,draft,pending,private,trash', '2024-02-29T23:59:59'],
    ]);
  });

  it('a category given as a number is not looked up', async () => {
    const changes = { leaderCategories: ['5'], activityCategories: ['6'], trainingCategories: [] };
    let asked: string | null = null;
    const source = http.get('*/posts', ({ request }) => {
      asked = new URL(request.url).searchParams.get('categories');
      return list([], 0, 0);
    });
    const { error } = await tryRead(input([noPages, source], changes));
    expect([error, asked]).toEqual([null, '6,5']);
  });

  it('a site without any of the categories is told', async () => {
    const nothing = http.get('*/categories', () => list([], 0, 0));
    const { error } = await tryRead(input([nothing]));
    expect(error).toMatchObject({ family: 'config', code: 'CATEGORIES_NOT_FOUND' });
  });
});

describe('the simulator', () => {
  it('shows every oddity that the connector must not count, and each unit its own numbers', async () => {
    const clock = { now: () => new Date('2025-11-15T00:00:00+07:00') };
    const simulator = await websiteCms.simulate({ port: 0, seed: 1, units: PRACTICE_UNITS, clock, scale: 4 });
    const config = websiteCms.practiceConfig(simulator.url);
    const window = { from: '2025-01-01', to: '2025-12-31' };
    const { batches } = await tryRead({
      connector: websiteCms,
      config,
      clock,
      window,
      units: PRACTICE_UNITS,
    });
    await simulator.close();
    const records = batches.flatMap((batch) =>
      batch.type === 'records' && batch.stream === 'news' ? batch.records : [],
    );
    const verdicts = new Set(records.map(({ data }) => data));
    for (const verdict of ['LEADER', 'ACTIVITY', 'TRAINING', 'DRAFT', 'DELETED', 'DUPLICATE', 'FUTURE']) {
      expect(verdicts).toContain(verdict);
    }
    const counts = ['H57.29', 'H57.31', '19819'].map(
      (code) => records.filter(({ unit, data }) => unit === code && data === 'LEADER').length,
    );
    expect(new Set(counts).size).toBeGreaterThan(1);
  });
});
