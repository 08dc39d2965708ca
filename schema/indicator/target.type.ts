import { Field, Float, ObjectType } from 'type-graphql';
import { numberOrNull } from '../points.ts';
import type { Target } from '../words.ts';

@ObjectType('Target', {
  description: 'Chỉ tiêu của một tiêu chí · The target of a criterion',
  simpleResolvers: true,
})
export class TargetType {
  @Field(() => String, { description: 'Như in: "100%", "Có", "*1" · As printed' })
  text!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'Tỷ lệ tối thiểu, 0 đến 100; null khi không phải tỷ lệ · Least percent; null when it is no share',
  })
  atLeastPercent!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Dấu chú thích chỉ điều gì, hoặc chú thích đã mất; null khi không có dấu · What the mark stands for, or that its footnote is lost; null without a mark',
  })
  footnote!: string | null;
}

export const toTarget = ({ text, atLeastPercent, footnote }: Target): TargetType => ({
  text,
  atLeastPercent: numberOrNull(atLeastPercent),
  footnote,
});
