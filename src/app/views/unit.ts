import type { Day } from '../../core/clock.ts';
import type { SuccessionKind, Unit, UnitLevel } from '../../core/unit.ts';

export interface UnitFilter {
  readonly search: string | null;
  readonly level: UnitLevel | null;
  readonly validOn: Day | null;
}

export type UnitView = Unit;

export interface SuccessionView {
  readonly unit: UnitView;
  readonly kind: SuccessionKind;
  readonly date: Day;
}
