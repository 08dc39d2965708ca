import { Field, ObjectType } from 'type-graphql';
import type { ScoreboardChanges } from '../../src/app/views/scoreboard.ts';
import { AssessmentType, toAssessment } from '../assessment/assessment.type.ts';
import type { Context } from '../context.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';
import { ScoreType, toScore } from './score.type.ts';
import { ScoreboardType, toScoreboard } from './scoreboard.type.ts';

@ObjectType('ScoreChange', {
  description:
    'Một chỉ số khác nhau giữa hai thời điểm; biên nhận hai bên cho biết vì sao · A row that differs between two moments; the receipts of both sides tell why',
  simpleResolvers: true,
})
export class ScoreChangeType {
  @Field(() => IndicatorType, { description: 'Chỉ số · The indicator' })
  indicator!: IndicatorType;

  @Field(() => ScoreType, {
    nullable: true,
    description: 'Trước; null khi lúc đó chưa có dòng này · Before; null when there was no such row',
  })
  before!: ScoreType | null;

  @Field(() => ScoreType, {
    nullable: true,
    description: 'Sau; null khi lúc đó không còn dòng này · After; null when there was no such row',
  })
  after!: ScoreType | null;
}

@ObjectType('ScoreboardChanges', {
  description: 'Một bảng điểm ở hai thời điểm · One scoreboard at two moments',
  simpleResolvers: true,
})
export class ScoreboardChangesType {
  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => AssessmentType, { description: 'Kỳ đánh giá · The assessment' })
  assessment!: AssessmentType;

  @Field(() => ScoreboardType, {
    nullable: true,
    description:
      'Bảng điểm lúc trước; null khi chưa có · The earlier scoreboard; null when there was none yet',
  })
  before!: ScoreboardType | null;

  @Field(() => ScoreboardType, {
    nullable: true,
    description: 'Bảng điểm lúc sau; null khi không có · The later scoreboard; null when there was none',
  })
  after!: ScoreboardType | null;

  @Field(() => [ScoreChangeType], {
    description:
      'Các chỉ số có trạng thái hoặc điểm khác nhau, theo thứ tự in · Rows whose state or points differ, as printed',
  })
  changes!: ScoreChangeType[];
}

export function toChanges(view: ScoreboardChanges, context: Context): ScoreboardChangesType {
  const before = view.before && toScoreboard(view.before, context);
  const after = view.after && toScoreboard(view.after, context);
  return {
    unit: toUnit(view.unit),
    assessment: toAssessment(view.assessment, context),
    before,
    after,
    changes: view.changes.map((change) => {
      const earlier = change.before && view.before && toScore(change.before, view.before, context);
      const later = change.after && view.after && toScore(change.after, view.after, context);
      return {
        // One of the two is there: a row that neither scoreboard has did not change.
        indicator: (later ?? earlier)?.indicator as IndicatorType,
        before: earlier,
        after: later,
      };
    }),
  };
}
