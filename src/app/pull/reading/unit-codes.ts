import type { Day } from '../../../core/clock.ts';
import { isValidOn } from '../../../core/unit.ts';
import type { DatedUnit } from './read-job.ts';

/** Finds the unit that a source's code names on a day; a code that names none is never guessed. */
export class UnitCodes {
  /** By code, then by month. */
  readonly #known = new Map<string, Map<string, number | null>>();
  readonly #units: ReadonlyMap<string, readonly DatedUnit[]>;
  // Codes come from outside: none may be taken for a property that every object has.
  /** Of ready values; records are stored with the code. */
  readonly quarantined: Record<string, number> = Object.create(null);

  constructor(units: ReadonlyMap<string, readonly DatedUnit[]>) {
    this.#units = units;
  }

  /** Surrogate id, or null. */
  find(code: string, day: Day): number | null {
    // Units change at month ends at the earliest, so a month and code always name the same unit.
    const month = day.slice(0, 7);
    const months = this.#known.get(code) ?? new Map<string, number | null>();
    if (months.size === 0) this.#known.set(code, months);
    let id = months.get(month);
    if (id === undefined) {
      const unit = (this.#units.get(code) ?? []).find((one) => isValidOn(one, day));
      id = unit?.id ?? null;
      months.set(month, id);
    }
    return id;
  }

  /** The same of a ready value, which is not stored without its unit: a code that names none is counted. */
  resolve(code: string, day: Day): number | null {
    const id = this.find(code, day);
    if (id === null) this.quarantined[code] = (this.quarantined[code] ?? 0) + 1;
    return id;
  }
}
