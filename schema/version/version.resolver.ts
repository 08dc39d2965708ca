import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';

@Resolver()
export class VersionResolver {
  @Needs('NOTHING')
  @Query(() => String, { description: 'Phiên bản của DTI Hub · Version of DTI Hub' })
  version(@Ctx() context: Context): string {
    return context.version;
  }
}
