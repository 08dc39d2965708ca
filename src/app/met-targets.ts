import type { IndexSet, Indicator } from '../catalog/index-set.ts';
import { type Points, percentOf } from '../core/points.ts';
import type { MetTargets, ScoreView } from './views/scoreboard.ts';

type Model = Pick<IndexSet, 'scoringModel'>;

/** null in sets with points, and for a row without points: it does not apply, or its set does not say yet. */
export const isMet = ({ scoringModel }: Model, { maxPoints }: Indicator, points: Points | null) =>
  scoringModel !== 'TARGETS' || points === null ? null : points >= maxPoints;

/** null in sets with points. A row that does not apply is no target; one without data is a target not met. */
export function metTargets({ scoringModel }: Model, scores: readonly ScoreView[]): MetTargets | null {
  if (scoringModel !== 'TARGETS') return null;
  const total = scores.filter(({ state }) => state !== 'NOT_APPLICABLE').length;
  const met = scores.filter((score) => score.met).length;
  return { met, total, share: percentOf(met, total) };
}
