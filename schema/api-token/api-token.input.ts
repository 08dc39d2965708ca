import { Field, ID, InputType } from 'type-graphql';
import type { Role } from '../../src/core/principal.ts';
import { DateTimeScalar } from '../scalars.ts';
import { RoleEnum } from './api-token.type.ts';

@InputType('GrantInput', { description: 'Một quyền · A right' })
export class GrantInput {
  @Field(() => RoleEnum, { description: 'Vai trò · Role' })
  role!: Role;

  @Field(() => String, {
    nullable: true,
    description: 'Mã đơn vị; null: toàn tỉnh · Code of the unit; null: the whole province',
  })
  unit?: string | null;
}

@InputType('CreateApiTokenInput', { description: 'Một mã truy cập mới · A new API token' })
export class CreateApiTokenInput {
  @Field(() => String, {
    description: 'Tên, theo chương trình sẽ dùng · Name, after the program that uses it',
  })
  name!: string;

  @Field(() => [GrantInput], {
    description: 'Các quyền, trong phạm vi quyền của người tạo · Rights, none beyond those of the caller',
  })
  grants!: GrantInput[];

  @Field(() => DateTimeScalar, {
    description: 'Hết hạn lúc, tối đa một năm · When it expires, a year at most',
  })
  expiresAt!: Date;
}

@InputType('RevokeApiTokenInput', { description: 'Mã truy cập cần thu hồi · The API token to revoke' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'id của mã · id of the token' })
  token!: string;
}
