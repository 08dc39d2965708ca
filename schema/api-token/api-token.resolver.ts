import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { keyOf } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import { Needs } from '../rights/needs.ts';
import { CreateApiTokenInput, RevokeApiTokenInput } from './api-token.input.ts';
import { CreateApiTokenPayloadType, RevokeApiTokenPayloadType } from './api-token.payload.ts';
import { ApiTokenConnection, ApiTokenType, toApiToken } from './api-token.type.ts';

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  @Needs('SIGN_IN')
  @Query(() => ApiTokenConnection, {
    nullable: true,
    description:
      'Mã truy cập của người gọi; quản trị viên thấy tất cả, mới nhất trước; null kèm lỗi khi không đọc được · API tokens of the caller; administrators see all, newest first; null with an error where reading fails',
  })
  async apiTokens(
    @Ctx() { hub, principal }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<ApiTokenType>> {
    return toConnection(await hub.apiTokens(principal, pageRequest(first, after)), toApiToken);
  }

  @Needs('SIGN_IN')
  @Mutation(() => CreateApiTokenPayloadType, {
    description:
      'Tạo mã truy cập, trong phạm vi quyền của người gọi · Make an API token, within the rights of the caller',
  })
  createApiToken(
    @Ctx() context: Context,
    @Arg('input', () => CreateApiTokenInput, { description: 'Mã mới · The token' })
    { name, grants, expiresAt }: CreateApiTokenInput,
  ): Promise<Payload> {
    const { hub, principal } = context;
    const work = async () => {
      const asked = grants.map(({ role, unit }) => ({ role, unit: unit ?? null }));
      const { token, secret } = await hub.createApiToken(principal, { name, grants: asked, expiresAt });
      return { apiToken: toApiToken(token), secret };
    };
    return mutate(context, work);
  }

  @Needs('SIGN_IN')
  @Mutation(() => RevokeApiTokenPayloadType, {
    description: 'Thu hồi mã truy cập và các mã do nó tạo ra · Revoke an API token, and those that it made',
  })
  revokeApiToken(
    @Ctx() context: Context,
    @Arg('input', () => RevokeApiTokenInput, { description: 'Mã cần thu hồi · Which one' })
    { token }: RevokeApiTokenInput,
  ): Promise<Payload> {
    const { hub, principal } = context;
    const work = async () => ({
      apiToken: toApiToken(await hub.revokeApiToken(principal, keyOf('ApiToken', token, 'token'))),
    });
    return mutate(context, work);
  }
}
