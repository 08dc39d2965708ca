import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.ts';
import { keyOf } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import { SourceType, toSource } from '../source/source.type.ts';
import { abortable } from './progress.ts';
import { StartPullInput } from './pull-run.input.ts';
import { PullRunType, StartPullPayloadType, toPullRun } from './pull-run.type.ts';

const RUN_ID = 'id của lần chạy · id of the run';

@Resolver(() => PullRunType)
export class PullRunResolver {
  @Query(() => PullRunType, {
    description: 'Một lần lấy số liệu; lỗi khi không có · One pull run; fails if unknown',
  })
  async pullRun(
    @Ctx() { hub, language }: Context,
    @Arg('id', () => ID, { description: RUN_ID }) id: string,
  ): Promise<PullRunType> {
    return toPullRun(await hub.pullRun(keyOf('PullRun', id)), language);
  }

  @FieldResolver(() => SourceType, {
    nullable: true,
    description: 'Nguồn; null khi không đọc được · Its source; null when it cannot be read',
  })
  async source(
    @Root() { sourceKey }: PullRunType,
    @Ctx() { loaders, language }: Context,
  ): Promise<SourceType> {
    return toSource(await loaders.source.load(sourceKey), language);
  }

  @Mutation(() => StartPullPayloadType, {
    description: 'Lấy số liệu ngay, cần quyền quản trị · Pull now; needs the administrator',
  })
  startPull(
    @Ctx() context: Context,
    @Arg('input', () => StartPullInput, { description: 'Nguồn và kỳ · Source and window' })
    input: StartPullInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const source = keyOf('Source', input.source, 'source');
      const run = await context.hub.startPull({ source, from: input.from ?? null, to: input.to ?? null });
      return { pullRun: toPullRun(run, context.language) };
    });
  }

  @Subscription(() => PullRunType, {
    description: 'Diễn biến của một lần chạy cho đến khi xong · A run as it goes on, until it ends',
    subscribe: ({ args, context }) => {
      const { hub, language } = context as Context;
      const key = keyOf('PullRun', String(args['id']));
      return abortable(
        (signal) => hub.pullRunProgress(key, signal),
        (run) => toPullRun(run, language),
      );
    },
  })
  pullRunProgress(
    @Root() run: PullRunType,
    @Arg('id', () => ID, { description: RUN_ID }) _id: string,
  ): PullRunType {
    return run;
  }
}
