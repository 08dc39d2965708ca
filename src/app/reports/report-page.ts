import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { placeCursor, placeOf } from '../cursor.ts';
import type { Page, PageRequest } from '../page.ts';
import { checkPage } from '../paging.ts';

/**
 * One page of a report. A cursor names a row by its key and by where it stood: while nothing changes the next page costs
 * no search, however long the report is.
 */
export function reportPage<R>(rows: readonly R[], keyOf: (row: R) => string, request: PageRequest): Page<R> {
  checkPage(request);
  const start = request.after === null ? 0 : placeAfter(rows, keyOf, request.after);
  const shown = rows.slice(start, start + request.first);
  return {
    totalCount: rows.length,
    items: shown.map((node, index) => ({ cursor: placeCursor(LIST, start + index, keyOf(node)), node })),
    hasNextPage: start + shown.length < rows.length,
    hasPreviousPage: start > 0,
  };
}

const LIST = 'report';

function placeAfter<R>(rows: readonly R[], keyOf: (row: R) => string, cursor: string): number {
  const [place, key] = placeOf(LIST, cursor, isPlace);
  const there = rows[place];
  const index =
    there !== undefined && keyOf(there) === key ? place : rows.findIndex((row) => keyOf(row) === key);
  if (index >= 0) return index + 1;
  throw configError(
    'BAD_CURSOR',
    text(
      'Dòng mà con trỏ chỉ đến không còn trong bảng này. Hãy đọc lại từ trang đầu, giữ nguyên bộ lọc.',
      'The row that the cursor names is no longer in this table. Read again from the first page and keep the filter.',
    ),
  );
}

const isPlace = (place: readonly unknown[]): place is readonly [number, string] =>
  place.length === 2 && Number.isInteger(place[0]) && typeof place[1] === 'string';
