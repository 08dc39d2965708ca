import { configError } from '../core/errors.ts';
import type { Page, PageRequest } from './page.ts';

export const MAX_PAGE_SIZE = 100;

export function checkPage({ first }: PageRequest): void {
  if (Number.isInteger(first) && first >= 1 && first <= MAX_PAGE_SIZE) return;
  throw configError('BAD_PAGE_SIZE', {
    vi: `"first" là ${first}; phải là số nguyên từ 1 đến ${MAX_PAGE_SIZE}. Hãy đọc tiếp bằng con trỏ "after".`,
    en: `"first" is ${first}; it must be a whole number from 1 to ${MAX_PAGE_SIZE}. Read on with the cursor "after".`,
  });
}

export const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyIn = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();

/**
 * One page of a list in memory. `keyOf` names an item's place in the list: stable and unique,
 * so that a cursor holds between two requests.
 */
export function pageOf<T>(sorted: readonly T[], keyOf: (item: T) => string, request: PageRequest): Page<T> {
  checkPage(request);
  const start = request.after === null ? 0 : indexAfter(sorted, keyOf, request.after);
  const end = start + request.first;
  return {
    totalCount: sorted.length,
    items: sorted.slice(start, end).map((node) => ({ cursor: cursorOf(keyOf(node)), node })),
    hasNextPage: end < sorted.length,
    hasPreviousPage: start > 0,
  };
}

function indexAfter<T>(sorted: readonly T[], keyOf: (item: T) => string, cursor: string): number {
  const key = keyIn(cursor);
  const index = sorted.findIndex((item) => keyOf(item) === key);
  if (index >= 0) return index + 1;
  throw configError('BAD_CURSOR', {
    vi: `Con trỏ "${cursor}" không thuộc danh sách này. Hãy bắt đầu lại từ trang đầu, giữ nguyên bộ lọc khi đọc tiếp.`,
    en: `The cursor "${cursor}" does not belong to this list. Start again at the first page and keep the same filter while reading on.`,
  });
}
