import { Field, InputType, Int } from 'type-graphql';
import type { ExcludeIndicator } from '../../src/app/hub.ts';
import { DateScalar } from '../scalars.ts';

@InputType('ExcludeIndicatorInput', {
  description: 'Bỏ một chỉ số của một đơn vị theo văn bản cho phép · Leave out a row, as a decision allows',
})
export class ExcludeIndicatorInput implements ExcludeIndicator {
  @Field(() => String, { description: 'Mã đơn vị · Code of the unit' })
  unit!: string;

  @Field(() => String, { description: 'Mã bộ chỉ số · Code of the index set' })
  indexSet!: string;

  @Field(() => Int, { description: 'Năm · Year' })
  year!: number;

  @Field(() => String, { description: 'Mã chỉ số như in · Code of the indicator as printed' })
  indicator!: string;

  @Field(() => String, { description: 'Số văn bản cho phép · Number of the written decision' })
  decisionNumber!: string;

  @Field(() => DateScalar, { description: 'Ngày văn bản · Date of the decision' })
  decisionDate!: string;

  @Field(() => String, { description: 'Lý do · Reason' })
  reason!: string;
}
