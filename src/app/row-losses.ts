import type { Points } from '../core/points.ts';
import type { ScoreView } from './views/scoreboard.ts';

/** A row below its maximum. */
export interface RowLoss {
  readonly score: ScoreView;
  readonly missing: Points;
}

/** Most missing points first, otherwise as printed; what has nothing to do or is taken out is no loss. */
export const lossesOfRows = (scores: readonly ScoreView[]): RowLoss[] =>
  scores
    .filter(({ state }) => state !== 'NOT_APPLICABLE')
    .map((score) => ({ score, missing: score.maxPoints - (score.points ?? 0) }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing);
