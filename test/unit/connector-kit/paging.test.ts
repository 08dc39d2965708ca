import { describe, expect, it } from 'vitest';
import { joined, numberedPages, type Page } from '../../../src/connector-kit/paging.ts';

/** Reads a source that has these pages and sends empty ones after them. */
async function read(size: number, pages: readonly Page<number>[], first = 1) {
  const asked: number[] = [];
  const items: number[] = [];
  const source = numberedPages(size, first, async (number) => {
    asked.push(number);
    return pages[number - first] ?? { items: [], total: null };
  });
  for await (const page of source) items.push(...page.items);
  return { asked, items };
}

async function drained(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source);
}

const page = (items: number[], total: number | null = null): Page<number> => ({ items, total });

describe('numberedPages', () => {
  it('begins at the first page, whatever its number is', async () => {
    expect(await read(2, [page([1, 2]), page([3])], 0)).toEqual({ asked: [0, 1], items: [1, 2, 3] });
    expect(await read(2, [page([1, 2]), page([3])], 1)).toEqual({ asked: [1, 2], items: [1, 2, 3] });
  });

  it('F12 without a total a page shorter than the size is the last', async () => {
    expect((await read(2, [page([1, 2]), page([3, 4]), page([])])).asked).toEqual([1, 2, 3]);
    expect((await read(2, [page([])])).asked).toEqual([1]);
  });

  it('with a total it ends where the total is reached', async () => {
    expect((await read(2, [page([1, 2], 4), page([3, 4], 4)])).asked).toEqual([1, 2]);
    expect((await read(2, [page([], 0)])).asked).toEqual([1]);
  });

  it('F14 a short page before the declared total is followed by the next', async () => {
    expect(await read(3, [page([1, 2, 3], 5), page([4], 5), page([5], 5)])).toEqual({
      asked: [1, 2, 3],
      items: [1, 2, 3, 4, 5],
    });
  });

  it('F14 a total that is never reached ends at an empty page', async () => {
    expect((await read(3, [page([1, 2, 3], 9), page([4], 9)])).asked).toEqual([1, 2, 3]);
  });

  it('ends where the source says that no page follows', async () => {
    expect((await read(2, [page([1, 2], 9), { items: [3, 4], total: 9, isLast: true }])).asked).toEqual([
      1, 2,
    ]);
  });

  it('F10 a page that comes again is an error at the second request', async () => {
    let asked = 0;
    const source = numberedPages(2, 1, async () => {
      asked++;
      return { items: [{ id: 1 }, { id: 2 }], total: 100 };
    });
    await expect(drained(source)).rejects.toMatchObject({ family: 'config', code: 'PAGE_REPEATED' });
    expect(asked).toBe(2);
  });

  it('F11 distinct pages without end stop at a limit', async () => {
    const source = numberedPages(1, 1, async (number) => ({ items: [number], total: null }));
    await expect(drained(source)).rejects.toMatchObject({ family: 'config', code: 'TOO_MANY_PAGES' });
  });
});

it('joined pages are one, with the total of the last', async () => {
  async function* pages() {
    yield page([1, 2], 3);
    yield page([3], 4);
  }
  expect(await joined(pages())).toEqual({ items: [1, 2, 3], total: 4 });
});
