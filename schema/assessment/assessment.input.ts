import { Field, InputType, Int } from 'type-graphql';
import type { AssessmentFilter } from '../../src/app/assessment-filter.ts';
import type { AssessmentState } from '../../src/app/views/assessment.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';
import { AssessmentStateEnum } from './assessment.type.ts';

const ALL = 'null: tất cả · null: all';

@InputType('AssessmentFilter', {
  description: 'Những kỳ đánh giá nào; mọi điều kiện cùng đúng · Which assessments; all must hold',
})
export class AssessmentFilterInput {
  @Field(() => String, { nullable: true, description: `Mã bộ chỉ số · Code of the index set; ${ALL}` })
  indexSet?: string | null;

  @Field(() => Int, { nullable: true, description: `Năm · Year; ${ALL}` })
  year?: number | null;

  @Field(() => UnitLevelEnum, { nullable: true, description: `Cấp · Level; ${ALL}` })
  level?: UnitLevel | null;

  @Field(() => AssessmentStateEnum, { nullable: true, description: `Giai đoạn · Stage; ${ALL}` })
  state?: AssessmentState | null;

  @Field(() => String, {
    nullable: true,
    description: `Mã tỉnh, thành phố có đơn vị được đánh giá · Code of the province whose units are assessed; ${ALL}`,
  })
  province?: string | null;
}

export const toAssessmentFilter = (input: AssessmentFilterInput | null | undefined): AssessmentFilter => ({
  indexSet: input?.indexSet ?? null,
  year: input?.year ?? null,
  level: input?.level ?? null,
  state: input?.state ?? null,
  province: input?.province ?? null,
});
