import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { checkPage } from '../../src/app/paging.ts';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { findNode } from './find-node.ts';
import { NodeType } from './node.type.ts';

@Resolver()
export class NodeResolver {
  @Needs('VIEW_CATALOGUE')
  @Query(() => NodeType, {
    nullable: true,
    description: 'Đối tượng theo mã định danh; null khi không còn · What an id names; null when it is gone',
  })
  node(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Mã mà API đã trả về · An id that the API returned' }) id: string,
  ): Promise<NodeType | null> {
    return findNode(id, context);
  }

  @Needs('VIEW_CATALOGUE')
  @Query(() => [NodeType], {
    nullable: 'items',
    description:
      'Các đối tượng theo mã định danh, cùng thứ tự; null khi không còn hoặc lỗi · What ids name, in their order; null for what is gone or failed',
  })
  nodes(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: 'Tối đa 100 mã · Up to 100 ids' }) ids: string[],
  ): Promise<NodeType | null>[] {
    if (ids.length > 0) checkPage({ first: ids.length, after: null });
    // One that fails leaves the others in place.
    return ids.map((id) => findNode(id, context));
  }
}
