import { Field, ObjectType } from 'type-graphql';
import type { BackfillPull } from '../../src/app/views/source.ts';
import type { Language } from '../../src/core/text.ts';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { DayWindowType } from '../period/day-window.type.ts';
import { SourceType, toSource } from '../source/source.type.ts';

@ObjectType('BackfillPull', {
  description: 'Một lần lấy của đợt lấy bù · One pull of a backfill',
  simpleResolvers: true,
})
export class BackfillPullType {
  @Field(() => SourceType, { description: 'Nguồn · Its source' })
  source!: SourceType;

  @Field(() => DayWindowType, { description: 'Các ngày sẽ lấy · Days that are pulled' })
  window!: DayWindowType;
}

@ObjectType('BackfillPreview', {
  description: 'Các lần lấy mà một khoảng ngày cần · The pulls that a range of days needs',
  simpleResolvers: true,
})
export class BackfillPreviewType {
  @Field(() => [BackfillPullType], { description: 'Các lần lấy, theo thứ tự · The pulls, in order' })
  pulls!: BackfillPullType[];
}

@ObjectType('StartBackfillPayload', {
  description: 'Kết quả của startBackfill · Answer of startBackfill',
  simpleResolvers: true,
})
export class StartBackfillPayloadType implements Payload {
  @Field(() => [BackfillPullType], {
    nullable: true,
    description: 'Các lần lấy đã bắt đầu, lần lượt; null khi có lỗi · The pulls, one by one; null on errors',
  })
  pulls!: BackfillPullType[] | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

export const toBackfillPull = ({ source, from, to }: BackfillPull, language: Language): BackfillPullType => ({
  source: toSource(source, language),
  window: { from, to },
});
