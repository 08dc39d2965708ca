import { Field, Float, ObjectType } from 'type-graphql';
import type { RemediationItem } from '../../src/app/views/remediation.ts';
import type { ScoreboardView, ScoreState } from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import { connectionOf } from '../connection.ts';
import type { Context } from '../context.ts';
import { AssignmentType, toAssignment } from '../indicator/assignment.type.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';
import { numberOrNull } from '../points.ts';
import { ScoreStateEnum } from './score.enum.ts';

@ObjectType('RemediationItem', {
  description: 'Một dòng chưa đạt điểm tối đa · A row below its maximum',
  simpleResolvers: true,
})
export class RemediationItemType {
  @Field(() => IndicatorType, { description: 'Chỉ số · The indicator' })
  indicator!: IndicatorType;

  @Field(() => ScoreStateEnum, { description: 'Trạng thái · State' })
  state!: ScoreState;

  @Field(() => Float, { nullable: true, description: 'Điểm; null khi chưa có · Points; null while none' })
  points!: number | null;

  @Field(() => Float, { description: 'Điểm tối đa · Maximum' })
  maxPoints!: number;

  @Field(() => Float, { description: 'Điểm còn thiếu · Missing points' })
  missingPoints!: number;

  @Field(() => String, { description: 'Cần gì để đạt tối đa · What would close it' })
  closing!: string;

  @Field(() => AssignmentType, { description: 'Ai phụ trách · Who sees to it' })
  assignment!: AssignmentType;
}

export const RemediationConnection = connectionOf(
  'Remediation',
  () => RemediationItemType,
  'Các dòng chưa đạt tối đa, thiếu nhiều nhất trước · Rows below their maximum, most missing points first',
);

export const toRemediationItem = (
  item: RemediationItem,
  { assessment: { indexSet: set, year, level } }: ScoreboardView,
  { catalogue, language }: Context,
): RemediationItemType => ({
  indicator: catalogue.indicator(item.indicator, { set, year, level, language }),
  state: item.state,
  points: numberOrNull(item.points),
  maxPoints: toNumber(item.maxPoints),
  missingPoints: toNumber(item.missingPoints),
  closing: item.closing,
  assignment: toAssignment(item.assignment),
});
