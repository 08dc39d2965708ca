import type { Day } from './clock.ts';

export const UNIT_LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'DEPARTMENT'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** Where a code comes from: the state's list, or ours where no list in the data has one (districts, departments). */
export type CodeSystem = 'OFFICIAL' | 'HUB';

/** What became of a unit at a reform. */
export type SuccessionKind = 'MERGED' | 'SPLIT' | 'RENAMED' | 'UNCHANGED';

/** A unit as it stood between two dates. One code may name two units at two times. */
export interface Unit {
  /** Stable key of ours, never reused: level, code and start of validity. */
  readonly key: string;
  readonly code: string;
  readonly codeSystem: CodeSystem;
  readonly name: string;
  readonly level: UnitLevel;
  /** Key of the unit it belonged to; null for a province. */
  readonly parentKey: string | null;
  /** First day of validity; null when the data do not tell. */
  readonly validFrom: Day | null;
  /** Last day of validity; null while it exists. */
  readonly validTo: Day | null;
}

/** One arrow of a reform: `from` became (part of) `to` on `date`. */
export interface Succession {
  readonly fromKey: string;
  readonly toKey: string;
  readonly kind: SuccessionKind;
  readonly date: Day;
}

export const isValidOn = (unit: Pick<Unit, 'validFrom' | 'validTo'>, day: Day): boolean =>
  (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || unit.validTo >= day);
