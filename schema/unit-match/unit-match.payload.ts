import { Field, Int, ObjectType } from 'type-graphql';
import type { UnitDecision } from '../../src/app/views/unit-match.ts';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { toUnitMatch, UnitMatchType } from './unit-match.type.ts';

const MATCH = 'Quyết định; null khi có lỗi · The decision; null on errors';
const WAITING =
  'Số dòng đã có sẽ theo quyết định này ở lần lấy tới; null khi có lỗi · Rows already read that follow it at the next pull; null on errors';

@ObjectType('ConfirmUnitMatchPayload', {
  description: 'Kết quả của confirmUnitMatch · Answer of confirmUnitMatch',
  simpleResolvers: true,
})
export class ConfirmUnitMatchPayloadType implements Payload {
  @Field(() => UnitMatchType, { nullable: true, description: MATCH })
  unitMatch!: UnitMatchType | null;

  @Field(() => Int, { nullable: true, description: WAITING })
  waitingRows!: number | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('IgnoreUnitCodePayload', {
  description: 'Kết quả của ignoreUnitCode · Answer of ignoreUnitCode',
  simpleResolvers: true,
})
export class IgnoreUnitCodePayloadType implements Payload {
  @Field(() => UnitMatchType, { nullable: true, description: MATCH })
  unitMatch!: UnitMatchType | null;

  @Field(() => Int, { nullable: true, description: WAITING })
  waitingRows!: number | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('WithdrawUnitMatchPayload', {
  description: 'Kết quả của withdrawUnitMatch · Answer of withdrawUnitMatch',
  simpleResolvers: true,
})
export class WithdrawUnitMatchPayloadType implements Payload {
  @Field(() => UnitMatchType, {
    nullable: true,
    description: 'Quyết định đã rút; null khi có lỗi · The decision, withdrawn; null on errors',
  })
  unitMatch!: UnitMatchType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

export const decisionPayload = ({ match, waitingRows }: UnitDecision) => ({
  unitMatch: toUnitMatch(match),
  waitingRows,
});
