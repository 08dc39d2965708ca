import type { Points } from '../../core/points.ts';
import { toNumber } from '../../core/points.ts';
import type { ResultBoard, Results } from '../reports/results.ts';
import type { ScoreView } from '../views/scoreboard.ts';

/** Of readers that are to understand it in ten years; another shape gets another name. */
const FORMAT = 'dti-hub-results/1';

/**
 * What a publication freezes: the ranking, and every row of every unit. Nothing of when or by whom it was made, so the
 * same results are the same document. Points are decimal numbers, as in the API.
 */
export function resultsDocument(results: Results) {
  const { indexSet, year, level, dataWindow } = results.assessment;
  return {
    format: FORMAT,
    indexSet: { code: indexSet.code, version: indexSet.version, digest: indexSet.digest },
    year,
    level,
    dataWindow,
    heldScores: heldScores(results),
    indicators: results.rows.map(({ code, maxPoints }) => ({ code, maxPoints: toNumber(maxPoints) })),
    units: results.boards.map((board) => unitDocument(results, board)),
  };
}

/** Scores that wait for somebody's decision: they stand at their last good value. */
const heldScores = (results: Results): number =>
  results.boards.reduce(
    (sum, board) => sum + results.cells(board).filter(({ state }) => state === 'SUSPECT').length,
    0,
  );

function unitDocument(results: Results, board: ResultBoard) {
  const { unit, rank, points, maxApplicable, percent, indicators } = results.view(board);
  return {
    code: unit.code,
    name: unit.name,
    rank,
    points: decimal(points),
    maxPoints: toNumber(maxApplicable),
    percent: decimal(percent),
    scores: indicators.map(scoreDocument),
  };
}

const scoreDocument = ({ indicator, state, points, met, final }: ScoreView) => ({
  code: indicator.code,
  state,
  points: decimal(points),
  met,
  final: final.printed === null ? null : { ...final, points: decimal(final.points) },
});

const decimal = (hundredths: Points | null): number | null =>
  hundredths === null ? null : toNumber(hundredths);
