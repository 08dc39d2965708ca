import { Field, ID, InputType } from 'type-graphql';
import { DateScalar } from '../scalars.ts';

const SOURCE = 'id của nguồn · id of the source';
const SOURCE_CODE = 'Mã đúng như nguồn ghi · Exactly as the source writes it';
const REASON = 'Lý do, ít nhất 10 ký tự, được lưu lại · Reason, at least 10 characters, kept';

@InputType('ConfirmUnitMatchInput', {
  description: 'Xác nhận mã của nguồn chỉ đơn vị nào · Which unit a code of a source stands for',
})
export class ConfirmUnitMatchInput {
  @Field(() => ID, { description: SOURCE })
  source!: string;

  @Field(() => String, { description: SOURCE_CODE })
  sourceCode!: string;

  @Field(() => ID, {
    description:
      'Mã đơn vị: đơn vị nào mang mã đó vào ngày của bản ghi; hoặc id của một đơn vị: chỉ trong thời gian nó tồn tại · Code: whichever unit bears it on the day; or the id of one unit: on its own days only',
  })
  unit!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày đầu; null: không hạn · First day; null: open',
  })
  validFrom?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày cuối; null: không hạn · Last day; null: open',
  })
  validTo?: string | null;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType('IgnoreUnitCodeInput', {
  description:
    'Mã không thuộc đơn vị nào; các dòng của nó vẫn được đếm · A code that is none of ours; its rows stay counted',
})
export class IgnoreUnitCodeInput {
  @Field(() => ID, { description: SOURCE })
  source!: string;

  @Field(() => String, { description: SOURCE_CODE })
  sourceCode!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType('WithdrawUnitMatchInput', {
  description: 'Rút lại một quyết định về mã · Withdraw a decision on a code',
})
export class WithdrawUnitMatchInput {
  @Field(() => ID, { description: 'id của quyết định · id of the decision' })
  unitMatch!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}
