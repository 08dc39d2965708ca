import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { toViewer, ViewerType } from './viewer.type.ts';

@Resolver()
export class ViewerResolver {
  @Needs('VIEW_CATALOGUE')
  @Query(() => ViewerType, {
    description: 'Người gọi và những việc được làm · Who asks, and what that one may do',
  })
  viewer(@Ctx() context: Context): ViewerType {
    return toViewer(context);
  }
}
