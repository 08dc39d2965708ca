import { Field, Float, ObjectType } from 'type-graphql';
import type { QuantityView, ReceiptView } from '../../src/app/views/receipt.ts';
import type { Language } from '../../src/core/text.ts';
import { MeasureType, toMeasure } from '../measure/measure.type.ts';
import { DayWindowType } from '../period/day-window.type.ts';
import { DateScalar, DateTimeScalar, JsonScalar } from '../scalars.ts';

@ObjectType('ReceiptRule', {
  description: 'Quy tắc đã dùng · The rule that was used',
  simpleResolvers: true,
})
export class ReceiptRuleType {
  @Field(() => String, { description: 'Loại quy tắc · Kind of rule' })
  kind!: string;

  @Field(() => String, { description: 'Quy tắc bằng lời · The rule in a sentence' })
  sentence!: string;

  @Field(() => JsonScalar, { description: 'Tham số · Parameters' })
  parameters!: Readonly<Record<string, unknown>>;
}

@ObjectType('ReceiptStep', {
  description: 'Một dòng của phép tính · One line of the arithmetic',
  simpleResolvers: true,
})
export class ReceiptStepType {
  @Field(() => String, { description: 'Tên bước · Label' })
  label!: string;

  @Field(() => String, { description: 'Phép tính · Expression' })
  expression!: string;

  @Field(() => String, { description: 'Kết quả · Value' })
  value!: string;
}

@ObjectType('ReceiptQuantity', {
  description: 'Một đại lượng mà quy tắc đã đọc · A quantity that the rule read',
  simpleResolvers: true,
})
export class ReceiptQuantityType {
  @Field(() => MeasureType, { description: 'Đại lượng · The measure' })
  measure!: MeasureType;

  @Field(() => Float, {
    nullable: true,
    description:
      'Giá trị; null khi không có số liệu, khác với 0, và khi được che · Value; null without facts, which is not 0, and when masked',
  })
  value!: number | null;

  @Field(() => Boolean, {
    description:
      'Giá trị bị che vì đếm quá ít người và người xem không có quyền xem hồ sơ; phép tính cũng được che · Masked: it counts too few people for those who may not see the records; the arithmetic is left out as well',
  })
  isMasked!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày của số liệu đã dùng; null khi không có · Day of the fact used; null without facts',
  })
  day!: string | null;

  @Field(() => DayWindowType, { description: 'Kỳ lấy số liệu · Days whose data count' })
  window!: DayWindowType;

  @Field(() => DateTimeScalar, { description: 'Số liệu như đã biết lúc chấm · Facts as known at this time' })
  knownAt!: Date;

  readonly view!: QuantityView;
}

@ObjectType('Receipt', {
  description: 'Mọi thứ làm nên một điểm số · Everything that a score was computed from',
  simpleResolvers: true,
})
export class ReceiptType {
  @Field(() => ReceiptRuleType, { description: 'Quy tắc · The rule' })
  rule!: ReceiptRuleType;

  @Field(() => String, { description: 'Lời của quyết định · The words of the decree' })
  decreeText!: string;

  @Field(() => [ReceiptStepType], { description: 'Phép tính từng dòng · The arithmetic, line by line' })
  steps!: ReceiptStepType[];

  @Field(() => [ReceiptQuantityType], { description: 'Các đại lượng · The quantities' })
  quantities!: ReceiptQuantityType[];
}

const toQuantity = (view: QuantityView, language: Language): ReceiptQuantityType => ({
  measure: toMeasure(view.measure, language),
  value: view.value,
  isMasked: view.isMasked,
  day: view.day,
  window: view.window,
  knownAt: view.knownAt,
  view,
});

export const toReceipt = (view: ReceiptView, language: Language): ReceiptType => ({
  rule: view.rule,
  decreeText: view.decreeText,
  steps: [...view.steps],
  quantities: view.quantities.map((quantity) => toQuantity(quantity, language)),
});
