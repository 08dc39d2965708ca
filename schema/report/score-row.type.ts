import { Field, ObjectType } from 'type-graphql';
import type { Results } from '../../src/app/reports/results.ts';
import type { ScoreRow } from '../../src/app/reports/score-report.ts';
import type { ScoreView } from '../../src/app/views/scoreboard.ts';
import { connectionOf } from '../connection.ts';
import type { Context } from '../context.ts';
import { ScoreType, toScore } from '../scoreboard/score.type.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';

@ObjectType('ScoreRow', {
  description: 'Một dòng của bảng điểm của một đơn vị · One line of the scoreboard of one unit',
  simpleResolvers: true,
})
export class ScoreRowType {
  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => ScoreType, { description: 'Dòng đó · The line' })
  score!: ScoreType;
}

export const ScoreRowConnection = connectionOf(
  'ScoreRow',
  () => ScoreRowType,
  'Các dòng của nhiều bảng điểm · Lines of many scoreboards',
  { exported: true },
);

export function toScoreRow({ board, index }: ScoreRow, results: Results, context: Context): ScoreRowType {
  const scoreboard = results.view(board);
  return {
    unit: toUnit(board.unit),
    score: toScore(scoreboard.indicators[index] as ScoreView, scoreboard, context),
  };
}
