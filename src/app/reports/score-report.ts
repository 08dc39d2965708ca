import type { ScoreboardView, ScoreView } from '../views/scoreboard.ts';
import { type Direction, sortedBy } from './order.ts';
import type { Cell, ResultBoard, Results } from './results.ts';
import { missingOf, type RowFilter, rowTest } from './row-filter.ts';

/** PRINTED: as the decree prints the rows, unit by unit in the order of the ranking. */
export type ScoreOrderField = 'PRINTED' | 'UNIT_NAME' | 'POINTS' | 'MISSING' | 'STATE' | 'AGE';

export interface ScoreOrder {
  readonly field: ScoreOrderField;
  readonly direction: Direction;
}

/** One row of one scoreboard in a table of many; `results.view(board)` shows it. */
export interface ScoreRow {
  readonly board: ResultBoard;
  /** Among the rows of the board. */
  readonly index: number;
  readonly cell: Cell;
}

/** The rows of all scoreboards that a filter leaves. */
export function scoreReport(results: Results, filter: RowFilter, order: ScoreOrder | null): ScoreRow[] {
  const test = rowTest(results.assessment, filter);
  const rows = results.boards.flatMap((board) =>
    results.cells(board).flatMap((cell, index) => (test(cell) ? [{ board, index, cell }] : [])),
  );
  return ordered(rows, order, ({ board, cell }) => ({ name: board.unit.name, cell }));
}

/** The rows of one scoreboard that a filter leaves, in the order that is asked for. */
export function scoresOf(
  scoreboard: ScoreboardView,
  filter: RowFilter,
  order: ScoreOrder | null,
): ScoreView[] {
  const test = rowTest(scoreboard.assessment, filter);
  const rows = scoreboard.indicators.map((score) => ({ score, cell: cellOf(score) }));
  const left = rows.filter(({ cell }) => test(cell));
  return ordered(left, order, ({ cell }) => ({ name: scoreboard.unit.name, cell })).map(({ score }) => score);
}

export const missingPoints = ({ state, points, maxPoints }: ScoreView) => missingOf(state, points, maxPoints);

const cellOf = (score: ScoreView): Cell => ({
  indicator: score.indicator,
  state: score.state,
  points: score.points,
  missing: missingPoints(score),
  freshness: score.freshness.state,
  asOf: score.freshness.asOf,
});

interface Sorted {
  readonly name: string;
  readonly cell: Cell;
}

const KEYS: Readonly<Record<Exclude<ScoreOrderField, 'PRINTED'>, (row: Sorted) => number | string | null>> = {
  UNIT_NAME: ({ name }) => name,
  POINTS: ({ cell }) => cell.points,
  MISSING: ({ cell }) => cell.missing,
  STATE: ({ cell }) => cell.state,
  AGE: ({ cell }) => cell.asOf && -cell.asOf.getTime(),
};

function ordered<R>(rows: readonly R[], order: ScoreOrder | null, sortedOf: (row: R) => Sorted): R[] {
  if (order === null) return [...rows];
  const { field, direction } = order;
  if (field !== 'PRINTED') return sortedBy(rows, (row) => KEYS[field](sortedOf(row)), direction);
  return direction === 'ASC' ? [...rows] : [...rows].reverse();
}
