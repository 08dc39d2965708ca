import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { groupScores } from '../ranking.ts';
import type { AssessmentView } from '../views/assessment.ts';
import type { RankedUnit } from '../views/scoreboard.ts';
import { type Direction, sortedBy } from './order.ts';
import type { ResultBoard, Results } from './results.ts';
import { type RowFilter, rowTest, unknownGroup, unknownIndicator } from './row-filter.ts';

export type RankingOrderField =
  | 'RANK'
  | 'UNIT_NAME'
  | 'UNIT_CODE'
  | 'POINTS'
  | 'PERCENT'
  | 'MISSING'
  | 'GROUP'
  | 'INDICATOR';

export interface RankingOrder {
  readonly field: RankingOrderField;
  readonly direction: Direction;
  /** Printed code of the group or indicator whose points decide; null for the other fields. */
  readonly code: string | null;
}

/** The units that have a row such as the filter asks for, in the order that is asked for; ranks stay what they are. */
export function rankingReport(
  results: Results,
  filter: RowFilter | null,
  order: RankingOrder | null,
): RankedUnit[] {
  const boards = filter === null ? results.boards : boardsWithRow(results, filter);
  const sorted = order === null ? boards : sortedBy(boards, sortValue(results, order), order.direction);
  return sorted.map((board) => rankedUnit(results.assessment, board));
}

function boardsWithRow(results: Results, filter: RowFilter): ResultBoard[] {
  const test = rowTest(results.assessment, filter);
  return results.boards.filter((board) => results.cells(board).some(test));
}

function sortValue(
  { assessment, rows }: Results,
  { field, code }: RankingOrder,
): (board: ResultBoard) => number | string | null {
  switch (field) {
    case 'RANK':
      return ({ stored }) => stored.position;
    case 'UNIT_NAME':
      return ({ unit }) => unit.name;
    case 'UNIT_CODE':
      return ({ unit }) => unit.code;
    case 'POINTS':
      return ({ stored }) => stored.points;
    case 'PERCENT':
      return ({ stored }) => stored.percent;
    case 'MISSING':
      return ({ stored }) => stored.maxApplicable - (stored.points ?? 0);
    case 'GROUP': {
      const index = groupIndex(assessment, code);
      return ({ stored }) => stored.groups[index]?.[0] ?? null;
    }
    case 'INDICATOR': {
      const index = rows.findIndex((row) => row.code === code);
      if (index < 0) throw code === null ? noCode(field) : unknownIndicator(assessment.indexSet.code, code);
      return ({ stored }) => stored.scores[index]?.[1] ?? null;
    }
  }
}

function groupIndex({ indexSet }: AssessmentView, code: string | null): number {
  const codes = indexSet.groups.map((group) => group.code);
  if (code === null) throw noCode('GROUP');
  const index = codes.indexOf(code);
  if (index < 0) throw unknownGroup(indexSet.code, code, codes);
  return index;
}

const noCode = (field: string) =>
  configError(
    'ORDER_NEEDS_CODE',
    text(
      `Sắp xếp theo ${field} cần "code": mã nhóm hoặc mã tiêu chí như in. Hãy nêu mã.`,
      `An order by ${field} needs "code": the printed code of the group or indicator. Name it.`,
    ),
  );

const rankedUnit = (assessment: AssessmentView, { unit, stored, rankWithin }: ResultBoard): RankedUnit => ({
  scoreboardId: stored.id,
  rank: stored.rank,
  rankWithin,
  unit,
  points: stored.points,
  maxApplicable: stored.maxApplicable,
  percent: stored.percent,
  groups: groupScores(assessment, unit, stored),
});
