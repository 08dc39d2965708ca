import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { EditionComparisonType, toEditionComparison } from './edition-comparison.type.ts';

@Resolver()
export class EditionComparisonResolver {
  @Needs('VIEW_CATALOGUE')
  @Query(() => EditionComparisonType, {
    nullable: true,
    description:
      'Bộ chỉ số thay đổi thế nào giữa hai lần ban hành; null kèm lỗi khi khác chuỗi · What changed between two editions; null with an error when they are of different series',
  })
  editionComparison(
    @Ctx() context: Context,
    @Arg('from', () => String, { description: 'Mã bộ chỉ số trước · Code of the older set' }) from: string,
    @Arg('to', () => String, { description: 'Mã bộ chỉ số sau · Code of the newer set' }) to: string,
  ): EditionComparisonType {
    return toEditionComparison(context.hub.compareEditions(from, to), context);
  }
}
