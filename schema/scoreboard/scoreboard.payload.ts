import { Field, ObjectType } from 'type-graphql';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { ScoreboardType } from './scoreboard.type.ts';

const SCORED_AGAIN =
  'Bảng điểm sau khi chấm lại; null khi có lỗi · The scoreboard, scored again; null on errors';

@ObjectType('ExcludeIndicatorPayload', {
  description: 'Kết quả của excludeIndicator · Answer of excludeIndicator',
  simpleResolvers: true,
})
export class ExcludeIndicatorPayloadType implements Payload {
  @Field(() => ScoreboardType, { nullable: true, description: SCORED_AGAIN })
  scoreboard!: ScoreboardType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('AssessIndicatorPayload', {
  description: 'Kết quả của assessIndicator · Answer of assessIndicator',
  simpleResolvers: true,
})
export class AssessIndicatorPayloadType implements Payload {
  @Field(() => ScoreboardType, { nullable: true, description: SCORED_AGAIN })
  scoreboard!: ScoreboardType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}
