import { Field, ID, ObjectType } from 'type-graphql';
import type { ApiTokenView } from '../../src/app/views/api-token.ts';
import type { Role } from '../../src/core/principal.ts';
import { connectionOf } from '../connection.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { NodeType } from '../node/node.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';

export const RoleEnum = enumOf<Role>('Role', 'Vai trò · A role', {
  READER: 'Xem · Reads',
  UNIT_REPORTER: 'Nhập số liệu của đơn vị mình · Reports for a unit',
  VERIFIER: 'Thẩm định · Verifies',
  SOURCE_EDITOR: 'Cấu hình nguồn số liệu · Configures sources',
  ADMINISTRATOR: 'Quản trị · Administrates',
});

@ObjectType('Grant', {
  description: 'Một quyền trên một đơn vị và các đơn vị trực thuộc · A right on a unit and all below it',
  simpleResolvers: true,
})
export class GrantType {
  @Field(() => RoleEnum, { description: 'Vai trò · Role' })
  role!: Role;

  @Field(() => UnitType, {
    nullable: true,
    description: 'Đơn vị; null: toàn tỉnh · The unit; null: the whole province',
  })
  unit!: UnitType | null;
}

@ObjectType('ApiToken', {
  description:
    'Mã truy cập của một chương trình; bản thân mã chỉ hiện một lần khi tạo · Credential of a program; the token itself is shown once, when made',
  implements: NodeType,
  simpleResolvers: true,
})
export class ApiTokenType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => String, { description: 'Tên · Name' })
  name!: string;

  @Field(() => [GrantType], { description: 'Các quyền · Its rights' })
  grants!: GrantType[];

  @Field(() => String, { description: 'Người chịu trách nhiệm · Who answers for it' })
  owner!: string;

  @Field(() => DateTimeScalar, { description: 'Tạo lúc · When it was made' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Hết hạn lúc · When it expires' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Dùng lần cuối, chính xác đến phút; null khi chưa dùng · Last use, to the minute; null when never',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thu hồi lúc; null khi còn hiệu lực · When it was revoked; null when it was not',
  })
  revokedAt!: Date | null;
}

export const ApiTokenConnection = connectionOf(
  'ApiToken',
  () => ApiTokenType,
  'Danh sách mã truy cập · A list of API tokens',
);

export const toApiToken = ({ grants, ...view }: ApiTokenView): ApiTokenType => ({
  ...view,
  id: toId('ApiToken', view.id),
  grants: grants.map(({ role, unit }) => ({ role, unit: unit === null ? null : toUnit(unit) })),
});
