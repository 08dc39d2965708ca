import { Field, ID, ObjectType } from 'type-graphql';
import type { SuccessionView, UnitView } from '../../src/app/views/unit.ts';
import type { CodeSystem, SuccessionKind, UnitLevel } from '../../src/core/unit.ts';
import { connectionOf } from '../connection.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { NodeType } from '../node/node.type.ts';
import { DateScalar } from '../scalars.ts';

export const UnitLevelEnum = enumOf<UnitLevel>('UnitLevel', 'Cấp của đơn vị · Level of a unit', {
  PROVINCE: 'Tỉnh, thành phố · Province',
  DISTRICT: 'Huyện, quận, thị xã · District',
  COMMUNE: 'Xã, phường, thị trấn · Commune',
  DEPARTMENT: 'Sở, ban, ngành · Department of the province',
});

export const CodeSystemEnum = enumOf<CodeSystem>('CodeSystem', 'Nguồn của mã đơn vị · Where a code is from', {
  OFFICIAL: 'Danh mục của Nhà nước · The official list of the state',
  HUB: 'Hub tự đặt vì không có danh mục · Given by the hub where no list has one',
});

export const SuccessionKindEnum = enumOf<SuccessionKind>(
  'SuccessionKind',
  'Điều xảy ra khi sắp xếp đơn vị hành chính · What happened at a reform',
  {
    MERGED: 'Nhập vào đơn vị khác · Merged into another',
    SPLIT: 'Chia tách · Split',
    RENAMED: 'Đổi tên · Renamed',
    UNCHANGED: 'Giữ nguyên · Unchanged',
  },
);

@ObjectType('Unit', {
  description:
    'Một đơn vị trong khoảng thời gian nó tồn tại; một mã có thể chỉ hai đơn vị ở hai thời kỳ · A unit as it stood between two dates; one code may name two units at two times',
  implements: NodeType,
  simpleResolvers: true,
})
export class UnitType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => String, { description: 'Mã đơn vị · Code' })
  code!: string;

  @Field(() => CodeSystemEnum, { description: 'Nguồn của mã · Where the code is from' })
  codeSystem!: CodeSystem;

  @Field(() => String, { description: 'Tên đơn vị · Name' })
  name!: string;

  @Field(() => UnitLevelEnum, { description: 'Cấp · Level' })
  level!: UnitLevel;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày đầu tồn tại; null khi không rõ · First day; null when not known',
  })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày cuối tồn tại; null khi còn tồn tại · Last day; null while it exists',
  })
  validTo!: string | null;

  readonly key!: string;
  readonly parentKey!: string | null;
}

@ObjectType('UnitSuccession', {
  description: 'Một lần chuyển tiếp giữa hai đơn vị · One arrow of a reform',
  simpleResolvers: true,
})
export class UnitSuccessionType {
  @Field(() => UnitType, { description: 'Đơn vị ở đầu kia · The unit at the other end' })
  unit!: UnitType;

  @Field(() => SuccessionKindEnum, { description: 'Loại thay đổi · Kind of change' })
  kind!: SuccessionKind;

  @Field(() => DateScalar, { description: 'Ngày có hiệu lực · Day it took effect' })
  date!: string;
}

export const UnitConnection = connectionOf('Unit', () => UnitType, 'Danh sách đơn vị · A list of units');

const shown = new WeakMap<UnitView, UnitType>();

/** Units never change while the hub runs. Frozen: their texts may be kept (see src/server/quick/kept-texts.ts). */
export function toUnit(unit: UnitView): UnitType {
  const known = shown.get(unit);
  if (known) return known;
  const made = Object.freeze({
    id: toId('Unit', unit.key),
    code: unit.code,
    codeSystem: unit.codeSystem,
    name: unit.name,
    level: unit.level,
    validFrom: unit.validFrom,
    validTo: unit.validTo,
    key: unit.key,
    parentKey: unit.parentKey,
  });
  shown.set(unit, made);
  return made;
}

export const toSuccession = ({ unit, kind, date }: SuccessionView): UnitSuccessionType => ({
  unit: toUnit(unit),
  kind,
  date,
});
