import type { Day } from '../../../core/clock.ts';
import { isValidOn } from '../../../core/unit.ts';
import type { DatedUnit } from './read-job.ts';

/** Finds the unit that a source's code names on a day; a code that names none is never guessed. */
export class UnitCodes {
  readonly #units: ReadonlyMap<string, readonly DatedUnit[]>;

  constructor(units: ReadonlyMap<string, readonly DatedUnit[]>) {
    this.#units = units;
  }

  /** Surrogate id, or null. This is on the road of every record. */
  find(code: string, day: Day): number | null {
    const units = this.#units.get(code);
    if (units === undefined) return null;
    for (const unit of units) if (isValidOn(unit, day)) return unit.id;
    return null;
  }
}
