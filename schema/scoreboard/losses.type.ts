import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Losses } from '../../src/app/views/remediation.ts';
import { toNumber } from '../../src/core/points.ts';

const LOST = 'Điểm mất so với tối đa · Points lost against the maximum';

@ObjectType('GroupLoss', {
  description: 'Điểm mất của một nhóm, chỉ số chính · What a group or main index lost',
  simpleResolvers: true,
})
export class GroupLossType {
  @Field(() => String, { description: 'Mã nhóm như in · Code as printed' })
  code!: string;

  @Field(() => String, { description: 'Tên nhóm · Title' })
  title!: string;

  @Field(() => Float, { description: LOST })
  lost!: number;

  @Field(() => Float, { description: 'Điểm tối đa áp dụng cho đơn vị · Maximum that applies to the unit' })
  maxPoints!: number;
}

@ObjectType('ResponsibleLoss', {
  description: 'Điểm mất của một đơn vị, chức danh phụ trách · What a responsible unit or post lost',
  simpleResolvers: true,
})
export class ResponsibleLossType {
  @Field(() => String, {
    nullable: true,
    description:
      'Như in; nhiều đơn vị cùng phụ trách là một tên chung, không chia; null khi không giao cho ai · As printed; several together are one name, never split; null for rows given to nobody',
  })
  responsible!: string | null;

  @Field(() => Float, { description: LOST })
  lost!: number;

  @Field(() => Int, { description: 'Số dòng chưa đạt tối đa · Rows below their maximum' })
  items!: number;
}

@ObjectType('Losses', {
  description: 'Điểm mất ở đâu, do ai phụ trách · Where points were lost, and whose they were',
  simpleResolvers: true,
})
export class LossesType {
  @Field(() => [GroupLossType], {
    description:
      'Theo nhóm bậc nhất, theo thứ tự in; dùng kết quả công bố khi có · By groups of the first rank as printed, from the published result where there is one',
  })
  byGroup!: GroupLossType[];

  @Field(() => [ResponsibleLossType], {
    description:
      'Theo đơn vị phụ trách các dòng, nhiều nhất trước · By who is responsible for the rows, most first',
  })
  byResponsible!: ResponsibleLossType[];
}

export const toLosses = ({ byGroup, byResponsible }: Losses): LossesType => ({
  byGroup: byGroup.map(({ code, title, lost, maxPoints }) => ({
    code,
    title,
    lost: toNumber(lost),
    maxPoints: toNumber(maxPoints),
  })),
  byResponsible: byResponsible.map(({ responsible, lost, items }) => ({
    responsible,
    lost: toNumber(lost),
    items,
  })),
});
