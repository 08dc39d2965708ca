import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Batch, KnownSlice } from '../../../src/connector-kit/connector.ts';
import type { PageAnswer, PageMark } from '../../../src/connector-kit/http.ts';
import { pagedSlice } from '../../../src/connector-kit/paged-slice.ts';
import { RawJson } from '../../../src/connector-kit/raw-json.ts';
import { FakeClock } from '../../kit/fake-clock.ts';

const WINDOW = { from: '2024-01-01', to: '2024-01-31' };
/** Each row is the key of one record. */
const project = (rows: RawJson) =>
  (rows.value() as string[]).map((key) => ({
    key,
    unit: 'U',
    at: '2024-01-05T00:00:00+07:00',
    title: null,
    data: key,
  }));

const SLICE = { stream: 'dossiers', window: WINDOW, size: 2, firstNumber: 1 };

const CLOCK = new FakeClock('2024-02-01T02:00:00+07:00');
const NOTHING_KNOWN: KnownSlice = { isRead: false, pages: [] };

/** A source of numbered pages of two rows; what it was asked is written down. */
function source(pages: readonly (readonly string[])[], total: number | null, etag: string | null = null) {
  const asked: string[] = [];
  const withEtag: number[] = [];
  const etags: (string | null)[] = [];
  const events: string[] = [];
  const markOf = (number: number): PageMark => ({
    digest: `digest of ${JSON.stringify(pages[number - 1] ?? [])}`,
    etag,
  });
  const ask = async (number: number, known: PageMark | null, received: () => void): Promise<PageAnswer> => {
    events.push(`ask ${number}`);
    await setImmediate();
    received();
    asked.push(known ? `${number} if not known` : `${number}`);
    if (known?.etag) withEtag.push(number);
    const mark = markOf(number);
    const isToldSame = etag !== null && known?.etag === etag;
    if (isToldSame) return { unchanged: true, mark: known, headers: {} };
    if (known?.digest === mark.digest) return { unchanged: true, mark, headers: {} };
    events.push(`read ${number}`);
    const body = RawJson.parse(Buffer.from(JSON.stringify({ rows: pages[number - 1] ?? [] })));
    return { unchanged: false, mark, headers: {}, body };
  };
  const read = async (known: KnownSlice = NOTHING_KNOWN) => {
    const batches: Batch[] = [];
    const slice = pagedSlice(
      { known: async () => known, clock: CLOCK },
      {
        ...SLICE,
        ask,
        open: (body) => {
          const rows = body.field('rows') as RawJson;
          return { rows, length: (rows.unread() as unknown[]).length, total };
        },
        project,
      },
    );
    for await (const batch of slice) batches.push(batch);
    const read = batches.slice(batches.findIndex(({ type }) => type === 'again') + 1);
    etags.push(...read.flatMap((one) => (one.type === 'records' && one.page ? [one.page.mark.etag] : [])));
    return batches.map(shown);
  };
  return { asked, withEtag, etags, events, read, markOf };
}

const shown = (batch: Batch): string => {
  if (batch.type === 'records') return `read ${batch.records.map(({ key }) => key).join()}`;
  if (batch.type === 'same') return `same page ${batch.page.number}`;
  if (batch.type === 'slice') return `end, ${batch.declaredTotal} declared`;
  return batch.type;
};

const knownPage = (mark: PageMark, number: number, isRead = false, total: number | null = 4) => ({
  number,
  mark,
  items: 2,
  records: 2,
  total,
  isRead,
});

describe('a slice in pages', () => {
  it('a page is asked for before the one before it is read, as long as the total says that it is there', async () => {
    const { read, events } = source([['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']], 7);
    await read();
    expect(events).toEqual(['ask 1', 'read 1', 'ask 2', 'ask 3', 'read 2', 'ask 4', 'read 3', 'read 4']);
  });

  it('nothing is asked for beyond a last page that is full', async () => {
    const { read, events } = source(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      4,
    );
    await read();
    expect(events).toEqual(['ask 1', 'read 1', 'ask 2', 'read 2']);
  });

  it('nothing is asked for beyond the end where a source sends longer pages than it was asked for', async () => {
    const { read, events } = source(
      [
        ['a', 'b', 'c', 'd'],
        ['e', 'f', 'g', 'h'],
      ],
      8,
    );
    await read();
    expect(events).toEqual(['ask 1', 'read 1', 'ask 2', 'read 2']);
  });

  it('is read to the declared total, and a page that was announced and never came is missed', async () => {
    const { read, asked } = source([['a', 'b'], ['c', 'd'], []], 5);
    expect(await read()).toEqual(['read a,b', 'read c,d', 'read ', 'end, 5 declared']);
    expect(asked).toEqual(['1', '2', '3']);
  });

  it('F14 without a total a short page need not be the last: an empty one is, or the same one again', async () => {
    const short = source([['a'], ['b'], []], null);
    expect(await short.read()).toEqual(['read a', 'read b', 'read ', 'end, null declared']);
    const again = source([['a', 'b'], ['c'], ['c']], null);
    expect(await again.read()).toEqual(['read a,b', 'read c', 'end, null declared']);
  });

  it('F10 a page that came before, not only just before, is an error', async () => {
    const pages = [
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b'],
    ];
    await expect(source(pages, 6).read()).rejects.toMatchObject({ code: 'PAGE_REPEATED' });
    const withTotal = source([['a', 'b'], ['c'], ['c']], 5);
    await expect(withTotal.read()).rejects.toMatchObject({ code: 'PAGE_REPEATED' });
  });

  it('no ETag is believed of the first page, nor of any other one for longer than seven nights', async () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    const pages = numbers.map((number) => [`a${number}`, `b${number}`]);
    const checked = new Set<number>();
    for (const night of [1, 2, 3, 4, 5, 6, 7]) {
      const { read, withEtag, markOf } = source(pages, 16, '"v1"');
      const known = numbers.map((number) => knownPage(markOf(number), number, false, 16));
      CLOCK.set(`2024-02-0${night}T02:00:00+07:00`);
      const same = numbers.map((number) => `same page ${number}`);
      expect(await read({ isRead: false, pages: known })).toEqual([...same, 'end, 16 declared']);
      const asked = numbers.filter((number) => !withEtag.includes(number));
      expect(asked[0]).toBe(1);
      expect(asked.length).toBeLessThanOrEqual(3);
      for (const number of asked) checked.add(number);
    }
    expect([...checked].sort()).toEqual(numbers);
  });

  it('an ETag that stays though its page has changed is found out, and then nothing is taken unseen', async () => {
    const before = source(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      4,
    );
    const now = source(
      [
        ['a', 'x'],
        ['c', 'y'],
      ],
      4,
      '"v1"',
    );
    const mark = (number: number) => ({ ...before.markOf(number), etag: '"v1"' });
    const known = { isRead: false, pages: [1, 2].map((number) => knownPage(mark(number), number)) };
    expect(await now.read(known)).toEqual(['again', 'read a,x', 'read c,y', 'end, 4 declared']);
    expect(now.etags).toEqual([null, null]);
  });

  it('leaves pages unread whose bytes are known, and reads the one that changed', async () => {
    const before = source(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      4,
    );
    const now = source(
      [
        ['a', 'b'],
        ['c', 'x'],
      ],
      4,
    );
    const known = { isRead: false, pages: [1, 2].map((number) => knownPage(before.markOf(number), number)) };
    expect(await now.read(known)).toEqual(['same page 1', 'read c,x', 'end, 4 declared']);
    expect(now.asked).toEqual(['1 if not known', '2 if not known']);
  });

  it('goes on behind the pages that a stopped run had read', async () => {
    const { read, asked, markOf } = source(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      4,
    );
    const known = { isRead: false, pages: [knownPage(markOf(1), 1, true)] };
    expect(await read(known)).toEqual(['same page 1', 'read c,d', 'end, 4 declared']);
    expect(asked).toEqual(['2']);
  });

  it('asks nothing of a slice that a stopped run had read to its end', async () => {
    const { read, asked } = source([['a', 'b']], 2);
    expect(await read({ isRead: true, pages: [] })).toEqual(['kept']);
    expect(asked).toEqual([]);
  });

  it('F10: the same page again is an error after at most three requests', async () => {
    const { read, asked } = source(
      [
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
      ],
      null,
    );
    await expect(read()).rejects.toMatchObject({ code: 'PAGE_REPEATED' });
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('F13: rows that slip between pages while it is read: the source is read again from its first page', async () => {
    // Read one by one: the first row goes after page 1 was sent, so that "c" slips onto page 1.
    const answers = [
      { rows: ['a', 'b'], total: 4 },
      { rows: ['d'], total: 3 },
      { rows: ['b', 'c'], total: 3 },
      { rows: ['d'], total: 3 },
    ];
    const asked: number[] = [];
    const slice = pagedSlice(
      { known: async () => NOTHING_KNOWN, clock: CLOCK },
      {
        ...SLICE,
        ask: async (number) => {
          const body = Buffer.from(JSON.stringify(answers[asked.push(number) - 1]));
          const mark = { digest: `${body}`, etag: null };
          return { unchanged: false, mark, headers: {}, body: RawJson.parse(body) };
        },
        open: (body) => ({
          rows: body.field('rows') as RawJson,
          length: ((body.field('rows') as RawJson).unread() as unknown[]).length,
          total: body.field('total')?.value() as number,
        }),
        project,
      },
    );
    const read: string[] = [];
    for await (const batch of slice) read.push(batch.type === 'again' ? 'again' : shown(batch));
    expect(read).toEqual(['read a,b', 'again', 'read b,c', 'read d', 'end, 3 declared']);
    expect(asked).toEqual([1, 2, 1, 2]);
  });

  it('a page that fails is told where it is waited for, not where it was asked for', async () => {
    const failing = source(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      4,
    );
    const read: string[] = [];
    const slice = pagedSlice(
      { known: async () => NOTHING_KNOWN, clock: CLOCK },
      {
        ...SLICE,
        ask: async (number) => {
          if (number === 2) throw new Error('no page 2');
          return {
            unchanged: false,
            mark: failing.markOf(number),
            headers: {},
            body: RawJson.parse(Buffer.from('{"rows":["a","b"]}')),
          };
        },
        open: (body) => ({ rows: body.field('rows') as RawJson, length: 2, total: 4 }),
        project: () => [],
      },
    );
    const drain = async () => {
      for await (const batch of slice) read.push(batch.type);
    };
    await expect(drain()).rejects.toThrow('no page 2');
    expect(read).toEqual(['records']);
  });
});
