import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Results } from '../../src/app/reports/results.ts';
import type { RowFilter } from '../../src/app/reports/row-filter.ts';
import {
  groupStatistics,
  type IndicatorStatistics,
  indicatorStatistics,
  totalsOf,
} from '../../src/app/statistics/assessment-statistics.ts';
import type { Distribution } from '../../src/app/statistics/distribution.ts';
import type { ScoreState } from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import type { Context } from '../context.ts';
import { EXPORT, ExportLinksType } from '../export/export-links.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';
import { numberOrNull } from '../points.ts';
import { ScoreStateEnum } from '../scoreboard/score.enum.ts';

const NONE = 'null khi không có giá trị nào · null without any value';

@ObjectType('Distribution', {
  description:
    'Các giá trị phân bố thế nào: tính đúng đến phần trăm điểm, mỗi số làm tròn một lần · How values lie: exact in hundredths, each figure rounded half up once',
  simpleResolvers: true,
})
export class DistributionType {
  @Field(() => Int, {
    description: 'Số giá trị; đơn vị chưa có thì không tính · Values; units without one do not count',
  })
  count!: number;

  @Field(() => Float, { nullable: true, description: `Trung bình · Mean; ${NONE}` })
  mean!: number | null;

  @Field(() => Float, { nullable: true, description: `Nhỏ nhất · Least; ${NONE}` })
  min!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Tứ phân vị thứ nhất, như QUARTILE.INC của Excel · First quartile, as Excel's QUARTILE.INC; ${NONE}`,
  })
  lowerQuartile!: number | null;

  @Field(() => Float, { nullable: true, description: `Trung vị · Median; ${NONE}` })
  median!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Tứ phân vị thứ ba, như QUARTILE.INC của Excel · Third quartile, as Excel's QUARTILE.INC; ${NONE}`,
  })
  upperQuartile!: number | null;

  @Field(() => Float, { nullable: true, description: `Lớn nhất · Most; ${NONE}` })
  max!: number | null;
}

@ObjectType('ScoreStateCount', {
  description: 'Số đơn vị ở một trạng thái · How many units are in a state',
  simpleResolvers: true,
})
export class ScoreStateCountType {
  @Field(() => ScoreStateEnum, { description: 'Trạng thái · State' })
  state!: ScoreState;

  @Field(() => Int, { description: 'Số đơn vị · Units' })
  units!: number;
}

@ObjectType('GroupStatistics', {
  description: 'Thống kê của một nhóm, trụ cột · Statistics of a group or pillar',
  simpleResolvers: true,
})
export class GroupStatisticsType {
  @Field(() => String, { description: 'Mã nhóm như in · Code as printed' })
  code!: string;

  @Field(() => String, { description: 'Tên nhóm · Title' })
  title!: string;

  @Field(() => DistributionType, { description: 'Điểm của các đơn vị · Points of the units' })
  points!: DistributionType;
}

@ObjectType('IndicatorStatistics', {
  description: 'Thống kê của một chỉ số · Statistics of one indicator',
  simpleResolvers: true,
})
export class IndicatorStatisticsType {
  @Field(() => IndicatorType, { description: 'Chỉ số · The indicator' })
  indicator!: IndicatorType;

  @Field(() => DistributionType, {
    description: 'Điểm của các đơn vị đã có điểm · Points of the units that have any',
  })
  points!: DistributionType;

  @Field(() => Int, { description: 'Số đơn vị áp dụng · Units to which it applies' })
  applicable!: number;

  @Field(() => Int, { description: 'Số đơn vị đạt điểm tối đa · Units at the maximum' })
  atMaximum!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Tỷ lệ đạt tối đa trong số đã có điểm, 0 đến 100; null khi chưa đơn vị nào có điểm · Percent at the maximum of those with points; null without any',
  })
  shareAtMaximum!: number | null;

  @Field(() => Float, {
    description: 'Tổng điểm còn thiếu so với tối đa · Points below the maximum, of all units',
  })
  missingPoints!: number;

  @Field(() => [ScoreStateCountType], { description: 'Số đơn vị theo trạng thái · Units by state' })
  states!: ScoreStateCountType[];
}

@ObjectType('AssessmentStatistics', {
  description: 'Thống kê của một kỳ đánh giá · Statistics of an assessment',
  simpleResolvers: true,
})
export class AssessmentStatisticsType {
  @Field(() => Int, { description: 'Số đơn vị · Units' })
  units!: number;

  @Field(() => DistributionType, { description: 'Tổng điểm · Total points' })
  points!: DistributionType;

  @Field(() => DistributionType, {
    description: 'Tỷ lệ trên tối đa áp dụng, 0 đến 100 · Percent of what applies',
  })
  percent!: DistributionType;

  @Field(() => [GroupStatisticsType], { description: 'Từng nhóm · Group by group' })
  groups!: GroupStatisticsType[];

  @Field(() => [IndicatorStatisticsType], {
    description: 'Từng chỉ số như in · Indicator by indicator, as printed',
  })
  indicators!: IndicatorStatisticsType[];

  @Field(() => ExportLinksType, { description: EXPORT })
  export!: ExportLinksType;
}

export const toDistribution = (one: Distribution): DistributionType => ({
  count: one.count,
  mean: numberOrNull(one.mean),
  min: numberOrNull(one.min),
  lowerQuartile: numberOrNull(one.lowerQuartile),
  median: numberOrNull(one.median),
  upperQuartile: numberOrNull(one.upperQuartile),
  max: numberOrNull(one.max),
});

export function toStatistics(
  results: Results,
  filter: RowFilter,
  links: ExportLinksType,
  context: Context,
): AssessmentStatisticsType {
  const totals = totalsOf(results);
  return {
    units: results.boards.length,
    points: toDistribution(totals.points),
    percent: toDistribution(totals.percent),
    groups: groupStatistics(results).map((one) => ({ ...one, points: toDistribution(one.points) })),
    indicators: indicatorStatistics(results, filter).map((one) =>
      toIndicatorStatistics(one, results, context),
    ),
    export: links,
  };
}

function toIndicatorStatistics(
  { indicator, points, applicable, atMaximum, shareAtMaximum, missing, states }: IndicatorStatistics,
  { assessment }: Results,
  { catalogue, language }: Context,
): IndicatorStatisticsType {
  const { indexSet: set, year, level } = assessment;
  return {
    indicator: catalogue.indicator(indicator, { set, year, level, language }),
    points: toDistribution(points),
    applicable,
    atMaximum,
    shareAtMaximum: numberOrNull(shareAtMaximum),
    missingPoints: toNumber(missing),
    states: [...states],
  };
}
