import { Field, ObjectType } from 'type-graphql';
import type { GrantView } from '../../src/app/rights/grant-view.ts';
import type { PrincipalKind, Role } from '../../src/core/principal.ts';
import { RoleEnum } from '../api-token/api-token.type.ts';
import type { Context } from '../context.ts';
import { enumOf } from '../enum-of.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';

export const ViewerKindEnum = enumOf<PrincipalKind>('ViewerKind', 'Loại người gọi · Kind of caller', {
  ANONYMOUS: 'Chưa đăng nhập · Not signed in',
  PERSON: 'Người đã đăng nhập · A person who is signed in',
  TOKEN: 'Chương trình dùng mã truy cập · A program with an API token',
  SERVICE: 'Dịch vụ được hệ thống đăng nhập xác nhận · A service that the identity provider vouches for',
});

@ObjectType('ViewerGrant', {
  description:
    'Một quyền của người gọi, gồm cả các đơn vị trực thuộc · A right of the caller, on a unit and all below it',
  simpleResolvers: true,
})
export class ViewerGrantType {
  @Field(() => RoleEnum, { description: 'Vai trò · Role' })
  role!: Role;

  @Field(() => UnitType, {
    nullable: true,
    description:
      'Đơn vị; null: toàn tỉnh, hoặc đơn vị không có trong hệ thống, xem note · The unit; null: the whole province, or a unit that is not known, see note',
  })
  unit!: UnitType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Vì sao quyền hẹp hơn mong đợi, như sau khi sắp xếp đơn vị; null khi bình thường · Why it reaches less than expected, as after a reform; null when it does not',
  })
  note!: string | null;
}

@ObjectType('Viewer', {
  description: 'Người gọi và những việc được làm · Who asks, and what that one may do',
  simpleResolvers: true,
})
export class ViewerType {
  @Field(() => ViewerKindEnum, { description: 'Loại · Kind' })
  kind!: PrincipalKind;

  @Field(() => String, { description: 'Tên trong nhật ký thay đổi, "local:lan" · As the audit names it' })
  principal!: string;

  @Field(() => String, { description: 'Tên hiển thị; trống khi chưa đăng nhập · Name; empty for nobody' })
  name!: string;

  @Field(() => [ViewerGrantType], { description: 'Các quyền được cấp · Rights that were given' })
  grants!: ViewerGrantType[];

  @Field(() => Boolean, {
    description: 'Được xem kết quả của ít nhất một đơn vị · May see results of one unit at least',
  })
  canViewResults!: boolean;

  @Field(() => Boolean, {
    description: 'Được khai số liệu của ít nhất một đơn vị · May declare values of one unit at least',
  })
  canDeclareValues!: boolean;

  @Field(() => Boolean, {
    description: 'Được thẩm định ít nhất một đơn vị · May decide on values of one unit at least',
  })
  canDecideValues!: boolean;

  @Field(() => Boolean, {
    description: 'Được xem nguồn, lần lấy số liệu, cảnh báo · May see sources, pull runs and alerts',
  })
  canViewSources!: boolean;

  @Field(() => Boolean, {
    description:
      'Được cấu hình nguồn, lấy số liệu, duyệt lần lấy bất thường · May configure sources, pull, and review held runs',
  })
  canEditSources!: boolean;

  @Field(() => Boolean, { description: 'Được công bố kết quả · May publish results' })
  canPublishResults!: boolean;

  @Field(() => Boolean, {
    description: 'Được quản trị tài khoản, khóa, nhật ký · May administer accounts, keys and the audit',
  })
  canAdminister!: boolean;
}

const toGrant = ({ role, unit, note }: GrantView, { language }: Context): ViewerGrantType => ({
  role,
  unit: unit && toUnit(unit),
  note: note?.[language] ?? null,
});

export function toViewer(context: Context): ViewerType {
  const { access, hub, principal } = context;
  return {
    kind: principal.kind,
    principal: principal.id,
    name: principal.name,
    grants: hub.grantViews(principal.grants).map((grant) => toGrant(grant, context)),
    canViewResults: access.may('VIEW_RESULTS'),
    canDeclareValues: access.may('DECLARE_VALUES'),
    canDecideValues: access.may('DECIDE_VALUES'),
    canViewSources: access.may('VIEW_SOURCES'),
    canEditSources: access.may('EDIT_SOURCES'),
    canPublishResults: access.may('PUBLISH_RESULTS'),
    canAdminister: access.may('ADMINISTER'),
  };
}
