import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { keyOf, keyOrName } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import { RecentPullRunsType, toPullRun } from '../pull-run/pull-run.type.ts';
import { JsonScalar } from '../scalars.ts';
import { CreateSourceInput, TestSourceInput, UpdateSourceInput } from './source.input.ts';
import { CreateSourcePayloadType, TestSourcePayloadType, UpdateSourcePayloadType } from './source.payload.ts';
import { SourceConnection, SourceType, toSource } from './source.type.ts';

@Resolver(() => SourceType)
export class SourceResolver {
  @Query(() => SourceConnection, { description: 'Các nguồn đã cấu hình · Configured sources' })
  async sources(
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<SourceType>> {
    return toConnection(await hub.sources(pageRequest(first, after)), (view) => toSource(view, language));
  }

  @FieldResolver(() => RecentPullRunsType, { description: 'Các lần chạy gần nhất · Its latest pull runs' })
  async runs(
    @Root() { key }: SourceType,
    @Ctx() { loaders, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
  ): Promise<RecentPullRunsType> {
    return { nodes: (await loaders.runs(key, first)).map((run) => toPullRun(run, language)) };
  }

  @Mutation(() => CreateSourcePayloadType, {
    description: 'Tạo nguồn, cần quyền quản trị · Create a source; needs the administrator',
  })
  createSource(
    @Ctx() context: Context,
    @Arg('input', () => CreateSourceInput, { description: 'Nguồn mới · The source' })
    input: CreateSourceInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const connector = keyOrName('Connector', input.connector);
      const source = await context.hub.createSource({
        name: input.name,
        connector,
        config: input.config,
        schedule: input.schedule ?? null,
      });
      return { source: toSource(source, context.language) };
    });
  }

  @Query(() => JsonScalar, {
    description: 'Thiết lập của nguồn dạng JSON Schema · Settings of a source as JSON Schema',
  })
  sourceSettingsSchema(@Ctx() { hub }: Context): object {
    return hub.sourceSettingsSchema() as object;
  }

  @Mutation(() => UpdateSourcePayloadType, {
    description: 'Sửa nguồn, cần quyền quản trị · Edit a source; needs the administrator',
  })
  updateSource(
    @Ctx() context: Context,
    @Arg('input', () => UpdateSourceInput, { description: 'Điều cần sửa · What to change' })
    input: UpdateSourceInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const { version, name, config, settings, schedule, enabled } = input;
      const source = await context.hub.updateSource({
        source: keyOf('Source', input.source, 'source'),
        version,
        ...(name != null && { name }),
        ...(config != null && { config }),
        ...(settings != null && { settings }),
        // Only here null says something: no schedule.
        ...(schedule !== undefined && { schedule }),
        ...(enabled != null && { enabled }),
      });
      return { source: toSource(source, context.language) };
    });
  }

  @Mutation(() => TestSourcePayloadType, {
    description: 'Đọc thử một bản ghi, cần quyền quản trị · Read one record; needs the administrator',
  })
  testSource(
    @Ctx() context: Context,
    @Arg('input', () => TestSourceInput, { description: 'Nguồn cần thử · What to test' })
    input: TestSourceInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const { ok, message, sample } = await context.hub.testSource({
        source: input.source == null ? null : keyOf('Source', input.source, 'source'),
        connector: input.connector == null ? null : keyOrName('Connector', input.connector),
        config: input.config ?? null,
      });
      return { result: { ok, message: message[context.language], sample } };
    });
  }
}
