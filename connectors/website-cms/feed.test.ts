import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { parsedXml } from '../../src/connector-kit/xml.ts';
import { type Trial, tryRead } from '../../test/kit/connector-run.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { thrownBy } from '../../test/kit/thrown-by.ts';
import { configSchema } from './config.ts';
import { coverageOf } from './feed-coverage.ts';
import { type FeedEntry, feedDocument } from './feed-document.ts';
import { feedState, NO_MEMORY, storedState } from './feed-state.ts';
import { feedTime } from './feed-time.ts';
import { type Shown, union } from './feed-union.ts';
import { websiteCms } from './index.ts';
import type { Item } from './item.ts';
import { speakingDays } from './speaking-days.ts';

const read = (xml: string) =>
  feedDocument(parsedXml({ host: 'x.vn', bytes: Buffer.from(xml), contentType: undefined }), 'x.vn/rss');

it.each([
  ['Tue, 12 Mar 2024 08:15:00 +0700', '2024-03-12T08:15:00+07:00'],
  ['Tue, 12 Mar 2024 20:15:00 GMT', '2024-03-13T03:15:00+07:00'],
  ['12 Mar 24 08:15 +0700', '2024-03-12T08:15:00+07:00'],
  ['T3, 2 March 2024 8:15:00', '2024-03-02T08:15:00+07:00'],
  ['2024-03-12T08:15:00Z', '2024-03-12T15:15:00+07:00'],
  ['2024-03-12T08:15:00.5+07:00', '2024-03-12T08:15:00+07:00'],
  ['12/03/2024 08:15', '2024-03-12T08:15:00+07:00'],
  ['Tue, 12 Mar 2024 08:15:00 PST', null],
  ['Tue, 31 Feb 2024 08:15:00 +0700', null],
  ['hôm qua', null],
])('F27 the date %s', (value, expected) => {
  expect(feedTime(value)).toBe(expected);
});

describe('the document says what it is', () => {
  const common = { at: '2024-03-12T08:15:00+07:00', changedAt: '2024-03-12T08:15:00+07:00', isDraft: false };

  it('RSS 2.0: guid or else the link, categories by text; author and description are left', () => {
    const { entries, unusable } = read(
      `<rss version="2.0" xmlns:dc="d"><channel><title>x</title>
      <item><title>Họp &amp;amp; bàn</title><link>http://x.vn/1?a=1&amp;b=2</link><guid>g1</guid><category>Tin lãnh đạo</category>
        <category><![CDATA[Khác]]></category><pubDate>Tue, 12 Mar 2024 08:15:00 +0700</pubDate><author>A</author></item>
      <item><link>http://x.vn/2</link><dc:date>2024-03-12T08:15:00+07:00</dc:date></item>
      <item><title>Không ngày</title><guid>g3</guid></item>
      <item><guid>g4</guid><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item></channel></rss>`,
    );
    expect([entries, unusable]).toEqual([
      [
        {
          ...common,
          guid: 'g1',
          title: 'Họp & bàn',
          link: 'http://x.vn/1?a=1&b=2',
          categories: ['Tin lãnh đạo', 'Khác'],
        },
        { ...common, guid: 'http://x.vn/2', title: '', link: 'http://x.vn/2', categories: [] },
      ],
      2,
    ]);
  });

  it('Atom, whatever was configured: published before updated, terms and labels', () => {
    const { entries } = read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a1</id><title type="html">&lt;b&gt;Họp&lt;/b&gt;</title>
      <link rel="self" href="http://x.vn/self"/><link rel="alternate" href="http://x.vn/1"/>
      <published>2024-03-12T01:15:00Z</published><updated>2024-03-14T01:15:00Z</updated>
      <category term="tin-lanh-dao" label="Tin lãnh đạo"/><app:control><app:draft>yes</app:draft></app:control></entry></feed>`,
    );
    expect(entries).toEqual([
      {
        ...common,
        changedAt: '2024-03-14T08:15:00+07:00',
        guid: 'a1',
        title: 'Họp',
        link: 'http://x.vn/1',
        categories: ['tin-lanh-dao', 'Tin lãnh đạo'],
        isDraft: true,
      },
    ]);
  });

  it('RSS 1.0, whose items stand beside the channel', () => {
    const { entries } = read(
      '<rdf:RDF><channel/><item><link>l</link><dc:date>2024-03-12T08:15:00+07:00</dc:date></item></rdf:RDF>',
    );
    expect(entries).toMatchObject([{ guid: 'l', at: common.at }]);
  });

  it.each([
    ['another root', '<urlset/>'],
    ['RSS without a channel', '<rss/>'],
    ['only items without dates', '<rss><channel><item><guid>1</guid></item></channel></rss>'],
  ])('F49 %s: SCHEMA_CHANGED with the place', (_, xml) => {
    const error = thrownBy(() => read(xml));
    expect([error.code, error.text.vi]).toEqual(['SCHEMA_CHANGED', expect.stringContaining('x.vn/rss')]);
  });
});

const time = (day: number) => `2024-03-${String(day).padStart(2, '0')}T08:00:00+07:00`;
const entry = (at: number, changed = at): FeedEntry => ({
  ...{
    guid: '',
    at: time(at),
    changedAt: time(changed),
    title: '',
    link: null,
    categories: [],
    isDraft: false,
  },
});

it.each([
  ['the latest first', [entry(9), entry(8), entry(3)], { from: time(3), isOrdered: true }],
  [
    'an old one pinned at its head',
    [entry(1), entry(9), entry(8), entry(3)],
    { from: time(3), isOrdered: true },
  ],
  [
    'by the latest change: an old item changed lately says nothing of what lies between',
    [entry(1, 9), entry(8), entry(5, 6), entry(4)],
    { from: time(4), isOrdered: true },
  ],
  ['the earliest first', [entry(3), entry(8), entry(9)], { from: time(3), isOrdered: true }],
  ['in no order', [entry(3), entry(9), entry(1), entry(8)], { from: time(1), isOrdered: false }],
  ['nothing', [], null],
])('F49 what a feed covers: %s', (_, entries, expected) => {
  expect(coverageOf(entries)).toEqual(expected);
});

const ADDRESS = 'https://x.vn/a';
const SITE = { unit: 'A', name: '/a', address: ADDRESS, exactAddress: ADDRESS, own: {} };
const item = (id: string, day: number, more: Partial<Item> = {}): Item => ({
  ...{ id, at: time(day), title: id, link: null, kind: 'ACTIVITY', hidden: null, isTranslation: false },
  ...more,
});
const NOW = time(30);
const shown = (items: Item[], isOrdered = true): Shown => ({
  items,
  coverage: items.length === 0 ? null : { from: items.map(({ at }) => at).sort()[0] as string, isOrdered },
});

describe('a feed joined with what it had shown', () => {
  const joined = (feeds: Shown[], seen: Item[] | null) => {
    const { memory, speaksFrom, warnings } = union(
      SITE,
      feeds,
      seen && { from: '2024-03-02', items: seen },
      NOW,
    );
    const ids = memory.items.map(({ id, hidden }) => (hidden ? `${id} ${hidden}` : id)).sort();
    return [ids, speaksFrom.slice(8), warnings.map(({ en }) => /lack|no item|order|lost/.exec(en)?.[0])];
  };

  it.each<[string, Shown[], Item[] | null, unknown[]]>([
    [
      'first poll: from its oldest item on',
      [shown([item('c', 9), item('b', 5)])],
      [],
      [['b', 'c'], '05', []],
    ],
    [
      'an item of the boundary day has left the feed: it counts on, an earlier one is not spoken of',
      [shown([item('d', 9), item('c', 5)])],
      [item('a', 4), item('b', 5), item('c', 5)],
      [['b', 'c', 'd'], '05', []],
    ],
    [
      'one that the feed would still show was deleted',
      [shown([item('d', 9), item('b', 5)])],
      [item('b', 5), item('c', 7)],
      [['b', 'c DELETED', 'd'], '05', []],
    ],
    [
      'all are newer than the last poll: some may be missing',
      [shown([item('d', 9)])],
      [item('b', 5), item('z', 31)],
      [['d', 'z DELETED'], '09', ['lack']],
    ],
    [
      'in no order: nothing is taken for deleted or missing, and it is told',
      [shown([item('d', 9), item('b', 5)], false)],
      [item('c', 7)],
      [['b', 'c', 'd'], '05', ['order']],
    ],
    ['empty: silent, and nothing forgotten', [shown([])], [item('b', 5)], [['b'], '31', ['no item']]],
    [
      'the same item in two feeds is one; the slower feed says how far back, the quicker what was deleted',
      [
        shown([item('c', 9), item('x', 2, { kind: 'LEADER' })]),
        shown([item('c', 9, { kind: 'LEADER' }), item('b', 6)]),
      ],
      [item('y', 4), item('z', 7)],
      [['b', 'c', 'x', 'y', 'z DELETED'], '02', []],
    ],
    [
      'F28 its memory is lost: the boundary day stays as it was published',
      [shown([item('d', 9), item('c', 5)])],
      null,
      [['d'], '06', ['lost']],
    ],
  ])('%s', (_, feeds, seen, expected) => {
    expect(joined(feeds, seen)).toEqual(expected);
  });

  it('F28 days that were forgotten are never spoken of again, although the feed still reaches them', () => {
    const lost = union(SITE, [shown([item('c', 9), item('b', 5)])], null, NOW);
    const next = union(SITE, [shown([item('d', 9), item('c', 9), item('b', 5)])], lost.memory, NOW);
    expect([lost.speaksFrom, next.speaksFrom, next.memory.items.length]).toEqual([
      '2024-03-06',
      '2024-03-06',
      2,
    ]);
    const empty = union(SITE, [shown([])], null, NOW);
    expect([empty.speaksFrom, empty.memory]).toEqual(['9999-12-31', { from: '2024-03-31', items: [] }]);
  });

  it('an item of two kinds has the first of them', () => {
    const both = [shown([item('c', 9)]), shown([item('c', 9, { kind: 'LEADER' })])];
    expect(union(SITE, both, NO_MEMORY, NOW).memory.items).toMatchObject([{ id: 'c', kind: 'LEADER' }]);
  });

  it('is kept within bounds: beyond them whole days are not spoken of any more', () => {
    const many = Array.from({ length: 1_200 }, (_, index) =>
      item(String(index), 28 - Math.floor(index / 100)),
    );
    const { memory, speaksFrom } = union(SITE, [shown(many)], NO_MEMORY, NOW);
    expect([memory.items.length, speaksFrom]).toEqual([1_000, '2024-03-19']);
    expect(feedState(storedState(new Map([['/a', memory]])))?.get('/a')).toEqual(memory);
  });
});

it.each([
  ['rác', null],
  [{ version: 2, sites: {} }, null],
  [
    { version: 1, sites: { '/a': { from: '', items: [{ id: 'x', at: '2999-99-99T00:00:00+07:00' }] } } },
    null,
  ],
  [null, new Map()],
])('F28 the state %j is read as %j', (state, expected) => {
  expect(feedState(state)).toEqual(expected);
});

it('the window is cut where a site begins to speak, and a unit is silent until all its sites do', () => {
  const site = (unit: string, speaksFrom: string | null) => ({ site: { unit }, speaksFrom });
  const sites = [site('A', '2024-03-20'), site('A', '2024-02-01'), site('B', null), site('C', '9999-12-31')];
  expect(speakingDays({ from: '2024-03-10', to: '2024-04-02' }, sites, ['D'])).toEqual([
    { window: { from: '2024-03-10', to: '2024-03-19' }, silentUnits: ['D', 'A', 'C'] },
    { window: { from: '2024-03-20', to: '2024-03-31' }, silentUnits: ['D', 'C'] },
    { window: { from: '2024-04-01', to: '2024-04-02' }, silentUnits: ['D', 'C'] },
  ]);
});

describe('which kind an item of a feed has', () => {
  const read = (items: string, site: object) =>
    tryRead({
      connector: websiteCms,
      config: configSchema.parse({
        ...{ platform: 'feed', baseUrl: 'https://x.vn', sites: [{ unit: 'H57.29', path: '/rss/', ...site }] },
      }),
      clock: { now: () => new Date('2024-03-29T00:00:00+07:00') },
      ...{ window: { from: '2024-03-01', to: '2024-03-31' }, units: PRACTICE_UNITS.slice(0, 1) },
      handlers: [
        http.get('https://x.vn/rss/', () => HttpResponse.xml(`<rss><channel>${items}</channel></rss>`)),
      ],
    });
  const one = (category: string) =>
    `<item><guid>1</guid><pubDate>12 Mar 2024 08:00:00 +0700</pubDate>${category}</item>`;
  const told = ({ batches }: Trial) =>
    batches.flatMap((one) => (one.type === 'warning' ? [one.text.vi] : []));
  const verdicts = ({ batches }: Trial) =>
    batches.flatMap((one) => (one.type === 'records' ? one.records.map(({ data }) => data) : []));

  it('by its category, in any spelling, at the address as it was entered', async () => {
    const trial = await read(one('<category>TIN LÃNH ĐẠO</category>'), {});
    expect([trial.error, verdicts(trial), told(trial)]).toEqual([null, ['LEADER'], []]);
  });

  it('in none of the categories: told, with those that it has', async () => {
    const trial = await read(one('<category>Thể thao</category>'), {});
    expect([trial.error, verdicts(trial)]).toEqual([null, ['OTHER_CATEGORY']]);
    expect(told(trial)).toEqual([expect.stringContaining('ghi các chuyên mục: Thể thao.')]);
  });

  it('without categories: not read, unless the whole feed is of one kind', async () => {
    expect((await read(one(''), {})).error).toMatchObject({
      family: 'config',
      code: 'FEED_WITHOUT_CATEGORIES',
    });
    const whole = await read(one(''), { path: '/', feeds: [{ url: '/rss/', kind: 'training' }] });
    expect([whole.error, verdicts(whole)]).toEqual([null, ['TRAINING']]);
  });

  it('of the profile: a change of the unit, not a news item', async () => {
    const trial = await read(one('<category>Giới thiệu</category>'), { profileCategories: ['Giới thiệu'] });
    const records = trial.batches.filter(({ type }) => type === 'records');
    expect(records).toMatchObject([{ stream: 'profile', records: [{ data: 'UPDATED' }] }]);
  });
});
