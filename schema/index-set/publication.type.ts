import { Field, ObjectType } from 'type-graphql';

@ObjectType('Publication', {
  description: 'Kết quả được công bố khi nào, ở đâu · When and where results are published',
  simpleResolvers: true,
})
export class PublicationType {
  @Field(() => String, { description: 'Nguyên văn · In the words of the document' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Trước ngày này của năm sau, "05-01"; null khi không nêu ngày · Before this day of the next year; null when none is said',
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Nơi công bố; null khi không nêu · Where; null when not said',
  })
  place!: string | null;
}
