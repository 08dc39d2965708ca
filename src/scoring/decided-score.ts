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
  if (automatic.state === 'NOT_APPLICABLE') return score(indicator, automatic, given, automatic, null);
  for (const column of set.counts) {
    if (column === 'AUTOMATIC') {
      if (automatic.points !== null) return score(indicator, automatic, given, automatic, 'AUTOMATIC');
      continue;
    }
    const value = given[column];
    if (value)
      return score(
        indicator,
        automatic,
        given,
        { state: 'SCORED', points: value.points, reason: null },
        column,
      );
  }
  const stays = set.missing === 'STAYS_IN_MAX';
  if (set.counts.includes('AUTOMATIC') && (automatic.state !== 'NO_DATA' || stays)) {
    return score(indicator, automatic, given, automatic, null);
  }
  const missing: Outcome = { state: 'NO_DATA', points: stays ? null : 0, reason: MISSING[set.missing] };
  return score(indicator, automatic, given, missing, null);
}

type Outcome = Pick<Score, 'state' | 'points' | 'reason'>;

/** Written out, since half a million are made for a country: spreading their parts cost more than all the rest. */
const score = (
  { code }: Indicator,
  automatic: AutomaticScore,
  given: GivenValues,
  { state, points, reason }: Outcome,
  basis: Score['basis'],
): Score => ({ indicator: code, state, points, reason, basis, automatic, given });

const MISSING: Record<IndexSet['missing'], Text> = {
  STAYS_IN_MAX: text('Chưa ai đánh giá.', 'Nobody has given a value yet.'),
  ZERO: text(
    'Không có số liệu báo cáo: theo quyết định, mặc định 0 điểm.',
    'No reported figure: 0 points by the decree.',
  ),
  UNMET: text('Chưa có số liệu: tính là chưa đạt.', 'No figure yet: counts as not met.'),
};
