import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';

@Resolver()
export class VersionResolver {
  @Query(() => String, { description: 'Phiên bản của DTI Hub · Version of DTI Hub' })
  version(@Ctx() context: Context): string {
    return context.version;
  }
}
