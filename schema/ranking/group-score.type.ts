import { Field, Float, ObjectType } from 'type-graphql';
import type { GroupScore } from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import { numberOrNull } from '../points.ts';

@ObjectType('GroupScore', {
  description: 'Điểm của một nhóm, trụ cột · Points of one group or pillar',
  simpleResolvers: true,
})
export class GroupScoreType {
  @Field(() => String, { description: 'Mã nhóm như in trong quyết định · Code as printed' })
  code!: string;

  @Field(() => String, { description: 'Tên nhóm · Title' })
  title!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Điểm; null khi chưa chỉ số nào có điểm · Points; null while no row has any',
  })
  points!: number | null;

  @Field(() => Float, { description: 'Điểm tối đa áp dụng cho đơn vị · Maximum that applies to the unit' })
  maxApplicable!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Kết quả văn bản công bố, nguyên văn "41,29"; null khi không công bố · Exactly as the document publishes it; null when it does not',
  })
  printed!: string | null;
}

export const toGroupScore = (group: GroupScore): GroupScoreType => ({
  code: group.code,
  title: group.title,
  points: numberOrNull(group.points),
  maxApplicable: toNumber(group.maxApplicable),
  printed: group.printed,
});
