import type { Unit } from '../../core/unit.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';

export type Units = Pick<UnitDirectory, 'byKey' | 'isWithin' | 'successors' | 'sameBody'>;

/**
 * Whether a right on one unit reaches another: itself under any name and code, those below it, and those that as a
 * whole became part of it or of one below it. It never goes on to a unit into which its own was merged: that one has
 * other parts too, and who answers for it is decided by people (see grant-view.ts).
 */
export function reaches(units: Units, grantedKey: string, unit: Unit): boolean {
  if (units.isWithin(unit, grantedKey)) return true;
  for (let at: Unit | null = unit; at; at = at.parentKey === null ? null : units.byKey(at.parentKey)) {
    const heir = wholeHeir(units, at);
    if (heir && reaches(units, grantedKey, heir)) return true;
  }
  return false;
}

/** The one unit that took over a unit as a whole; null when it was split, or still exists. */
function wholeHeir(units: Units, { key }: Unit): Unit | null {
  const [heir, ...others] = units.successors(key);
  return heir && others.length === 0 && heir.kind !== 'SPLIT' ? heir.unit : null;
}
