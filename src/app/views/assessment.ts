import type { IndicatorChange } from '../../catalog/compare-editions.ts';
import type { IndexSet, Indicator } from '../../catalog/index-set.ts';
import type { Day, Window } from '../../core/clock.ts';
import type { Points } from '../../core/points.ts';
import type { UnitLevel } from '../../core/unit.ts';
import type { PublishedMoment } from '../../store/publications.ts';

export interface EditionComparison {
  readonly from: IndexSet;
  readonly to: IndexSet;
  readonly changes: readonly IndicatorChange[];
}

export type AssessmentState = 'COLLECTING' | 'ENTRY' | 'APPROVAL' | 'PUBLISHED';

export interface AssessmentView {
  readonly id: number;
  readonly indexSet: IndexSet;
  readonly year: number;
  readonly level: UnitLevel;
  /** Who runs the assessment of this level. */
  readonly owner: string;
  readonly state: AssessmentState;
  readonly dataWindow: Window;
  readonly entryDeadline: Day;
  readonly maxPoints: Points;
  readonly declaredMaxPoints: Points | null;
  /** True while any value comes from a practice source: such results cannot be published. */
  readonly practice: boolean;
  /** null before the first scoring. */
  readonly scoredAt: Date | null;
  /** Oldest first. */
  readonly published: readonly PublishedMoment[];
}

export interface RemovalProposal {
  readonly indicator: Indicator;
  readonly unitsWithData: number;
  readonly units: number;
  /** Hundredths of a percent. */
  readonly share: number;
}
