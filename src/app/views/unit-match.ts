import type { Day } from '../../core/clock.ts';
import type { Text } from '../../core/text.ts';
import type { Unit } from '../../core/unit.ts';

/** Why a code of a source names no unit. */
export type UnmatchedReason = 'NO_CODE' | 'NAME' | 'OLD_CODE' | 'NEW_CODE' | 'NO_SUCH_UNIT' | 'UNKNOWN';

/** What speaks for a unit, the strongest first. */
export type ProposalKind =
  | 'OTHER_SPELLING'
  | 'LEADING_ZEROS'
  | 'LETTER_CASE'
  | 'SUCCESSOR'
  | 'PREDECESSOR'
  | 'SAME_NAME_AND_PLACE'
  | 'SAME_NAME'
  | 'SAME_NAME_OTHER_KIND'
  | 'SIMILAR_NAME';

/** A unit that a code may mean: a person decides. */
export interface UnitProposal {
  readonly unit: Unit;
  readonly kind: ProposalKind;
  readonly why: Text;
}

/** A code of a source that waits for a person. */
export interface UnmatchedUnitView {
  readonly sourceId: string;
  /** Exactly as the source writes it. */
  readonly sourceCode: string;
  readonly reason: UnmatchedReason;
  readonly why: Text;
  readonly records: number;
  /** Ready values. */
  readonly values: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly proposals: readonly UnitProposal[];
}

/** What stands for a code: a decision of a person, or the unit map of the source's settings. */
export interface UnitMatchView {
  /** null: stands in the settings, and is changed there. */
  readonly id: string | null;
  readonly sourceId: string;
  readonly sourceCode: string;
  /** null: none of ours. */
  readonly unitCode: string | null;
  /** All units that bear the code on these days. */
  readonly units: readonly Unit[];
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

/** A decision just taken and what it moves. */
export interface UnitDecision {
  readonly match: UnitMatchView;
  /** Rows that wait for the next pull with it. */
  readonly waitingRows: number;
}

export interface ConfirmUnitMatch {
  /** id, name or connector of the source. */
  readonly source: string;
  readonly sourceCode: string;
  /** Code, or key of one unit with its days. */
  readonly unit: string;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly reason: string;
}

export interface IgnoreUnitCode {
  readonly source: string;
  readonly sourceCode: string;
  readonly reason: string;
}

export interface WithdrawUnitMatch {
  readonly match: string;
  readonly reason: string;
}
