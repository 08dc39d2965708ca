import type { UnusableRow } from '../../../connector-kit/connector.ts';
import { EARLIEST_DAY } from '../../../connector-kit/record-day.ts';
import type { Day } from '../../../core/clock.ts';

/** Why a row is believed by nobody: its day has not come, lies before all records, its value cannot be, or its connector says so. */
export type Doubt = 'FUTURE' | 'PAST' | 'DOMAIN' | UnusableRow;

/** Rows of one stream that were not stored, and one of them in words: "2099-01-01" or "A.SHARE = 130". */
export interface SetAside {
  readonly stream: string;
  readonly doubt: Doubt;
  readonly count: number;
  readonly example: string;
}

/** Keeps rows that cannot be true out of the slices, and remembers that they came. */
export class SetAsideRows {
  /** The last day that a record may bear. */
  readonly #latest: Day;
  readonly #rows = new Map<string, SetAside>();

  /** Rows of all streams. */
  count = 0;

  constructor(latest: Day) {
    this.#latest = latest;
  }

  /** True when no row may bear this day. */
  isUnbelievable(stream: string, day: Day): boolean {
    if (day <= this.#latest && day >= EARLIEST_DAY) return false;
    this.add(stream, day < EARLIEST_DAY ? 'PAST' : 'FUTURE', day);
    return true;
  }

  add(stream: string, doubt: Doubt, example: string, count = 1): void {
    this.count += count;
    const key = `${stream} ${doubt}`;
    const known = this.#rows.get(key);
    this.#rows.set(key, {
      stream,
      doubt,
      count: (known?.count ?? 0) + count,
      example: known?.example ?? example,
    });
  }

  all(): SetAside[] {
    return [...this.#rows.values()];
  }
}
