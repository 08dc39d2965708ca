import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PullRunState } from '../../src/app/views/pull-run.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { keyOf, keyOrName } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import {
  PullRunConnection,
  PullRunStateEnum,
  type PullRunType,
  RecentPullRunsType,
  toPullRun,
} from '../pull-run/pull-run.type.ts';
import { Needs } from '../rights/needs.ts';
import { JsonScalar } from '../scalars.ts';
import { CreateSourceInput, TestSourceInput, UpdateSourceInput } from './source.input.ts';
import { CreateSourcePayloadType, TestSourcePayloadType, UpdateSourcePayloadType } from './source.payload.ts';
import { SourceConnection, SourceType, toSource } from './source.type.ts';

@Resolver(() => SourceType)
export class SourceResolver {
  @Needs('VIEW_SOURCES')
  @Query(() => SourceConnection, {
    nullable: true,
    description:
      'Các nguồn đã cấu hình; null kèm lỗi khi không đọc được · Configured sources; null with an error where reading fails',
  })
  async sources(
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<SourceType>> {
    return toConnection(await hub.sources(pageRequest(first, after)), (view) => toSource(view, language));
  }

  @FieldResolver(() => RecentPullRunsType, {
    nullable: true,
    description:
      'Các lần chạy gần nhất; null kèm lỗi khi không đọc được · Its latest pull runs; null with an error where reading fails',
  })
  async runs(
    @Root() { key }: SourceType,
    @Ctx() { loaders, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
  ): Promise<RecentPullRunsType> {
    return { nodes: (await loaders.runs(key, first)).map((run) => toPullRun(run, language)) };
  }

  @FieldResolver(() => PullRunConnection, {
    nullable: true,
    description:
      'Mọi lần lấy, mới nhất trước; null khi không đọc được · All its pull runs, newest first; null when they cannot be read',
  })
  async pullRuns(
    @Root() { key }: SourceType,
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('state', () => PullRunStateEnum, {
      nullable: true,
      description: 'Chỉ trạng thái này; null: tất cả · Only of this state; null: all',
    })
    state: PullRunState | null | undefined,
  ): Promise<Connection<PullRunType>> {
    const page = await hub.sourceRuns(key, state ?? null, pageRequest(first, after));
    return toConnection(page, (run) => toPullRun(run, language));
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => CreateSourcePayloadType, {
    description: 'Tạo nguồn, cần quyền quản lý nguồn · Create a source; needs a source editor',
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

  @Needs('VIEW_SOURCES')
  @Query(() => JsonScalar, {
    description: 'Thiết lập của nguồn dạng JSON Schema · Settings of a source as JSON Schema',
  })
  sourceSettingsSchema(@Ctx() { hub }: Context): object {
    return hub.sourceSettingsSchema() as object;
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => UpdateSourcePayloadType, {
    description: 'Sửa nguồn, cần quyền quản lý nguồn · Edit a source; needs a source editor',
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

  @Needs('EDIT_SOURCES')
  @Mutation(() => TestSourcePayloadType, {
    description: 'Đọc thử một bản ghi, cần quyền quản lý nguồn · Read one record; needs a source editor',
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
