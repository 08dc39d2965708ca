import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import {
  HOST,
  measure,
  ROWS,
  read,
  recordsOf,
  row,
  sliceOf,
  source,
} from '../../test/kit/generic-json-source.ts';

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
