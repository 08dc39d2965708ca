import { HttpResponse, http, type RequestHandler } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch, Json } from '../../src/connector-kit/connector.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import type { RunningSimulator } from '../../src/connector-kit/simulator-server.ts';
import { addDays, isInside, startOfDay, type Window } from '../../src/core/clock.ts';
import { closedSlices, expectGoodSlices } from '../../test/kit/batch-rules.ts';
import { type Trial, tryCheck, tryRead, visibleText } from '../../test/kit/connector-run.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { hasAccount } from './account.ts';
import { configSchema } from './config.ts';
import { websiteCms } from './index.ts';
import { news } from './measures.ts';

const WINDOW = { from: '2025-01-01', to: '2025-12-31' };
const CODES = ['H57.29', 'H57.31', '19804', '19819'];
const pathOf = (code: string) => `/${code.toLowerCase().replaceAll('.', '-')}`;

const at = { today: '2025-11-15' };
const clock = { now: () => startOfDay(at.today) };
let simulator: RunningSimulator;
let wordpress: Trial;

beforeAll(async () => {
  simulator = await websiteCms.simulate({ port: 0, seed: 1, units: PRACTICE_UNITS, clock, scale: 3 });
  wordpress = await read({});
});
afterAll(() => simulator.close());

const configOf = (changes: object) => configSchema.parse({ baseUrl: simulator.url, ...changes });
const inputOf = (changes: object, state: Json = null, window: Window = WINDOW) => ({
  ...{ connector: websiteCms, config: configOf(changes), clock, window, units: PRACTICE_UNITS, state },
});
const read = (changes: object, state?: Json, window?: Window) => tryRead(inputOf(changes, state, window));

const sites = (own: (code: string) => object) => CODES.map((unit) => ({ unit, ...own(unit) }));
const feeds = (form: string, n: number) =>
  sites((code) => ({ url: `${simulator.url}${pathOf(code)}/feed${form}?n=${n}` }));

/** What counts, by unit, day and measure. */
function countsOf(batches: readonly Batch[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { slice, records } of closedSlices(batches)) {
    if (slice.stream !== news.name) continue;
    for (const { unit, at: moment, data } of records) {
      for (const { code, count } of news.measures) {
        const key = `${unit} ${moment.slice(0, 10)} ${code}`;
        const counted = count(data as never);
        if (typeof counted === 'number') counts.set(key, (counts.get(key) ?? 0) + counted);
      }
    }
  }
  return counts;
}

const sorted = (counts: Map<string, number>) => [...counts].sort();

function expectGood({ error, batches, ...trial }: Trial) {
  expect(error).toBeNull();
  expectGoodSlices(websiteCms as never, closedSlices(batches), WINDOW);
  expect(trial.received).toMatch(/<|\{/);
  expect(visibleText({ error, batches, ...trial })).not.toMatch(PERSONAL_PATTERN);
}

const PLATFORMS: readonly [string, () => object][] = [
  ['RSS', () => ({ platform: 'feed', sites: feeds('', 1_000) })],
  ['Atom where RSS was configured', () => ({ platform: 'rss', sites: feeds('/atom', 1_000) })],
  [
    'one feed per category',
    () => ({
      platform: 'feed',
      sites: sites((code) => ({
        path: pathOf(code),
        feeds: [
          { url: '/category/tin-lanh-dao/feed?n=1000', kind: 'leader' },
          { url: '/category/tin-hoat-dong/feed?n=1000', kind: 'activity' },
          { url: '/category/tap-huan/feed?n=1000', kind: 'training' },
        ],
      })),
    }),
  ],
  ['Liferay', () => ({ platform: 'liferay', list: '41', pageSize: 20 })],
  ['SharePoint', () => ({ platform: 'sharepoint', list: 'Trang tin', pageSize: 20 })],
  ['a sitemap', () => ({ platform: 'sitemap' })],
];

describe.each(PLATFORMS)('%s', (_, config) => {
  it('gives the figures that WordPress gives of the same posts, and nothing personal', async () => {
    const trial = await read(config());
    expectGood(trial);
    const counts = countsOf(trial.batches);
    expect(counts.size).toBeGreaterThan(20);
    expect(sorted(positive(counts))).toEqual(sorted(positive(countsOf(wordpress.batches))));
  });

  it('check reads an item and shows it', async () => {
    const { error, result } = await tryCheck(inputOf(config()));
    expect([error, result]).toMatchObject([
      null,
      { ok: true, sample: expect.stringMatching(/^\d\d\/\d\d\/2\d{3}: \S/) },
    ]);
  });
});

const positive = (counts: Map<string, number>) => new Map([...counts].filter(([, count]) => count > 0));

it('a sitemap also tells the profile pages, and how many addresses bear no day', async () => {
  const profile = (trial: Trial) =>
    closedSlices(trial.batches).filter(({ slice }) => slice.stream === 'profile');
  const days = (trial: Trial) =>
    profile(trial)
      .flatMap(({ records }) => records.map(({ unit, at: moment }) => `${unit} ${moment}`))
      .sort();
  const trial = await read({ platform: 'sitemap' });
  expect(days(trial)).toEqual(days(wordpress));
  expect(days(trial).length).toBeGreaterThan(0);
  const [warning] = trial.batches.filter(({ type }) => type === 'warning');
  expect(warning).toMatchObject({
    text: { vi: expect.stringContaining('1 địa chỉ trong sitemap không có ngày sửa') },
  });
});

it.each([
  ['a feed that is a web page', { platform: 'feed' }, 'JSON_INSTEAD_OF_XML|ADDRESS_NOT_FOUND'],
  ['a sitemap that is not there', { platform: 'sitemap', list: '/khong-co.xml' }, 'ADDRESS_NOT_FOUND'],
  ['a feed in the place of a sitemap', { platform: 'sitemap', list: '/feed' }, 'SCHEMA_CHANGED'],
  ['another platform than configured', { platform: 'liferay', list: 'x' }, 'STRUCTURE_NOT_FOUND'],
  ['no such list', { platform: 'sharepoint', list: "a'b" }, 'LIST_NOT_FOUND'],
  [
    'a wrong account',
    { platform: 'liferay', list: '1', username: 'a', applicationPassword: 'b' },
    'CREDENTIALS_REFUSED',
  ],
])('check: %s', async (_, config, code) => {
  const { error } = await tryCheck(inputOf(config));
  expect(error).toMatchObject({ family: 'config', code: expect.stringMatching(new RegExp(`^(${code})$`)) });
});

describe('F49 a feed of few items, polled every night', () => {
  const DAYS = 30;
  const FIRST = '2025-08-01';

  /** As the hub publishes: a slice replaces its days of all units but the silent ones. */
  function publish(facts: Map<string, number>, batches: readonly Batch[]) {
    for (const batch of batches) {
      if (batch.type !== 'slice' || batch.stream !== news.name) continue;
      for (const key of facts.keys()) {
        const [unit = '', day = ''] = key.split(' ');
        if (isInside(day, batch.window) && !batch.silentUnits?.includes(unit)) facts.delete(key);
      }
    }
    for (const [key, count] of positive(countsOf(batches))) facts.set(key, count);
  }

  const stateOf = (batches: readonly Batch[]): Json =>
    batches.findLast((one) => one.type === 'slice')?.state ?? null;

  it('loses nothing and counts nothing twice, even when its memory is lost on the way', async () => {
    const facts = new Map<string, number>();
    let state: Json = null;
    for (let night = 0; night < DAYS; night++) {
      at.today = addDays(FIRST, night);
      const { error, batches } = await read({ platform: 'feed', sites: feeds('', 8) }, state);
      expect(error).toBeNull();
      publish(facts, batches);
      state = night % 3 === 2 ? 'rác' : stateOf(batches);
    }
    const window = { from: FIRST, to: addDays(at.today, -1) };
    const truth = positive(countsOf((await read({}, null, window)).batches));
    const known = new Map([...facts].filter(([key]) => isInside(key.split(' ')[1] ?? '', window)));
    expect(truth.size).toBeGreaterThan(10);
    expect(sorted(known)).toEqual(sorted(truth));
  });

  it('polled too seldom it warns that items may be missing, and keeps what it knew', async () => {
    const config = { platform: 'feed', sites: feeds('', 2).slice(0, 1) };
    at.today = '2025-08-10';
    const first = await read(config);
    at.today = '2025-10-10';
    const second = await read(config, stateOf(first.batches));
    const told = second.batches.flatMap((batch) => (batch.type === 'warning' ? [batch.text.vi] : []));
    expect(told).toEqual([
      expect.stringMatching(/^Trang \S+ \(H57\.29\) có thể thiếu tin từ \d\d\/08\/2025 đến /),
    ]);
    const slices = second.batches.filter((batch) => batch.type === 'slice' && batch.stream === news.name);
    expect(slices[0]).toMatchObject({ silentUnits: expect.arrayContaining(['H57.29']) });
    expect(slices.at(-1)).not.toMatchObject({ silentUnits: expect.arrayContaining(['H57.29']) });
  });
});

it.each([
  ['https://tinh.gov.vn/so', true],
  ['https://so.tinh.gov.vn', true],
  ['https://tinh.gov.vn.example.org', false],
  ['https://khac.gov.vn', false],
  ['http://tinh.gov.vn', false],
  ['https://tinh.gov.vn:8443', false],
])('the account of https://tinh.gov.vn goes to %s: %s', (url, expected) => {
  const account = { baseUrl: 'https://tinh.gov.vn', username: 'a', applicationPassword: 'b' };
  expect(hasAccount(configSchema.parse(account), url)).toBe(expected);
});

it('one site of four that is down is silent and told, the others are read; none readable is a fault', async () => {
  const broken = (own: object[], wrong: number) =>
    own.map((one, index) => (index < wrong ? { ...one, url: `${simulator.url}/khong-co/feed` } : one));
  const { error, batches } = await read({ platform: 'feed', sites: broken(feeds('', 10), 1) });
  const told = batches.flatMap((batch) => (batch.type === 'warning' ? [batch.text.vi] : []));
  expect([error, told]).toEqual([
    null,
    [expect.stringMatching(/^Trang .* \(H57\.29\): .*\(404\).* giữ nguyên\.$/)],
  ]);
  const slices = closedSlices(batches);
  expect(slices.every(({ slice }) => slice.silentUnits?.includes('H57.29'))).toBe(true);
  expect(new Set(slices.flatMap(({ records }) => records.map(({ unit }) => unit))).size).toBe(3);
  const none = await read({ platform: 'feed', sites: broken(feeds('', 10), 4) });
  expect(none).toMatchObject({ error: { family: 'config', code: 'ADDRESS_NOT_FOUND' }, batches: [] });
});

it.each([
  ['RSS', () => ({ platform: 'feed', sites: feeds('', 1_000) })],
  ['Liferay', () => ({ platform: 'liferay', list: '41' })],
  ['SharePoint', () => ({ platform: 'sharepoint', list: 'Trang' })],
])('%s: items of a profile category are changes of the profile and no news', async (_, config) => {
  const { error, batches } = await read({ ...config(), profileCategories: ['Thông báo'] });
  const records = batches.flatMap((batch) =>
    batch.type === 'records'
      ? batch.records.map(({ title }) => [batch.stream, /thông báo/.test(title ?? '')])
      : [],
  );
  expect(error).toBeNull();
  expect(records.filter(([stream, isNotice]) => (stream === 'profile') !== isNotice)).toEqual([]);
  expect(records.filter(([stream]) => stream === 'profile').length).toBeGreaterThan(3);
});

describe('answers by hand', () => {
  const asked = (changes: object, handlers: RequestHandler[]) =>
    tryRead({
      ...inputOf(changes, null, { from: '2025-03-01', to: '2025-03-31' }),
      config: configSchema.parse({
        baseUrl: 'https://x.vn',
        sites: [{ unit: 'H57.29', path: '/' }],
        ...changes,
      }),
      handlers,
    });
  const recordsOf = ({ batches }: Trial) =>
    batches.flatMap((batch) =>
      batch.type === 'records' ? batch.records.map(({ key, data }) => [key, data]) : [],
    );

  it('Liferay behind OAuth2: one token for all requests, categories by number', async () => {
    const tokens: (string | null)[] = [];
    const token = http.post('https://x.vn/o/oauth2/token', () =>
      HttpResponse.json({ access_token: 't1', expires_in: 600 }),
    );
    const contents = http.get('https://x.vn/o/headless-delivery/*', ({ request }) => {
      tokens.push(request.headers.get('authorization'));
      const item = {
        id: 1,
        title: 'Họp',
        datePublished: '2025-03-11T20:00:00Z',
        dateModified: '2025-03-11T20:00:00Z',
      };
      const categories = [{ taxonomyCategoryId: 77, taxonomyCategoryName: 'Khác' }];
      return HttpResponse.json({
        ...{ items: [{ ...item, taxonomyCategoryBriefs: categories }], totalCount: 1, lastPage: 1 },
      });
    });
    const client = { tokenUrl: 'https://x.vn/o/oauth2/token', clientId: 'a', clientSecret: 'b' };
    const trial = await asked({ platform: 'liferay', list: '9', leaderCategories: ['77'], ...client }, [
      token,
      contents,
    ]);
    expect([trial.error, recordsOf(trial), tokens]).toEqual([null, [['/#1', 'LEADER']], ['Bearer t1']]);
  });

  it('SharePoint: drafts do not count, a next page on another server is refused', async () => {
    const row = { Title: 'Họp', Created: '2025-03-11T20:00:00Z', Category: { Label: 'Tin lãnh đạo' } };
    const rows = [
      { ...row, Id: 1, State: 0 },
      { ...row, Id: 2, State: 3 },
    ];
    const list = (more: object) =>
      http.get('https://x.vn/_api/*', () => HttpResponse.json({ value: rows, ...more }));
    const config = { platform: 'sharepoint', list: 'Trang', statusField: 'State' };
    const trial = await asked(config, [list({})]);
    expect([trial.error, recordsOf(trial)]).toEqual([
      null,
      [
        ['/#1', 'LEADER'],
        ['/#2', 'DRAFT'],
      ],
    ]);
    const { error } = await asked(config, [list({ 'odata.nextLink': 'https://khac.vn/_api/next' })]);
    expect(error).toMatchObject({ family: 'config', code: 'BAD_NEXT_LINK' });
  });

  it('a sitemap: by the first part of the address, days only, of its own server only', async () => {
    const page = (path: string, lastmod: string) =>
      `<url><loc>https://x.vn${path}</loc><lastmod>${lastmod}</lastmod></url>`;
    const pages = [
      page('/tin-tuc/lanh-dao/1.html', '2025-03-12'),
      page('/tin-tuc/lanh-dao/2.html', '2025-03'),
      page('/en/tin-tuc/tap-huan/3.html', '2025-03-12T01:00:00Z'),
      page('/lien-he', '2025-03-12'),
    ];
    const map = (content: string) => http.get('https://x.vn/sitemap.xml', () => HttpResponse.xml(content));
    const config = { platform: 'sitemap', leaderCategories: ['/tin-tuc/lanh-dao'] };
    const trial = await asked(config, [map(`<urlset>${pages.join('')}</urlset>`)]);
    expect([trial.error, recordsOf(trial)]).toEqual([
      null,
      [
        ['/#/tin-tuc/lanh-dao/1.html', 'LEADER'],
        ['/#/en/tin-tuc/tap-huan/3.html', 'TRANSLATION'],
      ],
    ]);
    const index = '<sitemapindex><sitemap><loc>https://khac.vn/a.xml</loc></sitemap></sitemapindex>';
    const { error } = await asked(config, [map(index)]);
    expect(error).toMatchObject({ family: 'config', code: 'OTHER_SERVER' });
  });
});
