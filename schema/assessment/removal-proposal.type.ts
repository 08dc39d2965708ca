import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AssessmentView, RemovalProposal } from '../../src/app/views/assessment.ts';
import { toNumber } from '../../src/core/points.ts';
import type { Context } from '../context.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';

@ObjectType('RemovalProposal', {
  description:
    'Tiêu chí có quá ít đơn vị có số liệu; Hub chỉ đề xuất, người quyết định · A criterion with data of too few units; the hub proposes, people decide',
  simpleResolvers: true,
})
export class RemovalProposalType {
  @Field(() => IndicatorType, { description: 'Tiêu chí · The criterion' })
  indicator!: IndicatorType;

  @Field(() => Int, { description: 'Số đơn vị có số liệu · Units with data' })
  unitsWithData!: number;

  @Field(() => Int, { description: 'Số đơn vị được đánh giá · Assessed units' })
  units!: number;

  @Field(() => Float, { description: 'Tỷ lệ 0 đến 100 · Percent' })
  share!: number;
}

export const toRemovalProposal = (
  { indicator, unitsWithData, units, share }: RemovalProposal,
  { indexSet: set, year, level }: AssessmentView,
  { catalogue, language }: Context,
): RemovalProposalType => ({
  indicator: catalogue.indicator(indicator, { set, year, level, language }),
  unitsWithData,
  units,
  share: toNumber(share),
});
