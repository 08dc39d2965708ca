import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { IndexSetType } from './index-set.type.ts';

@Resolver()
export class IndexSetResolver {
  @Needs('VIEW_CATALOGUE')
  @Query(() => [IndexSetType], { description: 'Mọi bộ chỉ số · All index sets' })
  indexSets(@Ctx() { hub, catalogue, language }: Context): IndexSetType[] {
    return hub.indexSets().map((set) => catalogue.indexSet(set, language));
  }

  @Needs('VIEW_CATALOGUE')
  @Query(() => IndexSetType, {
    nullable: true,
    description: 'Một bộ chỉ số; null khi không có mã này · One index set; null when the code is unknown',
  })
  indexSet(
    @Ctx() { hub, catalogue, language }: Context,
    @Arg('code', () => String, { description: 'Mã bộ chỉ số · Code' }) code: string,
  ): IndexSetType | null {
    const set = hub.indexSets().find((one) => one.code === code);
    return set ? catalogue.indexSet(set, language) : null;
  }
}
