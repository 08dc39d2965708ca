import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { RankedUnit } from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import { connectionOf } from '../connection.ts';
import { NodeType } from '../node/node.type.ts';
import { type RankingPlace, rankingEntryId } from '../node/result-id.ts';
import { numberOrNull } from '../points.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';
import { GroupScoreType, toGroupScore } from './group-score.type.ts';

@ObjectType('RankingEntry', {
  description: 'Một dòng của bảng xếp hạng · One line of a ranking',
  implements: NodeType,
  simpleResolvers: true,
})
export class RankingEntryType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Thứ hạng; bằng điểm thì đồng hạng; null khi chưa có điểm · Rank; ties share one; null while no points',
  })
  rank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Thứ hạng trong phạm vi "within"; null như rank · Rank among those "within"; null as rank',
  })
  rankWithin!: number | null;

  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => Float, { nullable: true, description: 'Điểm; null khi chưa có · Points; null while none' })
  points!: number | null;

  @Field(() => Float, { description: 'Điểm tối đa áp dụng cho đơn vị · Maximum that applies to the unit' })
  maxApplicable!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tỷ lệ 0 đến 100; null khi không có gì áp dụng · Percent; null when nothing applies',
  })
  percent!: number | null;

  @Field(() => Float, { description: 'Điểm còn thiếu so với tối đa · Points below the maximum' })
  missingPoints!: number;

  @Field(() => [GroupScoreType], { description: 'Điểm theo nhóm · Points by group' })
  groups!: GroupScoreType[];
}

export const RankingConnection = connectionOf(
  'Ranking',
  () => RankingEntryType,
  'Bảng xếp hạng, từ cao xuống thấp · A ranking, high to low',
  { exported: true },
);

export const toRankingEntry = (view: RankedUnit, place: RankingPlace): RankingEntryType => ({
  id: rankingEntryId(view, place),
  rank: view.rank,
  rankWithin: view.rankWithin,
  unit: toUnit(view.unit),
  points: numberOrNull(view.points),
  maxApplicable: toNumber(view.maxApplicable),
  percent: numberOrNull(view.percent),
  missingPoints: toNumber(view.maxApplicable - (view.points ?? 0)),
  groups: view.groups.map(toGroupScore),
});
