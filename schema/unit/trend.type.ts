import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { TrendPoint } from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import { numberOrNull } from '../points.ts';
import { GroupScoreType, toGroupScore } from '../ranking/group-score.type.ts';
import { toUnit, UnitType } from './unit.type.ts';

@ObjectType('TrendPoint', {
  description: 'Kết quả một năm của đơn vị · One year of a unit',
  simpleResolvers: true,
})
export class TrendPointType {
  @Field(() => Int, { description: 'Năm đánh giá · Year' })
  year!: number;

  @Field(() => UnitType, {
    description:
      'Đơn vị như ở năm đó, có thể mang tên, mã khác · The unit as it stood that year, maybe under another name or code',
  })
  unit!: UnitType;

  @Field(() => Float, { nullable: true, description: 'Điểm; null khi chưa có · Points; null while none' })
  points!: number | null;

  @Field(() => Float, { description: 'Điểm tối đa áp dụng · Maximum that applies' })
  maxApplicable!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tỷ lệ 0 đến 100; null khi không có gì áp dụng · Percent; null when nothing applies',
  })
  percent!: number | null;

  @Field(() => Int, { nullable: true, description: 'Thứ hạng; null khi chưa có điểm · Rank; null unranked' })
  rank!: number | null;

  @Field(() => [GroupScoreType], { description: 'Điểm theo nhóm · Points by group' })
  groups!: GroupScoreType[];
}

export const toTrendPoint = (view: TrendPoint): TrendPointType => ({
  year: view.year,
  unit: toUnit(view.unit),
  points: numberOrNull(view.points),
  maxApplicable: toNumber(view.maxApplicable),
  percent: numberOrNull(view.percent),
  rank: view.rank,
  groups: view.groups.map(toGroupScore),
});
