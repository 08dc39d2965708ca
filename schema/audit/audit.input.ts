import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.ts';

const ALL = 'null: tất cả · null: all';

@InputType('AuditFilter', { description: 'Mục nào của nhật ký · Which entries of the audit' })
export class AuditFilterInput {
  @Field(() => String, { nullable: true, description: `Ai làm; ${ALL}` })
  principal?: string | null;

  @Field(() => String, { nullable: true, description: `Việc gì; ${ALL}` })
  action?: string | null;

  @Field(() => String, { nullable: true, description: `Loại đối tượng; ${ALL}` })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: `Khóa của đối tượng · Key of the thing; ${ALL}` })
  subjectKey?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: `Từ lúc này · From this moment on; ${ALL}` })
  since?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: `Trước lúc này · Before this moment; ${ALL}` })
  until?: Date | null;
}
