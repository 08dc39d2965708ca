import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { AssessmentState, AssessmentView } from '../../src/app/views/assessment.ts';
import { toNumber } from '../../src/core/points.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import { connectionOf } from '../connection.ts';
import type { Context } from '../context.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { IndexSetType } from '../index-set/index-set.type.ts';
import { PublicationType } from '../index-set/publication.type.ts';
import { AssessmentTeamType, toTeam } from '../index-set/team.type.ts';
import { NodeType } from '../node/node.type.ts';
import { DayWindowType } from '../period/day-window.type.ts';
import { numberOrNull } from '../points.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';

export const AssessmentStateEnum = enumOf<AssessmentState>(
  'AssessmentState',
  'Giai đoạn của kỳ đánh giá · Stage of an assessment',
  {
    COLLECTING: 'Đang thu thập số liệu · Data are being collected',
    ENTRY: 'Đơn vị nhập số liệu · Units enter data',
    APPROVAL: 'Đang thẩm định · Being approved',
    PUBLISHED: 'Đã công bố · Published',
  },
);

@ObjectType('Assessment', {
  description: 'Một bộ chỉ số, một năm, một cấp · One index set, one year, one level',
  implements: NodeType,
  simpleResolvers: true,
})
export class AssessmentType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => IndexSetType, { description: 'Bộ chỉ số · The index set' })
  indexSet!: IndexSetType;

  @Field(() => Int, { description: 'Năm · Year' })
  year!: number;

  @Field(() => UnitLevelEnum, { description: 'Cấp · Level' })
  level!: UnitLevel;

  @Field(() => String, {
    description: 'Cơ quan chủ trì đánh giá ở cấp này · Who runs the assessment of this level',
  })
  owner!: string;

  @Field(() => AssessmentStateEnum, { description: 'Giai đoạn · Stage' })
  state!: AssessmentState;

  @Field(() => DayWindowType, { description: 'Kỳ lấy số liệu · Days whose data count' })
  dataWindow!: DayWindowType;

  @Field(() => DateScalar, { description: 'Hạn nhập số liệu · Last day of entry' })
  entryDeadline!: string;

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

  @Field(() => Float, { description: 'Tổng điểm cộng lại · Maximum as the rows add up' })
  maxPoints!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tổng điểm văn bản nêu; null khi không nêu · Maximum as declared; null when nothing is',
  })
  declaredMaxPoints!: number | null;

  @Field(() => Boolean, {
    description: 'Có số liệu thực hành nên không được công bố · Holds practice data, cannot be published',
  })
  practice!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Lần chấm gần nhất; null khi chưa chấm · When it was last scored; null when never',
  })
  scoredAt!: Date | null;

  readonly view!: AssessmentView;
}

export const AssessmentConnection = connectionOf(
  'Assessment',
  () => AssessmentType,
  'Danh sách kỳ đánh giá · A list of assessments',
);

export const toAssessment = (
  view: AssessmentView,
  { catalogue, language }: Pick<Context, 'catalogue' | 'language'>,
): AssessmentType => ({
  id: toId('Assessment', view.id),
  indexSet: catalogue.indexSet(view.indexSet, language),
  year: view.year,
  level: view.level,
  owner: view.owner,
  state: view.state,
  dataWindow: view.dataWindow,
  entryDeadline: view.entryDeadline,
  publication: view.indexSet.publication,
  team: view.indexSet.team && toTeam(view.indexSet.team),
  maxPoints: toNumber(view.maxPoints),
  declaredMaxPoints: numberOrNull(view.declaredMaxPoints),
  practice: view.practice,
  scoredAt: view.scoredAt,
  view,
});
