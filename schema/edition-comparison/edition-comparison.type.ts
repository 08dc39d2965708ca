import { Field, ObjectType } from 'type-graphql';
import type { EditionComparison } from '../../src/app/views/assessment.ts';
import type { Context } from '../context.ts';
import { enumOf } from '../enum-of.ts';
import { IndexSetType } from '../index-set/index-set.type.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';
import type { IndexSet, Indicator, IndicatorChange } from '../words.ts';

type Change = IndicatorChange['changes'][number];

export const ChangeKindEnum = enumOf<Change['kind']>('ChangeKind', 'Loại thay đổi · Kind of change', {
  ADDED: 'Thêm mới · Added',
  DROPPED: 'Bỏ · Dropped',
  MOVED: 'Đổi mã in · Another printed code',
  RETITLED: 'Đổi tên · Another title',
  TARGET_RAISED: 'Nâng mục tiêu · Target raised',
  TARGET_LOWERED: 'Hạ mục tiêu · Target lowered',
  TARGET_CHANGED: 'Đổi mục tiêu không phải tỷ lệ · Another target that is no share',
  POINTS_CHANGED: 'Đổi điểm tối đa · Another maximum',
});

@ObjectType('EditionChange', {
  description: 'Một thay đổi của một chỉ số · One change of an indicator',
  simpleResolvers: true,
})
export class EditionChangeType {
  @Field(() => ChangeKindEnum, { description: 'Loại · Kind' })
  kind!: Change['kind'];

  @Field(() => String, {
    nullable: true,
    description: 'Bản trước in gì; null khi không có · What the older edition prints; null when nothing',
  })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Bản sau in gì; null khi không có · What the newer edition prints; null when nothing',
  })
  to!: string | null;
}

@ObjectType('IndicatorChange', {
  description:
    'Mọi thay đổi của một chỉ số giữa hai lần ban hành · All changes of an indicator between two editions',
  simpleResolvers: true,
})
export class IndicatorChangeType {
  @Field(() => String, {
    description: 'Khóa không đổi qua các lần ban hành · Key that stays across editions',
  })
  key!: string;

  @Field(() => IndicatorType, {
    nullable: true,
    description: 'Ở bản trước; null khi mới thêm · Before; null if added',
  })
  older!: IndicatorType | null;

  @Field(() => IndicatorType, {
    nullable: true,
    description: 'Ở bản sau; null khi đã bỏ · After; null if dropped',
  })
  newer!: IndicatorType | null;

  @Field(() => [EditionChangeType], { description: 'Ít nhất một thay đổi · At least one change' })
  changes!: EditionChangeType[];
}

@ObjectType('EditionComparison', {
  description: 'So sánh hai lần ban hành của một chuỗi · Two editions of one series compared',
  simpleResolvers: true,
})
export class EditionComparisonType {
  @Field(() => IndexSetType, { description: 'Bản trước · The older edition' })
  from!: IndexSetType;

  @Field(() => IndexSetType, { description: 'Bản sau · The newer edition' })
  to!: IndexSetType;

  @Field(() => [IndicatorChangeType], {
    description:
      'Chỉ số có thay đổi, theo thứ tự in của bản sau, bị bỏ ở cuối · Changed indicators as the newer edition prints them, dropped ones last',
  })
  changes!: IndicatorChangeType[];
}

export function toEditionComparison(
  { from, to, changes }: EditionComparison,
  { catalogue, language }: Context,
): EditionComparisonType {
  const indicator = (row: Indicator | null, set: IndexSet) =>
    row && catalogue.indicator(row, { set, year: set.firstYear, level: null, language });
  return {
    from: catalogue.indexSet(from, language),
    to: catalogue.indexSet(to, language),
    changes: changes.map(({ id, older, newer, changes }) => ({
      key: id,
      older: indicator(older, from),
      newer: indicator(newer, to),
      changes: [...changes],
    })),
  };
}
