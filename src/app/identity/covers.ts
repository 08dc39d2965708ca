import type { Grant } from '../../core/principal.ts';
import { givesAllOf } from '../rights/permissions.ts';
import type { UnitDirectory } from '../units/unit-directory.ts';

/**
 * Whether somebody who holds some rights may hand on another one (S11): a role that gives nothing that one of their own
 * does not give, on the same unit or one below it.
 */
export const covers = (
  directory: Pick<UnitDirectory, 'byKey' | 'isWithin'>,
  held: readonly Grant[],
  wanted: Grant,
): boolean =>
  held.some(({ role, unit }) => givesAllOf(role, wanted.role) && reaches(directory, unit, wanted.unit));

function reaches(
  directory: Pick<UnitDirectory, 'byKey' | 'isWithin'>,
  from: string | null,
  to: string | null,
): boolean {
  if (from === null || from === to) return true;
  const unit = to === null ? null : directory.byKey(to);
  return unit !== null && directory.isWithin(unit, from);
}
