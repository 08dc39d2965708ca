import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/app/page.ts';
import { cursorOf, pageOf } from '../../../src/app/paging.ts';
import type { HubError } from '../../../src/core/errors.ts';

const keyOf = (item: string) => item;

describe('pageOf', () => {
  it('gives pages that make up the whole list, without gaps or doubles', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: 1, max: 100 }),
        (list, first) => {
          const read: string[] = [];
          for (let after: string | null = null, more = true; more; ) {
            const page: Page<string> = pageOf(list, keyOf, { first, after });
            expect(page.totalCount).toBe(list.length);
            expect(page.hasPreviousPage).toBe(read.length > 0);
            read.push(...page.items.map(({ node }) => node));
            expect(page.hasNextPage).toBe(read.length < list.length);
            after = page.items.at(-1)?.cursor ?? null;
            more = page.hasNextPage;
          }
          expect(read).toEqual(list);
        },
      ),
    );
  });

  it('refuses a page size outside 1 to 100', () => {
    for (const first of [0, -1, 101, 1.5, Number.NaN]) {
      expect(() => pageOf(['a'], keyOf, { first, after: null })).toThrowError(
        expect.objectContaining({ family: 'config', code: 'BAD_PAGE_SIZE' } satisfies Partial<HubError>),
      );
    }
  });

  it('refuses a cursor that is not of the list', () => {
    for (const after of ['', '!!', 'a', cursorOf('c')]) {
      expect(() => pageOf(['a', 'b'], keyOf, { first: 1, after })).toThrowError(
        expect.objectContaining({ family: 'config', code: 'BAD_CURSOR' } satisfies Partial<HubError>),
      );
    }
  });

  it('gives an empty last page after the last item', () => {
    expect(pageOf(['a'], keyOf, { first: 1, after: cursorOf('a') })).toEqual({
      totalCount: 1,
      items: [],
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });
});
