import type { Indicator } from '../../catalog/index-set.ts';
import { configError } from '../../core/errors.ts';
import type { Points } from '../../core/points.ts';
import { text } from '../../core/text.ts';
import type { ResultBoard, Results } from '../reports/results.ts';
import type { AssessmentView } from '../views/assessment.ts';
import type { ScoreboardView, ScoreView } from '../views/scoreboard.ts';

export interface UnitComparison {
  readonly assessment: AssessmentView;
  /** In the order that was asked for. */
  readonly scoreboards: readonly ScoreboardView[];
  readonly rows: readonly ComparedRow[];
}

export interface ComparedRow {
  readonly indicator: Indicator;
  /** In the order of the units. */
  readonly scores: readonly ScoreView[];
  /** Most less fewest points of the units that have any; null when fewer than two have. */
  readonly spread: Points | null;
}

const MOST_UNITS = 10;

/** Some units of one assessment side by side, row by row. Throws UNIT_NOT_IN_RANKING. */
export function compareUnits(results: Results, codes: readonly string[]): UnitComparison {
  if (codes.length < 2 || codes.length > MOST_UNITS || new Set(codes).size < codes.length) {
    throw badUnits(codes);
  }
  const scoreboards = codes.map((code) => results.view(boardOf(results, code)));
  return {
    assessment: results.assessment,
    scoreboards,
    rows: results.rows.map((indicator, index) => {
      const scores = scoreboards.map(({ indicators }) => indicators[index] as ScoreView);
      return { indicator, scores, spread: spreadOf(scores.map(({ points }) => points)) };
    }),
  };
}

function spreadOf(all: readonly (Points | null)[]): Points | null {
  const points = all.filter((one) => one !== null);
  return points.length < 2 ? null : Math.max(...points) - Math.min(...points);
}

function boardOf({ boards, assessment }: Results, code: string): ResultBoard {
  const board = boards.find(({ unit }) => unit.code === code);
  if (board) return board;
  throw configError(
    'UNIT_NOT_IN_RANKING',
    text(
      `Đơn vị "${code}" không có trong bảng xếp hạng của "${assessment.indexSet.code}" năm ${assessment.year} ở cấp này. Hãy lấy mã từ bảng xếp hạng.`,
      `Unit "${code}" is not in the ranking of "${assessment.indexSet.code}" ${assessment.year} at this level. Take a code from the ranking.`,
    ),
  );
}

const badUnits = (codes: readonly string[]) =>
  configError(
    'BAD_UNITS',
    text(
      `Nhận được ${codes.length} mã đơn vị; cần 2 đến ${MOST_UNITS} mã khác nhau. Hãy chọn lại các đơn vị.`,
      `${codes.length} codes of units were given; expected 2 to ${MOST_UNITS} different ones. Choose again.`,
    ),
  );
