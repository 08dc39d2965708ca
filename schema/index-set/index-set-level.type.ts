import { Field, Float, Int, ObjectType } from 'type-graphql';
import { toNumber } from '../../src/core/points.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import { numberOrNull } from '../points.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';
import type { IndexSetLevel } from '../words.ts';

@ObjectType('IndexSetLevel', {
  description:
    'Bộ chỉ số ở một cấp, số công bố bên cạnh số cộng lại · A set at one level, declared beside computed',
  simpleResolvers: true,
})
export class IndexSetLevelType {
  @Field(() => UnitLevelEnum, { description: 'Cấp · Level' })
  level!: UnitLevel;

  @Field(() => String, { description: 'Ngày đầu lấy số liệu, "01-01" · First day of data, month and day' })
  windowFrom!: string;

  @Field(() => String, { description: 'Ngày cuối lấy số liệu, "11-15" · Last day of data, month and day' })
  windowTo!: string;

  @Field(() => String, { description: 'Hạn nhập số liệu, "11-30" · Last day of entry, month and day' })
  entryDeadline!: string;

  @Field(() => String, { description: 'Cơ quan chủ trì · Who runs it' })
  owner!: string;

  @Field(() => Int, { description: 'Số chỉ số đếm được · Indicators counted' })
  indicatorCount!: number;

  @Field(() => Float, { description: 'Tổng điểm cộng lại · Maximum as the rows add up' })
  maxPoints!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Số chỉ số văn bản nêu; null khi không nêu · Indicators as declared; null when nothing is',
  })
  declaredIndicatorCount!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Tổng điểm văn bản nêu; null khi không nêu · Maximum as declared; null when nothing is',
  })
  declaredMaxPoints!: number | null;
}

export const toIndexSetLevel = (level: IndexSetLevel): IndexSetLevelType => ({
  level: level.level,
  windowFrom: level.window.from,
  windowTo: level.window.to,
  entryDeadline: level.entryDeadline,
  owner: level.owner,
  indicatorCount: level.indicatorCount,
  maxPoints: toNumber(level.maxPoints),
  declaredIndicatorCount: level.declaredIndicatorCount,
  declaredMaxPoints: numberOrNull(level.declaredMaxPoints),
});
