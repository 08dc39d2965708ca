import { closingDay } from '../../src/connector-kit/closing.ts';
import type { Day } from '../../src/core/clock.ts';
import { personError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { MonthUsage, WorkFunction } from './usage.ts';

/** Adds a month and answers, per unit code of that month, how many functions it has used since January. */
export type FunctionTally = (usage: MonthUsage) => ReadonlyMap<string, number>;

/**
 * Months are added in order; January starts anew. `unitKey` tells apart two units that had one code at two
 * times, so that a new commune does not inherit what its namesake did before the reform.
 */
export function functionTally(unitKey: (code: string, day: Day) => string): FunctionTally {
  let year = '';
  let shortMonth: string | null = null;
  let used = new Map<string, Set<WorkFunction>>();
  return ({ month, units, declaredTotal }) => {
    if (month.slice(0, 4) !== year) {
      year = month.slice(0, 4);
      shortMonth = null;
      used = new Map();
    }
    if (shortMonth) throw incomplete(shortMonth, month);
    if (units.length !== declaredTotal) shortMonth = month;
    return new Map(
      units.map(({ unit, functions }) => {
        const key = unitKey(unit, closingDay(month));
        const known = used.get(key) ?? new Set();
        used.set(key, new Set([...known, ...functions]));
        return [unit, used.get(key)?.size ?? 0];
      }),
    );
  };
}

/** A sum over months of which one is short would be too low without anyone seeing it. */
const incomplete = (shortMonth: string, month: string) =>
  personError(
    'INCOMPLETE_MONTH',
    text(
      `Tháng ${shortMonth} của nguồn có số đơn vị khác số nguồn công bố, nên chưa thể tính lũy kế chức năng cho tháng ${month}. Hãy hỏi đơn vị vận hành nền tảng rồi lấy lại dữ liệu.`,
      `The source's month ${shortMonth} holds another number of units than it declares, so functions cannot be cumulated for ${month}. Ask the platform's operator, then pull again.`,
    ),
  );
