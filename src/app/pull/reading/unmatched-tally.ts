import type { Day } from '../../../core/clock.ts';
import type { UnmatchedValues } from '../../../store/slices.ts';

/** Counts the ready values of one slice whose code names no unit on their day. */
export class UnmatchedTally {
  // Codes come from outside: in a map none is taken for a property that every object has.
  readonly #codes = new Map<string, Map<Day, number>>();

  add(code: string, day: Day): void {
    // NUL cannot be stored in a PostgreSQL text; a source that sends one sends it by mistake.
    const clean = code.replaceAll('\u0000', '');
    const days = this.#codes.get(clean) ?? new Map<Day, number>();
    this.#codes.set(clean, days.set(day, (days.get(day) ?? 0) + 1));
  }

  values(): UnmatchedValues {
    return [...this.#codes].flatMap(([code, days]) =>
      [...days].map(([day, count]) => [code, day, count] as const),
    );
  }
}
