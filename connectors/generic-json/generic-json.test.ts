import { readFileSync } from 'node:fs';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { describe, expect, it } from 'vitest';
import { type Batch, configured, type RecordMeasure } from '../../src/connector-kit/connector.ts';
import type { Row } from '../../src/connector-kit/declared-rows.ts';
import type { Clock, Window } from '../../src/core/clock.ts';
import { type Trial, tryCheck, tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { genericJson } from './index.ts';
import { PRACTICE_PASSWORD } from './practice.ts';

connectorSuite(genericJson, {
  secrets: [PRACTICE_PASSWORD],
  badConfig: { baseUrl: 'https://he-thong.test', lists: [] },
  pages: {
    config: (practice) => ({
      ...practice,
      lists: practice.lists.map((list) => ({
        ...list,
        paging: { ...list.paging, size: 3 } as typeof list.paging,
      })),
    }),
    number: /trang=\d+|"tiepTheo":"\d+"/,
  },
});

const clock: Clock = { now: () => new Date('2024-03-20T09:00:00+07:00') };
const MARCH: Window = { from: '2024-03-01', to: '2024-03-31' };
const HOST = 'https://he-thong.test';

const read = (config: object, handlers: RequestHandler[], window = MARCH): Promise<Trial> =>
  tryRead({
    connector: genericJson,
    config: genericJson.config.parse(config),
    clock,
    units: PRACTICE_UNITS,
    window,
    handlers,
  });

const recordsOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'records' ? batch.records : []));
const asideOf = ({ batches }: Trial) => batches.filter(({ type }) => type === 'aside');
const sliceOf = ({ batches }: Trial) => batches.find((batch) => batch.type === 'slice') as Batch & object;

describe('the worked example of the README', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const [config, rows] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, text]) =>
    JSON.parse(text as string),
  );
  const table = readme
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    );
  const bookings = http.get('https://dat-lich.test/v2/bookings', ({ request }) => {
    const asked = new URL(request.url).searchParams;
    const isAllowed = request.headers.get('x-api-key') === 'khoa-bi-mat';
    if (!isAllowed || asked.get('tu') !== '20240301' || asked.get('den') !== '20240320')
      return HttpResponse.json({}, { status: 401 });
    const [start, size] = [Number(asked.get('bat_dau')), Number(asked.get('so_dong'))];
    return HttpResponse.json({ data: { count: rows.length, items: rows.slice(start, start + size) } });
  });

  it('gives the facts of its table', async () => {
    const trial = await read(config, [bookings]);
    expect(trial.error).toBeNull();
    const [stream] = configured(genericJson, genericJson.config.parse(config), new Map()).records;
    const counted = (data: unknown) =>
      ((stream?.measures ?? []) as unknown as RecordMeasure<Row>[]).map((one) =>
        String(one.count(data as Row)),
      );
    expect(recordsOf(trial).map(({ unit, at, data }) => [unit, at.slice(0, 10), ...counted(data)])).toEqual(
      table,
    );
  });

  it('tells what it left out, and declares the rest', async () => {
    const trial = await read(config, [bookings]);
    expect(asideOf(trial)).toEqual([
      { type: 'aside', stream: 'lich-hen', why: 'NO_DAY', count: 1, example: '#5: at' },
    ]);
    expect(sliceOf(trial)).toMatchObject({ declaredTotal: 4 });
  });

  it('check shows the first row as it is read, and nothing of what it holds', async () => {
    const anyDay = http.get('https://dat-lich.test/v2/bookings', () =>
      HttpResponse.json({ data: { count: rows.length, items: rows } }),
    );
    const input = { connector: genericJson, config: genericJson.config.parse(config), clock };
    const trial = await tryCheck({ ...input, units: PRACTICE_UNITS, window: MARCH, handlers: [anyDay] });
    expect(trial.result).toMatchObject({
      ok: true,
      sample:
        'Lịch hẹn làm thủ tục: đơn vị 19804, ngày 12/03/2024; KHAC.LICH_HEN = 1, KHAC.DEN_DUNG_HEN = 1, KHAC.HO_SO_NOP = 2',
    });
  });
});

const measure = { code: 'KHAC.A', title: 'A', unit: 'mục', aggregation: 'SUM' };
const list = (more: object) => ({
  name: 'muc',
  title: 'Mục',
  path: '/muc',
  recordPath: 'rows',
  key: 'id',
  unit: 'unit',
  at: 'day',
  measures: [measure],
  ...more,
});
const source = (more: object, access: object = {}) => ({ baseUrl: HOST, ...access, lists: [list(more)] });
const row = (id: number, day = '2024-03-05') => ({ id, unit: '19804', day });
const ROWS = [1, 2, 3, 4, 5].map((id) => row(id));

/** Serves ROWS in whatever way it is asked for; `most` is what it sends at once, whatever is asked. */
const paged = (most = 100) =>
  http.all(`${HOST}/muc`, async ({ request }) => {
    const { searchParams } = new URL(request.url);
    const body = request.method === 'POST' ? ((await request.json()) as Record<string, unknown>) : {};
    const asked = (name: string) => Number(body[name] ?? searchParams.get(name) ?? 0);
    const size = Math.min(most, asked('size') || 100);
    const start = asked('page') * size + asked('offset') + asked('cursor');
    const isMore = start + size < ROWS.length;
    const next = `${HOST}/muc?size=${size}&cursor=${start + size}`;
    return HttpResponse.json(
      {
        rows: ROWS.slice(start, start + size),
        cursor: isMore ? start + size : null,
        next: isMore ? next : '',
      },
      {
        headers: {
          'x-total': String(ROWS.length),
          ...(isMore && { link: `<${next}>; title="a, b"; rel="next"` }),
        },
      },
    );
  });

describe('every way of paging gives all rows once', () => {
  const size = { size: '{size}' };
  it.each([
    ['none', {}, 100],
    [
      'page numbers',
      { query: { ...size, page: '{page}' }, paging: { kind: 'page', first: 0, size: 2 } },
      100,
    ],
    [
      'page numbers and a total',
      {
        query: { ...size, page: '{page}' },
        totalHeader: 'X-Total',
        paging: { kind: 'page', first: 0, size: 2 },
      },
      100,
    ],
    ['offset', { query: { ...size, offset: '{offset}' }, paging: { kind: 'offset', size: 2 } }, 100],
    [
      'offset in a body',
      { method: 'POST', body: { ...size, offset: '{offset}' }, paging: { kind: 'offset', size: 2 } },
      100,
    ],
    [
      'a source that sends fewer than it is asked for',
      { query: { ...size, offset: '{offset}' }, paging: { kind: 'offset', size: 50 } },
      2,
    ],
    [
      'cursor',
      { query: { ...size, cursor: '{cursor}' }, paging: { kind: 'cursor', cursorPath: 'cursor', size: 2 } },
      100,
    ],
    ['next in the answer', { query: size, paging: { kind: 'next', nextPath: 'next', size: 2 } }, 100],
    ['next in the header', { query: size, paging: { kind: 'next', size: 2 } }, 100],
    [
      'a next page that is false at the end',
      { query: { cursor: '{cursor}' }, paging: { kind: 'cursor', cursorPath: 'next && cursor || `false`' } },
      2,
    ],
    [
      'F14 pages that are never full, and no total',
      { query: { ...size, page: '{page}' }, paging: { kind: 'page', first: 0, size: 50 } },
      2,
    ],
  ] as const)('%s', async (_, more, most) => {
    const trial = await read(source(more), [paged(most)]);
    expect(trial.error).toBeNull();
    expect(recordsOf(trial).map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5']);
  });

  it.each([
    [
      'F10 a cursor that comes again',
      { cursor: 'mot' },
      { kind: 'cursor', cursorPath: 'cursor' },
      'PAGE_REPEATED',
    ],
    [
      'S16 a next page on another host',
      { next: 'https://noi-khac.test/muc' },
      { kind: 'next', nextPath: 'next' },
      'NEXT_PAGE_ELSEWHERE',
    ],
    [
      'F14 a next page that is no text',
      { next: { href: '/muc' } },
      { kind: 'next', nextPath: 'next' },
      'UNREADABLE_NEXT_PAGE',
    ],
  ])('%s', async (_, answer, paging, code) => {
    let nth = 0;
    const handler = http.get(`${HOST}/muc`, () => HttpResponse.json({ rows: [row(++nth)], ...answer }));
    const trial = await read(source({ query: { c: '{cursor}' }, paging }), [handler]);
    expect(trial.error).toMatchObject({ code, family: 'config' });
    expect(nth).toBeLessThanOrEqual(3);
  });
});

describe('pages that do not fit together', () => {
  const numbered = { query: { p: '{page}' }, paging: { kind: 'page', first: 0, size: 2 } };
  /** Each page as `rowsOf` says, never with the same bytes. */
  const serving = (rowsOf: (page: number) => object[], total?: number) => {
    let nth = 0;
    return http.get(`${HOST}/muc`, ({ request }) =>
      HttpResponse.json({
        rows: rowsOf(Number(new URL(request.url).searchParams.get('p'))),
        nth: ++nth,
        ...(total !== undefined && { total }),
      }),
    );
  };

  it('F10 a source that ignores the page number is told at the second page, whatever else is in it', async () => {
    const { error } = await read(source(numbered), [serving(() => [row(1), row(2)])]);
    expect(error).toMatchObject({ code: 'PAGE_REPEATED' });
    const turned = serving((page) => (page % 2 ? [row(2), row(1)] : [row(1), row(2)]));
    expect((await read(source(numbered), [turned])).error).toMatchObject({ code: 'PAGE_REPEATED' });
  });

  it.each([
    ['just before', () => 0],
    ['before that', (page: number) => page % 2],
  ])('F10 figures have no key: a page of them that came %s is told', async (_, pageOf) => {
    const figures = { ...numbered, mode: 'values', measures: [{ ...measure, value: '`4`' }] };
    let nth = 0;
    const handler = http.get(`${HOST}/muc`, ({ request }) => {
      const page = pageOf(Number(new URL(request.url).searchParams.get('p')));
      // Of one page the bytes differ, of several they come again.
      return HttpResponse.json({
        rows: [2, 4].map((day) => row(1, `2024-03-0${day + page}`)),
        ...(page === pageOf(1) && page === 0 && { nth: ++nth }),
      });
    });
    expect((await read(source(figures), [handler])).error).toMatchObject({ code: 'PAGE_REPEATED' });
  });

  it('F10 after a short page the same one, or a refusal, is the end; after a full one neither is', async () => {
    const pages = (...ids: number[][]) =>
      serving((page) => (ids[page] ?? ids.at(-1) ?? []).map((id) => row(id)));
    const short = await read(source(numbered), [pages([1, 2], [3])]);
    expect([short.error, recordsOf(short).length]).toEqual([null, 3]);
    const refusing = (rows: object[]) =>
      http.get(`${HOST}/muc`, ({ request }) =>
        request.url.endsWith('p=0')
          ? HttpResponse.json({ rows, total: 2 })
          : HttpResponse.json({}, { status: 404 }),
      );
    expect((await read(source(numbered), [refusing([row(1)])])).error).toBeNull();
    expect((await read(source(numbered), [refusing([row(1), row(2)])])).error).toMatchObject({
      code: 'ADDRESS_NOT_FOUND',
    });
    const counted = source({ ...numbered, totalPath: 'total' });
    expect((await read(counted, [refusing([row(1), row(2)])])).error).toBeNull();
  });

  it('F13 a last page whose only row had slipped onto it is read again', async () => {
    let nth = 0;
    const pages = [
      [[1, 2], [2]],
      [[0, 1], [2]],
    ];
    const slipping = serving((page) =>
      ((nth++ < 2 ? pages[0] : pages[1])?.[page] ?? []).map((id) => row(id)),
    );
    const trial = await read(source(numbered), [slipping]);
    expect([trial.error, sliceOf(trial)]).toMatchObject([null, { type: 'slice' }]);
    const last = trial.batches.slice(trial.batches.findIndex(({ type }) => type === 'again'));
    expect(recordsOf({ ...trial, batches: last }).map(({ key }) => key)).toEqual(['0', '1', '2']);
  });

  it('one row twice on the same page hides no other', async () => {
    const pages = [[row(1), row(1)], [row(2)]];
    const trial = await read(source({ ...numbered, totalPath: 'total' }), [
      serving((page) => pages[page] ?? [], 3),
    ]);
    expect(trial.batches.map(({ type }) => type)).not.toContain('again');
    expect(sliceOf(trial)).toMatchObject({ declaredTotal: 2 });
  });

  it('F13 one row twice and another lost: the total does not fit by accident', async () => {
    const overlapping = [[row(1), row(2)], [row(2), row(4)], []];
    const trial = await read(source({ ...numbered, totalPath: 'total' }), [
      serving((page) => overlapping[page] ?? [], 4),
    ]);
    expect(trial.batches.filter(({ type }) => type === 'again')).toHaveLength(2);
    expect(sliceOf(trial)).toMatchObject({ declaredTotal: 4 });
    expect(trial.batches).toContainEqual({
      type: 'warning',
      text: expect.objectContaining({ vi: expect.stringContaining('1 dòng đến trên hai trang') }),
    });
  });
});

describe('every way to show who asks', () => {
  const tokens = [
    http.post(`${HOST}/token`, async ({ request }) => {
      const isBasic = request.headers.get('authorization') === `Basic ${btoa('ung-dung:mat-khau')}`;
      return isBasic
        ? HttpResponse.json({ access_token: 'ma', expires_in: 3600 })
        : HttpResponse.json({ error: 'invalid_client' }, { status: 401 });
    }),
    http.post(`${HOST}/login`, async ({ request }) => {
      const { username, password } = (await request.json()) as Record<string, string>;
      return HttpResponse.json({ token: username === 'ung-dung' && password === 'mat-khau' ? 'ma' : null });
    }),
  ];
  const user = { username: 'ung-dung', password: 'mat-khau' };
  const bearer = (request: Request) => request.headers.get('authorization') === 'Bearer ma';

  it.each([
    ['header', { keyName: 'X-Khoa', token: 'ma' }, (r: Request) => r.headers.get('x-khoa') === 'ma'],
    [
      'query',
      { keyName: 'khoa', token: 'ma' },
      (r: Request) => new URL(r.url).searchParams.get('khoa') === 'ma',
    ],
    ['bearer', { token: 'ma' }, bearer],
    ['basic', user, (r: Request) => r.headers.get('authorization') === `Basic ${btoa('ung-dung:mat-khau')}`],
    ['oauth2', { ...user, tokenUrl: `${HOST}/token` }, bearer],
    ['login', { ...user, login: { path: '/login', tokenPath: 'token' } }, bearer],
    ['none', { secretHeaders: { SecretKey: 'ma' } }, (r: Request) => r.headers.get('secretkey') === 'ma'],
  ] as const)('%s', async (auth, fields, isKnown) => {
    const guarded = http.get(`${HOST}/muc`, ({ request }) =>
      isKnown(request) ? HttpResponse.json({ rows: ROWS }) : HttpResponse.json({}, { status: 401 }),
    );
    const trial = await read(source({}, { auth, ...fields }), [...tokens, guarded]);
    expect(trial.error).toBeNull();
    expect(recordsOf(trial)).toHaveLength(5);
  });

  it('a login without a token is told, and where it was looked for', async () => {
    const login = { auth: 'login', ...user, password: 'sai', login: { path: '/login', tokenPath: 'token' } };
    const { error } = await read(source({}, login), tokens);
    expect(error).toMatchObject({ code: 'NO_TOKEN', text: { vi: expect.stringContaining('"token"') } });
  });
});

describe('rows that cannot be taken as they are', () => {
  const answer = (...rows: object[]) => http.get(`${HOST}/muc`, () => HttpResponse.json({ rows }));

  it('F45 figures that are no whole numbers are put aside, and one that is missing is no zero', async () => {
    const ready = {
      mode: 'values',
      fields: { so: 'so' },
      measures: [{ ...measure, value: 'so' }],
    };
    const figures = [3, 0, null, -1, 1.5, '7', 'nhiều'];
    const rows = figures.map((so, index) => ({ ...row(index, `2024-03-0${index + 1}`), so }));
    const trial = await read(source(ready), [answer(...rows)]);
    const values = trial.batches.flatMap((batch) => (batch.type === 'values' ? batch.values : []));
    expect(values.map(({ day, value }) => [day, value])).toEqual([
      ['2024-03-01', 3],
      ['2024-03-02', 0],
    ]);
    expect(asideOf(trial)).toMatchObject([{ why: 'NO_COUNT', count: 4, example: '#4: KHAC.A' }]);
  });

  it('F45 the same of records that are counted by a figure of theirs', async () => {
    const counted = { fields: { so: 'so' }, measures: [{ ...measure, value: 'so' }] };
    const rows = [1, '1e3', '１２', 1.5, null].map((so, index) => ({ ...row(index), so }));
    const trial = await read(source(counted), [answer(...rows)]);
    expect(asideOf(trial)).toMatchObject([{ why: 'NO_COUNT', count: 3, example: '#2: KHAC.A' }]);
  });

  it('F27 a row of a day that cannot be is handed on to be told; one of another month is another pull', async () => {
    const days = ['2024-03-05', '2099-01-01', '1970-01-20', '2024-02-28'];
    const trial = await read(source({}), [answer(...days.map((day, index) => row(index + 1, day)))]);
    expect(recordsOf(trial).map(({ key }) => key)).toEqual(['1', '2', '3']);
  });

  it('a source that was asked for March and sends February is told', async () => {
    const asked = source({ query: { from: '{from}', to: '{to}' } });
    const { error } = await read(asked, [answer(row(1, '2024-02-28'))]);
    expect(error).toMatchObject({ code: 'OUTSIDE_REQUEST', family: 'config' });
  });

  it('figures without a day are those of today, and say nothing of another window', async () => {
    const today = source({ mode: 'values', at: undefined, measures: [{ ...measure, value: '`4`' }] });
    const inMarch = await read(today, [answer(row(1))]);
    expect(inMarch.batches).toContainEqual(
      expect.objectContaining({ type: 'slice', window: { from: '2024-03-20', to: '2024-03-20' } }),
    );
    const inJanuary = await read(today, [answer(row(1))], { from: '2024-01-01', to: '2024-01-31' });
    expect(inJanuary.batches).toEqual([]);
  });

  it('F08 an error inside of a good answer is told by okWhen', async () => {
    const failing = http.get(`${HOST}/muc`, () => HttpResponse.json({ code: '99', rows: [] }));
    const { error } = await read({ ...source({}), okWhen: "code == '00'" }, [failing]);
    expect(error).toMatchObject({ code: 'SOURCE_REPORTS_ERROR', family: 'config' });
  });
});
