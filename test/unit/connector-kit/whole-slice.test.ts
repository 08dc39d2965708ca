import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/connector-kit/paging.ts';
import { wholeSlice } from '../../../src/connector-kit/whole-slice.ts';

interface Row {
  readonly id: string;
  readonly version?: number;
}

const page = (ids: string[], total: number | null): Page<Row> => ({
  items: ids.map((id) => ({ id })),
  total,
});

/** Each reading of the source gets the next list of pages, the last one again and again. */
function source(...readings: Page<Row>[][]) {
  const seen = { readings: 0 };
  const read = () =>
    wholeSlice(
      ({ id }: Row) => id,
      async function* () {
        yield* readings[Math.min(seen.readings++, readings.length - 1)] ?? [];
      },
    );
  return { seen, read };
}

describe('wholeSlice', () => {
  it('F17 takes a repeated row once, from its last place, and out of the total', async () => {
    const first: Page<Row> = { items: [{ id: 'a', version: 1 }, { id: 'b' }], total: 3 };
    const second: Page<Row> = { items: [{ id: 'a', version: 2 }], total: 3 };
    expect(await source([first, second]).read()).toEqual({
      rows: [{ id: 'a', version: 2 }, { id: 'b' }],
      received: 3,
      total: 3,
      declared: 2,
    });
  });

  it('a total below what came stays what the source said: no count is negative', async () => {
    const pages = source([page(['a', 'b', 'b', 'b'], 1)]);
    expect(await pages.read()).toMatchObject({ received: 4, total: 1, declared: 1 });
  });

  it('tells the gap when fewer rows came than declared, and nothing without a total', async () => {
    expect(await source([page(['a'], 3)]).read()).toMatchObject({ declared: 3 });
    expect(await source([page(['a'], null)]).read()).toMatchObject({ declared: null });
    expect(await source([]).read()).toMatchObject({ rows: [], declared: null });
  });

  it('F13 reads again when the total moves', async () => {
    const moved = source([page(['a'], 2), page(['b'], 3)], [page(['a', 'b'], 3), page(['c'], 3)]);
    expect((await moved.read()).rows).toHaveLength(3);
    expect(moved.seen.readings).toBe(2);
  });

  it('F13 gives up when the total moves in every reading', async () => {
    const moving = source([page(['a'], 2), page(['b'], 3)]);
    await expect(moving.read()).rejects.toMatchObject({ family: 'retry', code: 'SOURCE_MOVES' });
    expect(moving.seen.readings).toBe(3);
  });
});
