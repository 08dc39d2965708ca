import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import type { Window } from '../../src/core/clock.ts';
import type { ProfileVerdict } from './measures.ts';

type Change = SourceRecord<ProfileVerdict>;

/**
 * A page shows its latest change only. One made after the window may hide one made inside it, so a unit whose
 * only known updates came later is silent: nobody can say that it had none.
 */
export function changesInside(
  changes: readonly Change[],
  window: Window,
): { readonly records: readonly Change[]; readonly silentUnits: readonly string[] } {
  const isLater = ({ at }: Change) => at.slice(0, 10) > window.to;
  const updated = new Set(changes.filter((one) => !isLater(one) && one.data === 'UPDATED').map(unitOf));
  const silent = new Set(changes.filter((one) => isLater(one) && !updated.has(one.unit)).map(unitOf));
  return {
    records: changes.filter((one) => !isLater(one) && !silent.has(one.unit)),
    silentUnits: [...silent],
  };
}

const unitOf = ({ unit }: Change): string => unit;
