import type { Indicator } from '../../catalog/index-set.ts';
import { type Points, percentOf } from '../../core/points.ts';
import type { Cell, Results } from '../reports/results.ts';
import { EVERY_ROW, type RowFilter, rowTest } from '../reports/row-filter.ts';
import type { ScoreState } from '../views/scoreboard.ts';
import { type Distribution, distributionOf } from './distribution.ts';

export interface GroupStatistics {
  readonly code: string;
  readonly title: string;
  readonly points: Distribution;
}

export interface IndicatorStatistics {
  readonly indicator: Indicator;
  /** Of the units with points in this row. */
  readonly points: Distribution;
  /** Units to which the row applies. */
  readonly applicable: number;
  readonly atMaximum: number;
  /** Of those with points; hundredths of a percent, null when there is none. */
  readonly shareAtMaximum: number | null;
  readonly missing: Points;
  readonly states: readonly StateCount[];
}

export interface StateCount {
  readonly state: ScoreState;
  readonly units: number;
}

/** How the units of an assessment did on the whole. Every unit's points were counted in the hub's own units: hundredths. */
export const totalsOf = ({ boards }: Results) => ({
  points: distributionOf(present(boards.map(({ stored }) => stored.points))),
  /** Of units without any points nothing is said. */
  percent: distributionOf(
    present(boards.map(({ stored }) => (stored.points === null ? null : stored.percent))),
  ),
});

export const groupStatistics = ({ assessment, boards }: Results): GroupStatistics[] =>
  assessment.indexSet.groups.map(({ code, title }, index) => ({
    code,
    title,
    points: distributionOf(present(boards.map(({ stored }) => stored.groups[index]?.[0] ?? null))),
  }));

/** Of the rows that the filter's groups and indicators leave; of each only the units whose row it leaves. */
export function indicatorStatistics(results: Results, filter: RowFilter): IndicatorStatistics[] {
  const { groups, indicators } = filter;
  const isShown = rowTest(results.assessment, { ...EVERY_ROW, groups, indicators });
  const isMeant = rowTest(results.assessment, filter);
  const boards = results.boards.map((board) => results.cells(board));
  return results.rows.flatMap((indicator, index) => {
    const cells = boards.flatMap((cells) => cells[index] ?? []);
    // Without any unit there is no cell to ask, and nothing to tell.
    return cells[0] && isShown(cells[0]) ? [ofCells(indicator, cells.filter(isMeant))] : [];
  });
}

function ofCells(indicator: Indicator, cells: readonly Cell[]): IndicatorStatistics {
  const points = present(cells.map((cell) => (cell.state === 'NOT_APPLICABLE' ? null : cell.points)));
  const atMaximum = points.filter((value) => value >= indicator.maxPoints).length;
  const count = (state: ScoreState) => cells.filter((cell) => cell.state === state).length;
  return {
    indicator,
    points: distributionOf(points),
    applicable: cells.length - count('NOT_APPLICABLE'),
    atMaximum,
    shareAtMaximum: percentOf(atMaximum, points.length),
    missing: cells.reduce((sum, cell) => sum + cell.missing, 0),
    states: STATES.map((state) => ({ state, units: count(state) })),
  };
}

const STATES: readonly ScoreState[] = ['SCORED', 'NO_DATA', 'NOT_APPLICABLE', 'SUSPECT', 'ERROR'];

const present = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
