import { Field, ID, InputType } from 'type-graphql';
import type { ReviewPullRun } from '../../src/app/views/pull-run.ts';
import { enumOf } from '../enum-of.ts';
import { DateScalar } from '../scalars.ts';

@InputType('StartPullInput', { description: 'Lấy số liệu ngay · Pull now' })
export class StartPullInput {
  @Field(() => ID, { description: 'id của nguồn · id of the source' })
  source!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Ngày đầu; null: kỳ của các đánh giá đang mở · First day; null: windows of the open assessments',
  })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày cuối; null như from · Last day; null as from',
  })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mã của đơn vị duy nhất cần lấy; null: tất cả · Code of the only unit; null: all units',
  })
  unit?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Chạy thử: không lưu số liệu, xem preview · Dry run: stores no figures, see preview',
  })
  dryRun!: boolean;
}

export const ReviewDecisionEnum = enumOf<ReviewPullRun['decision']>(
  'ReviewDecision',
  'Quyết định · Decision',
  {
    ACCEPT: 'Công bố số liệu đã đọc · Publish what was read',
    REJECT: 'Bỏ số liệu đã đọc, giữ số liệu cũ · Drop it, earlier figures stand',
  },
);

@InputType('ReviewPullRunInput', {
  description: 'Quyết định về một lần lấy chờ duyệt · A decision on a pull that waits for review',
})
export class ReviewPullRunInput {
  @Field(() => ID, { description: 'id của lần chạy · id of the run' })
  pullRun!: string;

  @Field(() => ReviewDecisionEnum, { description: 'Quyết định · Decision' })
  decision!: ReviewPullRun['decision'];

  @Field(() => String, {
    description: 'Lý do, ít nhất 10 ký tự, được lưu lại · Reason, at least 10 characters, kept',
  })
  reason!: string;
}

@InputType('CancelPullInput', { description: 'Dừng một lần lấy số liệu · Stop a pull' })
export class CancelPullInput {
  @Field(() => ID, { description: 'id của lần chạy · id of the run' })
  pullRun!: string;
}

@InputType('StartBackfillInput', { description: 'Lấy bù một khoảng ngày · Pull a range of days again' })
export class StartBackfillInput {
  @Field(() => ID, {
    nullable: true,
    description: 'id của nguồn; null: mọi nguồn đang bật · id of the source; null: all that are on',
  })
  source?: string | null;

  @Field(() => DateScalar, { description: 'Ngày đầu · First day' })
  from!: string;

  @Field(() => DateScalar, { description: 'Ngày cuối · Last day' })
  to!: string;
}
