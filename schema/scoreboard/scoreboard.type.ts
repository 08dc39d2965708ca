import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ScoreboardView } from '../../src/app/hub.ts';
import { toNumber } from '../../src/core/points.ts';
import { AssessmentType, toAssessment } from '../assessment/assessment.type.ts';
import type { Context } from '../context.ts';
import { toId } from '../id.ts';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { numberOrNull } from '../points.ts';
import { GroupScoreType, toGroupScore } from '../ranking/group-score.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';
import { ScoreType, toScore } from './score.type.ts';

@ObjectType('Scoreboard', {
  description: 'Bảng điểm của một đơn vị trong một kỳ · The scoreboard of a unit in an assessment',
  simpleResolvers: true,
})
export class ScoreboardType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => AssessmentType, { description: 'Kỳ đánh giá · The assessment' })
  assessment!: AssessmentType;

  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => Int, {
    nullable: true,
    description: 'Thứ hạng; null khi chưa có điểm · Rank; null while there are no points',
  })
  rank!: number | null;

  @Field(() => Int, { description: 'Số đơn vị được xếp hạng · Number of ranked units' })
  rankedUnits!: number;

  @Field(() => Float, { nullable: true, description: 'Điểm; null khi chưa có · Points; null while none' })
  points!: number | null;

  @Field(() => Float, { description: 'Điểm tối đa áp dụng cho đơn vị · Maximum that applies to the unit' })
  maxApplicable!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tỷ lệ 0 đến 100; null khi không có gì áp dụng · Percent; null when nothing applies',
  })
  percent!: number | null;

  @Field(() => [GroupScoreType], { description: 'Điểm theo nhóm · Points by group' })
  groups!: GroupScoreType[];

  @Field(() => [ScoreType], { description: 'Mọi chỉ số theo thứ tự in · All indicators as printed' })
  indicators!: ScoreType[];

  @Field(() => DateTimeScalar, { description: 'Lần chấm gần nhất · When it was last scored' })
  scoredAt!: Date;
}

@ObjectType('ExcludeIndicatorPayload', {
  description: 'Kết quả của excludeIndicator · Answer of excludeIndicator',
  simpleResolvers: true,
})
export class ExcludeIndicatorPayloadType implements Payload {
  @Field(() => ScoreboardType, {
    nullable: true,
    description: 'Bảng điểm sau khi chấm lại; null khi có lỗi · The scoreboard, scored again; null on errors',
  })
  scoreboard!: ScoreboardType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

export const toScoreboard = (view: ScoreboardView, context: Context): ScoreboardType => ({
  id: toId('Scoreboard', view.id),
  assessment: toAssessment(view.assessment, context),
  unit: toUnit(view.unit),
  rank: view.rank,
  rankedUnits: view.rankedUnits,
  points: numberOrNull(view.points),
  maxApplicable: toNumber(view.maxApplicable),
  percent: numberOrNull(view.percent),
  groups: view.groups.map(toGroupScore),
  indicators: view.indicators.map((score) => toScore(score, view, context)),
  scoredAt: view.scoredAt,
});
