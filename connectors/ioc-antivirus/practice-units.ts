import { closingDay } from '../../src/connector-kit/closing.ts';
import type { SimulatorOptions } from '../../src/connector-kit/simulator-server.ts';
import { dayOf } from '../../src/core/clock.ts';
import { isValidOn, type Unit } from '../../src/core/unit.ts';

/** The units that stood on the closing day; none for a month that is not closed yet. */
export function reportingUnits(
  { units, clock }: Pick<SimulatorOptions, 'units' | 'clock'>,
  month: string,
): readonly Unit[] {
  const day = closingDay(month);
  return day > dayOf(clock.now()) ? [] : units.filter((unit) => isValidOn(unit, day));
}
