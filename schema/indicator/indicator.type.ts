import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { UnitLevel } from '../../src/core/unit.ts';
import { MeasureType } from '../measure/measure.type.ts';
import { NodeType } from '../node/node.type.ts';
import { JsonScalar } from '../scalars.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';
import type { Indicator } from '../words.ts';
import { AssignmentType } from './assignment.type.ts';
import { EvidenceClassEnum, FillingEnum } from './indicator.enum.ts';
import { TargetType } from './target.type.ts';

@ObjectType('OpenPoint', {
  description: 'Điều quyết định để ngỏ và cách hiểu mặc định · What the decree leaves open and our default',
  simpleResolvers: true,
})
export class OpenPointType {
  @Field(() => String, { description: 'Câu hỏi · The question' })
  question!: string;

  @Field(() => String, { description: 'Cách hiểu mặc định · Our default' })
  default!: string;

  @Field(() => String, {
    description: 'Lý do, kèm lời của quyết định · The reason, beside the words of the decree',
  })
  reason!: string;
}

@ObjectType('IndicatorRule', {
  description: 'Quy tắc chấm điểm ở một cấp · The rule at one level',
  simpleResolvers: true,
})
export class IndicatorRuleType {
  @Field(() => UnitLevelEnum, { description: 'Cấp · Level' })
  level!: UnitLevel;

  @Field(() => String, { description: 'Loại quy tắc · Kind of rule' })
  kind!: string;

  @Field(() => String, { description: 'Quy tắc bằng lời · The rule in a sentence' })
  sentence!: string;

  @Field(() => JsonScalar, { description: 'Tham số · Parameters' })
  parameters!: Readonly<Record<string, unknown>>;
}

@ObjectType('Indicator', {
  description: 'Chỉ số thành phần, tiêu chí: dòng nhỏ nhất được chấm điểm · The smallest scored row',
  implements: NodeType,
  simpleResolvers: true,
})
export class IndicatorType {
  @Field(() => ID, { description: 'Mã định danh toàn cục, riêng cho bộ chỉ số · Global id, of this set' })
  id!: string;

  @Field(() => String, {
    description: 'Khóa không đổi qua các lần ban hành · Key that stays across editions',
  })
  key!: string;

  @Field(() => String, { description: 'Mã như in, "1.10" khác "1.1" · Code as printed, "1.10" is not "1.1"' })
  code!: string;

  @Field(() => String, { description: 'Mã nhóm · Code of the group' })
  groupCode!: string;

  @Field(() => String, { description: 'Tên · Title' })
  title!: string;

  @Field(() => String, { description: 'Cột nhiệm vụ, nguyên văn · The task column, verbatim' })
  task!: string;

  @Field(() => String, { description: 'Cột điều kiện, nguyên văn · The condition column, verbatim' })
  condition!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Cột minh chứng, nguyên văn; null khi ô trống · The evidence column; null when empty',
  })
  evidence!: string | null;

  @Field(() => EvidenceClassEnum, { description: 'Loại minh chứng · Class of evidence' })
  evidenceClass!: Indicator['evidenceClass'];

  @Field(() => FillingEnum, { description: 'Ai cung cấp số liệu · Who delivers the value' })
  filling!: Indicator['filling'];

  @Field(() => Float, { description: 'Điểm tối đa · Maximum points' })
  maxPoints!: number;

  @Field(() => [UnitLevelEnum], { description: 'Các cấp được chấm · Levels at which it is scored' })
  levels!: UnitLevel[];

  @Field(() => String, {
    nullable: true,
    description: 'Mục tiêu; null với bộ chỉ có điểm · Target; null in sets with points only',
  })
  target!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Đơn vị của mục tiêu; null khi không có mục tiêu · Unit of the target; null without one',
  })
  unitOfTarget!: string | null;

  @Field(() => TargetType, {
    nullable: true,
    description: 'Mục tiêu, tách phần số và chú thích; null như target · Target in its parts; null as target',
  })
  targetDetail!: TargetType | null;

  @Field(() => AssignmentType, { description: 'Ai phụ trách · Who sees to it' })
  assignment!: AssignmentType;

  @Field(() => String, {
    nullable: true,
    description: 'Căn cứ pháp lý như in; null khi không có · Legal basis as printed; null without one',
  })
  legalBasis!: string | null;

  @Field(() => [MeasureType], { description: 'Đại lượng mà các quy tắc dùng · Measures of its rules' })
  measures!: MeasureType[];

  @Field(() => String, {
    nullable: true,
    description:
      'Quy tắc bằng lời: ở cấp của bảng điểm, trong danh mục là cấp đầu tiên; null khi không chấm · The rule in a sentence: at the level of the scoreboard, in the catalogue at the first level; null when not scored',
  })
  ruleSentence!: string | null;

  @Field(() => [IndicatorRuleType], { description: 'Quy tắc ở từng cấp · The rule at each level' })
  rules!: IndicatorRuleType[];

  @Field(() => [OpenPointType], { description: 'Điều quyết định để ngỏ · What the decree leaves open' })
  openPoints!: OpenPointType[];
}
