import type { IndexSet } from '../../catalog/index-set.ts';
import { addDays, type Day, isDay } from '../../core/clock.ts';
import { configError } from '../../core/errors.ts';
import { formatDay, text } from '../../core/text.ts';

/** The day from which a new version holds: after the newest one's, and within the years of the set. */
export function checkedHoldsFrom(day: Day, newest: Day, { code, lastYear }: IndexSet): Day {
  const [first, last] = [addDays(newest, 1), lastYear === null ? null : `${lastYear}-12-31`];
  if (isDay(day) && day >= first && (last === null || day <= last)) return day;
  const until = text(
    last === null ? '' : ` đến ${formatDay(last)}`,
    last === null ? '' : ` to ${formatDay(last)}`,
  );
  throw configError(
    'BAD_HOLDS_FROM',
    text(
      `Ngày bắt đầu có hiệu lực "${day}" của phiên bản mới của "${code}" không dùng được; cần một ngày từ ${formatDay(first)}${until.vi}, ví dụ --holds-from ${first}. Chưa nhập gì.`,
      `"${day}" cannot be the day from which a new version of "${code}" holds; expected a day from ${formatDay(first)}${until.en}, such as --holds-from ${first}. Nothing was imported.`,
    ),
  );
}
