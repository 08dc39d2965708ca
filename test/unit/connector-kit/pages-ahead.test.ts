import { describe, expect, it } from 'vitest';
import { PagesAhead } from '../../../src/connector-kit/pages-ahead.ts';

/** Pages that come when the test says so. */
function source() {
  const asked: number[] = [];
  const come = new Map<number, () => void>();
  const ahead = new PagesAhead(async (number, received) => {
    asked.push(number);
    come.set(number, received);
    return `page ${number}`;
  });
  return { ahead, asked, comes: (number: number) => come.get(number)?.() };
}

describe('pages asked for ahead', () => {
  it('the one after next is asked for when the next has come, before that is taken', async () => {
    const { ahead, asked, comes } = source();
    expect(await ahead.page(1)).toBe('page 1');
    ahead.needed(2, 3);
    expect(asked).toEqual([1, 2]);
    comes(2);
    expect(asked).toEqual([1, 2, 3]);
    expect([await ahead.page(2), await ahead.page(3)]).toEqual(['page 2', 'page 3']);
    expect(asked).toEqual([1, 2, 3]);
  });

  it('nothing is asked for beyond what is needed: not after the first page, not after the last', async () => {
    const { ahead, asked, comes } = source();
    const first = ahead.page(1);
    comes(1);
    await first;
    ahead.needed(2, 2);
    comes(2);
    expect(asked).toEqual([1, 2]);
  });

  it('who reads slowly is not overrun: only a page that is known to be needed when the last one comes', async () => {
    const { ahead, asked, comes } = source();
    await ahead.page(1);
    ahead.needed(2, 3);
    comes(2);
    comes(3);
    expect(asked).toEqual([1, 2, 3]);
    await ahead.page(2);
    ahead.needed(3, 4);
    await ahead.page(3);
    ahead.needed(4, 5);
    expect(asked).toEqual([1, 2, 3, 4]);
  });

  it('a page that was taken is kept no longer', async () => {
    const { ahead, asked } = source();
    await ahead.page(1);
    await ahead.page(1);
    expect(asked).toEqual([1, 1]);
  });

  it('a page that comes twice, since it was cut off, has the next one asked for once', async () => {
    const { ahead, asked, comes } = source();
    await ahead.page(1);
    ahead.needed(2, 3);
    comes(2);
    comes(2);
    expect(asked).toEqual([1, 2, 3]);
  });
});
