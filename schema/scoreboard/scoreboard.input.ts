import { Field, InputType, Int } from 'type-graphql';
import type { AssessIndicator, ExcludeIndicator } from '../../src/app/views/scoreboard.ts';
import { DateScalar } from '../scalars.ts';
import { ValueColumnEnum } from '../value-column.enum.ts';
import type { ValueColumn } from '../words.ts';

const UNIT = 'Mã đơn vị · Code of the unit';
const INDEX_SET = 'Mã bộ chỉ số · Code of the index set';
const YEAR = 'Năm · Year';
const INDICATOR = 'Mã chỉ số như in · Code of the indicator as printed';

@InputType('ExcludeIndicatorInput', {
  description: 'Bỏ một chỉ số của một đơn vị theo văn bản cho phép · Leave out a row, as a decision allows',
})
export class ExcludeIndicatorInput implements ExcludeIndicator {
  @Field(() => String, { description: UNIT })
  unit!: string;

  @Field(() => String, { description: INDEX_SET })
  indexSet!: string;

  @Field(() => Int, { description: YEAR })
  year!: number;

  @Field(() => String, { description: INDICATOR })
  indicator!: string;

  @Field(() => String, { description: 'Số văn bản cho phép · Number of the written decision' })
  decisionNumber!: string;

  @Field(() => DateScalar, { description: 'Ngày văn bản · Date of the decision' })
  decisionDate!: string;

  @Field(() => String, { description: 'Lý do · Reason' })
  reason!: string;
}

@InputType('AssessIndicatorInput', {
  description:
    'Giá trị mà người đánh giá cho một chỉ số của một đơn vị · A value that people give a row of a unit',
})
export class AssessIndicatorInput implements AssessIndicator {
  @Field(() => String, { description: UNIT })
  unit!: string;

  @Field(() => String, { description: INDEX_SET })
  indexSet!: string;

  @Field(() => Int, { description: YEAR })
  year!: number;

  @Field(() => String, { description: INDICATOR })
  indicator!: string;

  @Field(() => ValueColumnEnum, { description: 'Cột · The column' })
  column!: ValueColumn;

  @Field(() => String, {
    description:
      'Điểm "16.5", tỷ lệ "78.5" hoặc "Đạt", "Không đạt"; dấu chấm thập phân, không kèm đơn vị · Points, a percentage, or "Đạt", "Không đạt"; a decimal point, no unit',
  })
  value!: string;

  @Field(() => String, { description: 'Căn cứ: văn bản, biên bản · The ground: a document or minutes' })
  reason!: string;
}
