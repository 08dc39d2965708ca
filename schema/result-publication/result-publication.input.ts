import { Field, ID, InputType } from 'type-graphql';

@InputType('PublishResultsInput', {
  description: 'Công bố kết quả của kỳ đánh giá nào · Whose results are to be made public',
})
export class PublishResultsInput {
  @Field(() => ID, { description: 'id của kỳ đánh giá · id of the assessment' })
  assessment!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Đã đính chính gì, ít nhất 10 ký tự; null: không nêu, chỉ được ở lần công bố đầu · What was corrected, at least 10 characters; null: not said, for the first publication only',
  })
  reason?: string | null;
}
