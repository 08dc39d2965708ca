import { Field, Float, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../enum-of.ts';
import { FindingType } from '../finding/finding.type.ts';
import { IndicatorType, OpenPointType } from '../indicator/indicator.type.ts';
import { MeasureType } from '../measure/measure.type.ts';
import { DateScalar } from '../scalars.ts';
import type { IndexSet } from '../words.ts';
import { IndexSetLevelType } from './index-set-level.type.ts';

export const ScoringModelEnum = enumOf<IndexSet['scoringModel']>(
  'ScoringModel',
  'Cách hình thành điểm · How points arise',
  {
    POINTS_PER_ROW: 'Điểm cho từng dòng · Points for each row',
    POINTS_PER_INDEX: 'Điểm cho từng chỉ số chính · Points for each main index',
    TARGETS: 'Đạt hay không đạt mục tiêu · Targets met or not',
  },
);

export const RankByEnum = enumOf<IndexSet['rankBy']>('RankBy', 'Căn cứ xếp hạng · What orders the ranking', {
  PERCENT: 'Tỷ lệ trên điểm tối đa áp dụng · Percent of the maximum that applies',
  POINTS: 'Tổng điểm · Points',
});

@ObjectType('Decree', { description: 'Quyết định ban hành · The decree', simpleResolvers: true })
export class DecreeType {
  @Field(() => String, { description: 'Số, ký hiệu · Number' })
  number!: string;

  @Field(() => DateScalar, { description: 'Ngày ban hành · Date' })
  date!: string;

  @Field(() => String, { description: 'Cơ quan ban hành · Issuer' })
  issuer!: string;
}

@ObjectType('IndicatorGroup', {
  description: 'Nhóm chỉ số, trụ cột · A group or pillar',
  simpleResolvers: true,
})
export class IndicatorGroupType {
  @Field(() => String, { description: 'Mã như in · Code as printed' })
  code!: string;

  @Field(() => String, { description: 'Tên · Title' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Vì sao có tên này khi văn bản không in; null khi có in · Why this title; null when printed',
  })
  titleNote!: string | null;

  @Field(() => Float, { description: 'Điểm tối đa · Maximum points' })
  maxPoints!: number;

  @Field(() => [IndicatorType], { description: 'Các chỉ số theo thứ tự in · Indicators as printed' })
  indicators!: IndicatorType[];
}

@ObjectType('IndexSet', {
  description: 'Bộ chỉ số của một quyết định · The index set of one decree',
  simpleResolvers: true,
})
export class IndexSetType {
  @Field(() => String, { description: 'Mã bộ chỉ số, "hue-dti-2024" · Code' })
  code!: string;

  @Field(() => Int, { description: 'Phiên bản của tệp · Version of the file' })
  version!: number;

  @Field(() => String, { description: 'Tên · Title' })
  title!: string;

  @Field(() => Int, { description: 'Năm đầu tiên được dùng · First year of use' })
  firstYear!: number;

  @Field(() => DecreeType, { description: 'Quyết định ban hành · The decree' })
  decree!: DecreeType;

  @Field(() => ScoringModelEnum, { description: 'Cách hình thành điểm · How points arise' })
  scoringModel!: IndexSet['scoringModel'];

  @Field(() => RankByEnum, { description: 'Căn cứ xếp hạng · What orders the ranking' })
  rankBy!: IndexSet['rankBy'];

  @Field(() => [IndexSetLevelType], { description: 'Các cấp · Levels' })
  levels!: IndexSetLevelType[];

  @Field(() => [IndicatorGroupType], { description: 'Các nhóm, trụ cột · Groups or pillars' })
  groups!: IndicatorGroupType[];

  @Field(() => [MeasureType], {
    description: 'Đại lượng do người hoặc cơ quan báo cáo · Measures that people or agencies report',
  })
  reportedMeasures!: MeasureType[];

  @Field(() => [OpenPointType], {
    description: 'Điều quyết định để ngỏ cho cả bộ · What the decree leaves open for the whole set',
  })
  openPoints!: OpenPointType[];

  @Field(() => [FindingType], { description: 'Chỗ văn bản tự mâu thuẫn · Where the document disagrees' })
  findings!: FindingType[];

  @Field(() => String, { description: 'sha256 của tệp · sha256 of the file' })
  digest!: string;
}
