import { isDeepStrictEqual } from 'node:util';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** What the source says there is in all; null when it does not say. */
  readonly total: number | null;
  /** True when the source says that no page follows, whatever the totals are. */
  readonly isLast?: boolean;
}

/** A source with more pages than this in one slice is wrong or wrongly configured. */
export const MAX_PAGES = 20_000;

/**
 * Reads numbered pages until one is shorter than `size` or the declared total is reached.
 * A page that comes again is an error at once: a source that ignores the page number would never end.
 */
export async function* numberedPages<T>(
  size: number,
  firstNumber: number,
  read: (page: number) => Promise<Page<T>>,
): AsyncGenerator<Page<T>> {
  let received = 0;
  let previous: readonly T[] = [];
  for (let page = firstNumber; ; page++) {
    const answer = await read(page);
    // Stops at the first difference, so pages that differ cost nothing.
    if (answer.items.length > 0 && isDeepStrictEqual(answer.items, previous)) throw repeated(page);
    if (page - firstNumber >= MAX_PAGES) throw tooMany();
    previous = answer.items;
    received += answer.items.length;
    yield answer;
    const atEnd = answer.total === null ? answer.items.length < size : received >= answer.total;
    // A short page before the declared total is told by the comparison of totals, not by reading for ever.
    if (atEnd || answer.isLast || answer.items.length === 0) return;
  }
}

/** All pages as one; its total is what the last of them says. */
export async function joined<T>(pages: AsyncIterable<Page<T>>): Promise<Page<T>> {
  const items: T[] = [];
  let total: number | null = null;
  for await (const page of pages) {
    items.push(...page.items);
    total = page.total;
  }
  return { items, total };
}

export const repeated = (page: number) =>
  configError(
    'PAGE_REPEATED',
    text(
      `Nguồn trả lại đúng một trang nhiều lần (trang ${page}). Hãy kiểm tra cách đánh số trang trong cấu hình nguồn.`,
      `The source sends the same page again (page ${page}). Check the page numbering in the source's configuration.`,
    ),
  );

export const tooMany = () =>
  configError(
    'TOO_MANY_PAGES',
    text(
      `Nguồn có hơn ${MAX_PAGES} trang cho một kỳ. Hãy tăng số dòng mỗi trang hoặc thu hẹp kỳ lấy dữ liệu.`,
      `The source has more than ${MAX_PAGES} pages for one slice. Raise the page size or narrow the window.`,
    ),
  );
