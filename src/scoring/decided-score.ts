import type { IndexSet, Indicator, ValueColumn } from '../catalog/index-set.ts';
import type { Points } from '../core/points.ts';
import { type Text, text } from '../core/text.ts';
import type { AutomaticScore, ScoreState } from './automatic-score.ts';

/** A value that people gave for one row in one column. */
export interface GivenValue {
  readonly points: Points;
  /** For targets: met or not; null in sets with points. */
  readonly met: boolean | null;
  /** Exactly as given or published. */
  readonly printed: string;
}

export type GivenValues = Readonly<Partial<Record<ValueColumn, GivenValue>>>;

/** The outcome of one indicator for one unit, the machine's and people's values side by side. */
export interface Score {
  readonly indicator: string;
  readonly state: ScoreState;
  readonly points: Points | null;
  /** Why the state is not SCORED; null when it is. */
  readonly reason: Text | null;
  /** Whose value counts; null when none does. */
  readonly basis: ValueColumn | 'AUTOMATIC' | null;
  readonly automatic: AutomaticScore;
  readonly given: GivenValues;
}

const NONE: GivenValues = {};

/**
 * The first value that is there, in the order in which the set lets them count. A row that is taken out stays
 * out whatever people gave; a row without any value is what the set's policy says.
 */
export function decidedScore(
  set: Pick<IndexSet, 'counts' | 'missing'>,
  indicator: Indicator,
  automatic: AutomaticScore,
  given: GivenValues = NONE,
): Score {
  const shared = { indicator: indicator.code, automatic, given };
  if (automatic.state === 'NOT_APPLICABLE') return { ...shared, ...outcome(automatic), basis: null };
  for (const column of set.counts) {
    if (column === 'AUTOMATIC') {
      if (automatic.points !== null) return { ...shared, ...outcome(automatic), basis: 'AUTOMATIC' };
      continue;
    }
    const value = given[column];
    if (value) return { ...shared, state: 'SCORED', points: value.points, reason: null, basis: column };
  }
  const stays = set.missing === 'STAYS_IN_MAX';
  if (set.counts.includes('AUTOMATIC') && (automatic.state !== 'NO_DATA' || stays)) {
    return { ...shared, ...outcome(automatic), basis: null };
  }
  return { ...shared, state: 'NO_DATA', points: stays ? null : 0, reason: MISSING[set.missing], basis: null };
}

const outcome = ({ state, points, reason }: AutomaticScore) => ({ state, points, reason });

const MISSING: Record<IndexSet['missing'], Text> = {
  STAYS_IN_MAX: text('Chưa ai đánh giá.', 'Nobody has given a value yet.'),
  ZERO: text(
    'Không có số liệu báo cáo: theo quyết định, mặc định 0 điểm.',
    'No reported figure: 0 points by the decree.',
  ),
  UNMET: text('Chưa có số liệu: tính là chưa đạt.', 'No figure yet: counts as not met.'),
};
