import { Field, Float, ObjectType } from 'type-graphql';
import type { FactView, RecordView } from '../../src/app/views/receipt.ts';
import type { Language } from '../../src/core/text.ts';
import { connectionOf } from '../connection.ts';
import { PullRunType, toPullRun } from '../pull-run/pull-run.type.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';

@ObjectType('Fact', {
  description: 'Giá trị của một ngày, từ một lần lấy số liệu · The value of one day, from one pull run',
  simpleResolvers: true,
})
export class FactType {
  @Field(() => DateScalar, { description: 'Ngày · Day' })
  date!: string;

  @Field(() => Float, { description: 'Giá trị · Value' })
  value!: number;

  @Field(() => PullRunType, { description: 'Lần lấy số liệu · The pull run' })
  pullRun!: PullRunType;
}

@ObjectType('CountedRecord', {
  description:
    'Một bản ghi của nguồn, không có dữ liệu cá nhân · A record of the source, without personal data',
  simpleResolvers: true,
})
export class CountedRecordType implements RecordView {
  @Field(() => String, {
    description: 'Mã ở nguồn, đã băm nếu chỉ về một người · Key at the source, hashed if about a person',
  })
  externalId!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm phát sinh · When it happened' })
  occurredAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Tiêu đề công khai; null khi không có · Public title or null',
  })
  title!: string | null;

  @Field(() => Boolean, { description: 'Có được tính · Whether it counts' })
  counted!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Vì sao không tính; null khi được tính · Why it does not count; null when it does',
  })
  reason!: string | null;
}

export const FactConnection = connectionOf('Fact', () => FactType, 'Số liệu theo ngày · Facts, day by day');

export const RecordConnection = connectionOf(
  'CountedRecord',
  () => CountedRecordType,
  'Các bản ghi đã đếm · The counted records',
);

export const toFact = (view: FactView, language: Language): FactType => ({
  date: view.date,
  value: view.value,
  pullRun: toPullRun(view.pullRun, language),
});
