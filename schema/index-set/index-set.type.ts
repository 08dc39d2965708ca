import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { UnitLevel } from '../../src/core/unit.ts';
import { FindingType } from '../finding/finding.type.ts';
import { IndicatorType, OpenPointType } from '../indicator/indicator.type.ts';
import { MeasureType } from '../measure/measure.type.ts';
import { NodeType } from '../node/node.type.ts';
import { DateScalar } from '../scalars.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';
import { ValueBasisEnum, ValueColumnEnum } from '../value-column.enum.ts';
import type { IndexSet, ValueBasis, ValueColumn } from '../words.ts';
import { MissingPolicyEnum, RankByEnum, ScoringModelEnum } from './index-set.enum.ts';
import { IndexSetLevelType } from './index-set-level.type.ts';
import { PublicationType } from './publication.type.ts';
import { AssessmentTeamType } from './team.type.ts';

@ObjectType('Decree', { description: 'Quyết định ban hành · The decree', simpleResolvers: true })
export class DecreeType {
  @Field(() => String, { description: 'Số, ký hiệu · Number' })
  number!: string;

  @Field(() => String, {
    description:
      'Ngày ban hành "2024-04-04", hoặc chỉ năm khi không in ngày · Date, or the year where no day is printed',
  })
  date!: string;

  @Field(() => String, { description: 'Cơ quan ban hành · Issuer' })
  issuer!: string;
}

@ObjectType('IndexSetScope', {
  description: 'Đơn vị mà các đơn vị thuộc nó được đánh giá · The unit whose units are assessed',
  simpleResolvers: true,
})
export class IndexSetScopeType {
  @Field(() => String, { description: 'Mã đơn vị ở năm đánh giá · Code, as in the year of the assessment' })
  code!: string;

  @Field(() => UnitLevelEnum, { description: 'Cấp · Level' })
  level!: UnitLevel;
}

@ObjectType('SetColumn', {
  description:
    'Một cột do người điền, theo tên trong văn bản · A column that people fill, as the document names it',
  simpleResolvers: true,
})
export class SetColumnType {
  @Field(() => ValueColumnEnum, { description: 'Cột · The column' })
  column!: ValueColumn;

  @Field(() => String, { description: 'Tên cột như in · Its heading as printed' })
  title!: string;
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

  @Field(() => String, {
    nullable: true,
    description:
      'Mã nhóm cấp trên; null với nhóm bậc nhất · Code of the group above; null for one of the first rank',
  })
  parentCode!: string | null;

  @Field(() => Float, { description: 'Điểm tối đa · Maximum points' })
  maxPoints!: number;

  @Field(() => [IndicatorType], { description: 'Các chỉ số theo thứ tự in · Indicators as printed' })
  indicators!: IndicatorType[];
}

@ObjectType('IndexSet', {
  description: 'Bộ chỉ số của một quyết định · The index set of one decree',
  implements: NodeType,
  simpleResolvers: true,
})
export class IndexSetType {
  @Field(() => ID, { description: 'Mã định danh toàn cục, riêng cho phiên bản · Global id, of this version' })
  id!: string;

  @Field(() => String, { description: 'Mã bộ chỉ số, "hue-dti-2024" · Code' })
  code!: string;

  @Field(() => Int, { description: 'Phiên bản của tệp · Version of the file' })
  version!: number;

  @Field(() => String, { description: 'Tên · Title' })
  title!: string;

  @Field(() => String, {
    description: 'Chuỗi các lần ban hành nối tiếp nhau · Editions of one series follow each other',
  })
  series!: string;

  @Field(() => DateScalar, {
    description: 'Ngày phiên bản này có hiệu lực · Day from which this version holds',
  })
  holdsFrom!: string;

  @Field(() => Int, { description: 'Năm đầu tiên được dùng · First year of use' })
  firstYear!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Năm cuối được dùng; null khi còn dùng · Last year of use; null while in use',
  })
  lastYear!: number | null;

  @Field(() => IndexSetScopeType, { description: 'Phạm vi đánh giá · Whose units are assessed' })
  scope!: IndexSetScopeType;

  @Field(() => DecreeType, { description: 'Quyết định ban hành · The decree' })
  decree!: DecreeType;

  @Field(() => ScoringModelEnum, { description: 'Cách hình thành điểm · How points arise' })
  scoringModel!: IndexSet['scoringModel'];

  @Field(() => RankByEnum, { description: 'Căn cứ xếp hạng · What orders the ranking' })
  rankBy!: IndexSet['rankBy'];

  @Field(() => MissingPolicyEnum, {
    description: 'Dòng không có số liệu được tính thế nào · What a row without any value means',
  })
  missing!: IndexSet['missing'];

  @Field(() => [ValueBasisEnum], {
    description:
      'Giá trị đầu tiên có trong thứ tự này được tính · The first value there, in this order, counts',
  })
  counts!: ValueBasis[];

  @Field(() => [SetColumnType], { description: 'Các cột do người điền · Columns that people fill' })
  columns!: SetColumnType[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Tiêu chí có số liệu ở ít hơn tỷ lệ đơn vị này thì đề xuất loại bỏ; null khi không có quy định · A criterion with data of less than this percent of units is proposed for removal; null: no such rule',
  })
  removalBelowPercent!: number | null;

  @Field(() => PublicationType, {
    nullable: true,
    description:
      'Việc công bố kết quả; null khi không nêu · Publication of results; null when nothing is said',
  })
  publication!: PublicationType | null;

  @Field(() => AssessmentTeamType, {
    nullable: true,
    description: 'Tổ đánh giá nội bộ; null khi không có · Internal assessment team; null without one',
  })
  team!: AssessmentTeamType | null;

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
