import type { Assignment, Indicator } from '../../catalog/index-set.ts';
import type { Points } from '../../core/points.ts';
import type { ScoreState } from '../../scoring/automatic-score.ts';

export interface RemediationItem {
  readonly indicator: Indicator;
  readonly state: ScoreState;
  readonly points: Points | null;
  readonly maxPoints: Points;
  readonly missingPoints: Points;
  /** What would close it, in the reader's language. */
  readonly closing: string;
  readonly assignment: Assignment;
}

/** Where points were lost: what a row or a group lacks to its maximum. */
export interface Losses {
  /** Groups of the first rank in the set's order, so that they add up to what the unit lacks in all. */
  readonly byGroup: readonly GroupLoss[];
  /** Most lost points first. */
  readonly byResponsible: readonly ResponsibleLoss[];
}

export interface GroupLoss {
  readonly code: string;
  readonly title: string;
  readonly lost: Points;
  readonly maxPoints: Points;
}

export interface ResponsibleLoss {
  /** As printed, several together ("VP-TK, VHTT xã"); null for rows that the document gives to nobody. */
  readonly responsible: string | null;
  readonly lost: Points;
  /** Rows below their maximum. */
  readonly items: number;
}
