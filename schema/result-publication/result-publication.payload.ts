import { Field, ObjectType } from 'type-graphql';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { ResultPublicationType } from './result-publication.type.ts';

@ObjectType('PublishResultsPayload', {
  description: 'Kết quả của publishResults · Answer of publishResults',
  simpleResolvers: true,
})
export class PublishResultsPayloadType implements Payload {
  @Field(() => ResultPublicationType, {
    nullable: true,
    description: 'Lần công bố vừa lập; null khi có lỗi · The publication that was made; null on errors',
  })
  publication!: ResultPublicationType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}
