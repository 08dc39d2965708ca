import type { IndexSet, OfficialResult } from '../catalog/index-set.ts';
import type { Unit } from '../core/unit.ts';
import type { GivenValues } from '../scoring/decided-score.ts';
import type { AssessedValue } from '../store/assessed-values.ts';

type GivenByIndicator = ReadonlyMap<string, GivenValues>;

/** Values of people by unit, then by printed code, then by column. */
export function givenByUnit(values: readonly AssessedValue[]): ReadonlyMap<number, GivenByIndicator> {
  const units = new Map<number, Map<string, GivenValues>>();
  for (const { unitId, indicator, column, points, met, printed } of values) {
    const own = units.get(unitId) ?? new Map<string, GivenValues>();
    own.set(indicator, { ...own.get(indicator), [column]: { points, met, printed } });
    units.set(unitId, own);
  }
  return units;
}

export const officialResultOf = (set: IndexSet, unit: Unit, year: number): OfficialResult | null =>
  set.officialResults.find((result) => result.unit === unit.code && result.year === year) ?? null;

/** A result that the document publishes stands in the final column, over anything given there by hand. */
export function withOfficial(
  official: OfficialResult | null,
  given: GivenByIndicator = new Map(),
): { given: GivenByIndicator; official: OfficialResult | null } {
  if (official === null) return { given, official };
  const merged = new Map(given);
  for (const [code, { points, text }] of official.indicators) {
    merged.set(code, { ...merged.get(code), FINAL: { points, met: null, printed: text } });
  }
  return { given: merged, official };
}
