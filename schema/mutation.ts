import { Field, ObjectType } from 'type-graphql';
import { isRefusal } from '../src/app/rights/refusals.ts';
import { type ErrorFamily, HubError } from '../src/core/errors.ts';
import type { Context } from './context.ts';

@ObjectType('UserError', {
  description: 'Điều người gọi cần sửa · What the caller must correct',
  simpleResolvers: true,
})
export class UserErrorType {
  @Field(() => String, {
    nullable: true,
    description: 'Trường sai trong input; null khi không riêng trường nào · Wrong input field; null for none',
  })
  field!: string | null;

  @Field(() => String, { description: 'Mã lỗi ổn định · Stable code' })
  code!: string;

  @Field(() => String, {
    description: 'Lời giải thích theo Accept-Language · Explanation by Accept-Language',
  })
  message!: string;
}

export const USER_ERRORS = 'Rỗng khi thành công · Empty on success';

const CALLER_CAN_ACT: ReadonlySet<ErrorFamily> = new Set(['config', 'person', 'skip']);

export interface Payload {
  readonly userErrors: UserErrorType[];
}

/**
 * The way of every mutation: what the caller can put right is an answer, not an error. The rest goes on to the top
 * level, and so does a refusal. Who may call it says `Needs`.
 */
export async function mutate<T extends object>(
  { language }: Context,
  work: () => Promise<T>,
): Promise<Payload & Partial<T>> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (thrown) {
    if (!(thrown instanceof HubError) || isRefusal(thrown) || !CALLER_CAN_ACT.has(thrown.family))
      throw thrown;
    const { field } = thrown.details;
    const error = {
      field: typeof field === 'string' ? field : null,
      code: thrown.code,
      message: thrown.sentence(language),
    };
    return { userErrors: [error] } as Payload & Partial<T>;
  }
}
