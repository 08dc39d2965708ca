import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { UnitLevel } from '../../src/core/unit.ts';
import { AS_OF } from '../as-of.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { TrendPointType, toTrendPoint } from './trend.type.ts';
import {
  toSuccession,
  toUnit,
  UnitConnection,
  UnitLevelEnum,
  UnitSuccessionType,
  UnitType,
} from './unit.type.ts';

const VALID_ON = 'Ngày mà đơn vị phải tồn tại · Day on which the unit must exist';

@Resolver(() => UnitType)
export class UnitResolver {
  @Needs('VIEW_RESULTS')
  @Query(() => UnitType, {
    nullable: true,
    description:
      'Một đơn vị theo mã; null kèm lỗi khi không có · A unit by code; null with an error if unknown',
  })
  async unit(
    @Ctx() { hub }: Context,
    @Arg('code', () => String, { description: 'Mã đơn vị · Code' }) code: string,
    @Arg('validOn', () => DateScalar, {
      nullable: true,
      description: `${VALID_ON}; bỏ trống: mới nhất · none: the latest`,
    })
    validOn: string | null | undefined,
  ): Promise<UnitType> {
    return toUnit(await hub.unit(code, validOn ?? null));
  }

  @Needs('VIEW_RESULTS')
  @Query(() => UnitConnection, { description: 'Tìm đơn vị, xưa và nay · Units, past and present' })
  async units(
    @Ctx() { hub }: Context,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Một phần tên hoặc mã, không cần dấu; null: mọi đơn vị · Part of a name or code, accents not needed; null: all',
    })
    search: string | null | undefined,
    @Arg('level', () => UnitLevelEnum, {
      nullable: true,
      description: 'Chỉ cấp này; null: mọi cấp · Only this level; null: all',
    })
    level: UnitLevel | null | undefined,
    @Arg('validOn', () => DateScalar, {
      nullable: true,
      description: `${VALID_ON}; bỏ trống: mọi thời kỳ · none: of all times`,
    })
    validOn: string | null | undefined,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<UnitType>> {
    const filter = { search: search ?? null, level: level ?? null, validOn: validOn ?? null };
    return toConnection(await hub.units(filter, pageRequest(first, after)), toUnit);
  }

  @FieldResolver(() => UnitType, {
    nullable: true,
    description: 'Đơn vị cấp trên; null với tỉnh · The unit above; null for a province',
  })
  parent(@Root() { parentKey }: UnitType, @Ctx() { loaders }: Context) {
    if (parentKey === null) return null;
    return loaders.unit.load(parentKey).then((parent) => parent && toUnit(parent));
  }

  @FieldResolver(() => [UnitSuccessionType], { description: 'Trở thành đơn vị nào · What became of it' })
  async successors(@Root() { key }: UnitType, @Ctx() { loaders }: Context): Promise<UnitSuccessionType[]> {
    return (await loaders.successions.load(key)).successors.map(toSuccession);
  }

  @FieldResolver(() => [UnitSuccessionType], { description: 'Hình thành từ đơn vị nào · What it came from' })
  async predecessors(@Root() { key }: UnitType, @Ctx() { loaders }: Context): Promise<UnitSuccessionType[]> {
    return (await loaders.successions.load(key)).predecessors.map(toSuccession);
  }

  @FieldResolver(() => [TrendPointType], {
    nullable: true,
    description:
      'Điểm qua các năm, kể cả dưới tên, mã khác; đơn vị bị nhập, tách: xem predecessors; null kèm lỗi khi không đọc được · Points year by year, under earlier and later names and codes too; for merged and split units see predecessors; null with an error where reading fails',
  })
  async trend(
    @Root() { key }: UnitType,
    @Ctx() { hub }: Context,
    @Arg('indexSet', () => String, { description: 'Mã bộ chỉ số · Code of the index set' }) indexSet: string,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<TrendPointType[]> {
    return (await hub.trend(key, indexSet, asOf ?? null)).map(toTrendPoint);
  }
}
