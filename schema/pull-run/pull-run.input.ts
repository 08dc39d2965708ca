import { Field, ID, InputType } from 'type-graphql';
import { DateScalar } from '../scalars.ts';

@InputType('StartPullInput', { description: 'Lấy số liệu ngay · Pull now' })
export class StartPullInput {
  @Field(() => ID, { description: 'id của nguồn · id of the source' })
  source!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Ngày đầu; null: kỳ của các đánh giá đang mở · First day; null: windows of the open assessments',
  })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày cuối; null như from · Last day; null as from',
  })
  to?: string | null;
}
