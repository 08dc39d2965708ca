import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/**
 * A place in one list. The list's name stands in the cursor, so that one of another list, year or row is refused
 * instead of giving a wrong page.
 */
export const placeCursor = (list: string, ...place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([list, ...place])).toString('base64url');

/** Whether a part is a number that rows have: whoever makes a cursor up may write any other (S27). */
export const isRowNumber = (part: unknown): part is number =>
  Number.isInteger(part) && (part as number) >= 0 && (part as number) < 2 ** 31;

/** The place a cursor names in `list`; `isPlace` tells whether its parts make sense there. Throws BAD_CURSOR. */
export function placeOf<P extends readonly (string | number)[]>(
  list: string,
  cursor: string,
  isPlace: (place: readonly unknown[]) => place is P,
): P {
  try {
    const [named, ...place] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (named === list && isPlace(place)) return place;
  } catch {
    // Not one of ours: told below.
  }
  throw configError(
    'BAD_CURSOR',
    text(
      `Con trỏ "${cursor.slice(0, 60)}" không thuộc danh sách này. Hãy bắt đầu lại từ trang đầu.`,
      `The cursor "${cursor.slice(0, 60)}" does not belong to this list. Start again at the first page.`,
    ),
  );
}
