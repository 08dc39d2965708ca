import { Field, ObjectType } from 'type-graphql';
import type { Language } from '../../src/core/text.ts';
import { enumOf } from '../enum-of.ts';
import type { Measure } from '../words.ts';

export const AggregationEnum = enumOf<Measure['aggregation']>(
  'Aggregation',
  'Cách gộp số liệu trong kỳ · How facts join over a window',
  {
    SUM: 'Cộng các ngày · Sum of the days',
    LAST: 'Số tồn cuối kỳ · Latest snapshot of a stock',
    CUM: 'Lũy kế theo nguồn, không cộng · Cumulative as the source counts, never added',
    MAX_DATE: 'Ngày muộn nhất có phát sinh · Latest day with a value',
    MIN_DATE: 'Ngày sớm nhất có phát sinh · Earliest day with a value',
  },
);

@ObjectType('Measure', {
  description: 'Một đại lượng chuẩn dùng để chấm điểm · A canonical quantity that scores are made of',
  simpleResolvers: true,
})
export class MeasureType {
  @Field(() => String, { description: 'Mã đại lượng · Code' })
  code!: string;

  @Field(() => String, { description: 'Tên · Title' })
  title!: string;

  @Field(() => String, { description: 'Đơn vị tính · Unit of measurement' })
  unit!: string;

  @Field(() => AggregationEnum, { description: 'Cách gộp · How facts join' })
  aggregation!: Measure['aggregation'];
}

export const toMeasure = (measure: Measure, language: Language): MeasureType => ({
  code: measure.code,
  title: measure.title[language],
  unit: measure.unit[language],
  aggregation: measure.aggregation,
});
