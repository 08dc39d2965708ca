import { Field, ObjectType } from 'type-graphql';
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
 * The way of every mutation: only the administrator, and what the caller can put right is an answer,
 * not an error. The rest goes on to the top level.
 */
export async function mutate<T extends object>(
  { isAdmin, language }: Context,
  work: () => Promise<T>,
): Promise<Payload & Partial<T>> {
  if (!isAdmin) throw unauthenticated();
  try {
    return { ...(await work()), userErrors: [] };
  } catch (thrown) {
    if (!(thrown instanceof HubError) || !CALLER_CAN_ACT.has(thrown.family)) throw thrown;
    const { field } = thrown.details;
    const error = {
      field: typeof field === 'string' ? field : null,
      code: thrown.code,
      message: thrown.sentence(language),
    };
    return { userErrors: [error] } as Payload & Partial<T>;
  }
}

const unauthenticated = () =>
  new HubError('config', 'UNAUTHENTICATED', {
    vi: 'Thao tác này cần quyền quản trị. Hãy gửi kèm tiêu đề "Authorization: Bearer <mã quản trị>".',
    en: 'This needs the administrator. Send the header "Authorization: Bearer <administrator\'s token>".',
  });
