import { Field, ObjectType } from 'type-graphql';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { ApiTokenType } from './api-token.type.ts';

@ObjectType('CreateApiTokenPayload', {
  description: 'Kết quả của createApiToken · Answer of createApiToken',
  simpleResolvers: true,
})
export class CreateApiTokenPayloadType implements Payload {
  @Field(() => ApiTokenType, {
    nullable: true,
    description: 'Mã mới; null khi có lỗi · The token; null on errors',
  })
  apiToken!: ApiTokenType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Mã để gửi kèm "Authorization: Bearer"; chỉ hiện lần này, null khi có lỗi · What to send as a bearer token; shown this once, null on errors',
  })
  secret!: string | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('RevokeApiTokenPayload', {
  description: 'Kết quả của revokeApiToken · Answer of revokeApiToken',
  simpleResolvers: true,
})
export class RevokeApiTokenPayloadType implements Payload {
  @Field(() => ApiTokenType, {
    nullable: true,
    description: 'Mã đã thu hồi; null khi có lỗi · The token, revoked; null on errors',
  })
  apiToken!: ApiTokenType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}
