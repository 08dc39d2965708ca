import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.ts';
import { keyOf } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import { Needs } from '../rights/needs.ts';
import { SourceType, toSource } from '../source/source.type.ts';
import { BackfillPreviewType, StartBackfillPayloadType, toBackfillPull } from './backfill.type.ts';
import { PullRunPreviewType, toPreview } from './preview.type.ts';
import { abortable } from './progress.ts';
import { CancelPullInput, ReviewPullRunInput, StartBackfillInput, StartPullInput } from './pull-run.input.ts';
import {
  CancelPullPayloadType,
  PullRunType,
  ReviewPullRunPayloadType,
  StartPullPayloadType,
  toPullRun,
} from './pull-run.type.ts';

const toBackfill = ({ source, from, to }: StartBackfillInput) => ({
  source: source == null ? null : keyOf('Source', source, 'source'),
  from,
  to,
});

const RUN_ID = 'id của lần chạy · id of the run';

@Resolver(() => PullRunType)
export class PullRunResolver {
  @Needs('VIEW_SOURCES')
  @Query(() => PullRunType, {
    nullable: true,
    description:
      'Một lần lấy số liệu; lỗi khi không có; null kèm lỗi khi không đọc được · One pull run; fails if unknown; null with an error where reading fails',
  })
  async pullRun(
    @Ctx() { hub, language }: Context,
    @Arg('id', () => ID, { description: RUN_ID }) id: string,
  ): Promise<PullRunType> {
    return toPullRun(await hub.pullRun(keyOf('PullRun', id)), language);
  }

  @FieldResolver(() => SourceType, {
    nullable: true,
    description:
      'Nguồn; null khi không đọc được hoặc không được xem · Its source; null when it cannot be read or is not for the caller',
  })
  async source(
    @Root() { sourceKey }: PullRunType,
    @Ctx() { access, loaders, language }: Context,
  ): Promise<SourceType | null> {
    if (!access.may('VIEW_SOURCES')) return null;
    return toSource(await loaders.source.load(sourceKey), language);
  }

  @FieldResolver(() => PullRunPreviewType, {
    nullable: true,
    description:
      'Điều sẽ đổi nếu công bố, của lần chờ duyệt và lần chạy thử; null khi khác · What publishing would change, of held and dry runs; null for others',
  })
  async preview(
    @Root() { key }: PullRunType,
    @Ctx() { access, hub, language }: Context,
  ): Promise<PullRunPreviewType | null> {
    if (!access.may('VIEW_SOURCES')) return null;
    const preview = await hub.pullRunPreview(key);
    return preview && toPreview(preview, language);
  }

  @Needs('VIEW_SOURCES')
  @Query(() => BackfillPreviewType, {
    nullable: true,
    description:
      'Các lần lấy mà một khoảng ngày cần; chưa lấy gì; null kèm lỗi khi không đọc được · The pulls that a range of days needs; nothing is pulled; null with an error where reading fails',
  })
  async backfillPreview(
    @Ctx() { hub, language }: Context,
    @Arg('input', () => StartBackfillInput, { description: 'Nguồn và khoảng ngày · Source and days' })
    input: StartBackfillInput,
  ): Promise<BackfillPreviewType> {
    const pulls = await hub.backfillPreview(toBackfill(input));
    return { pulls: pulls.map((pull) => toBackfillPull(pull, language)) };
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => StartBackfillPayloadType, {
    description: 'Lấy bù một khoảng ngày, cần quyền quản lý nguồn · Pull days again; needs a source editor',
  })
  startBackfill(
    @Ctx() context: Context,
    @Arg('input', () => StartBackfillInput, { description: 'Nguồn và khoảng ngày · Source and days' })
    input: StartBackfillInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const pulls = await context.hub.startBackfill(toBackfill(input));
      return { pulls: pulls.map((pull) => toBackfillPull(pull, context.language)) };
    });
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => ReviewPullRunPayloadType, {
    description:
      'Quyết định về lần lấy chờ duyệt, cần quyền quản lý nguồn · Decide on a held pull; needs a source editor',
  })
  reviewPullRun(
    @Ctx() context: Context,
    @Arg('input', () => ReviewPullRunInput, { description: 'Quyết định và lý do · Decision and reason' })
    input: ReviewPullRunInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const pullRun = keyOf('PullRun', input.pullRun, 'pullRun');
      const { decision, reason } = input;
      const run = await context.hub.reviewPullRun({ pullRun, decision, reason });
      return { pullRun: toPullRun(run, context.language) };
    });
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => CancelPullPayloadType, {
    description:
      'Dừng lần lấy đang chạy, cần quyền quản lý nguồn · Stop a running pull; needs a source editor',
  })
  cancelPull(
    @Ctx() context: Context,
    @Arg('input', () => CancelPullInput, { description: 'Lần chạy · The run' }) input: CancelPullInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const run = await context.hub.cancelPull(keyOf('PullRun', input.pullRun, 'pullRun'));
      return { pullRun: toPullRun(run, context.language) };
    });
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => StartPullPayloadType, {
    description: 'Lấy số liệu ngay, cần quyền quản lý nguồn · Pull now; needs a source editor',
  })
  startPull(
    @Ctx() context: Context,
    @Arg('input', () => StartPullInput, { description: 'Nguồn và kỳ · Source and window' })
    input: StartPullInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const source = keyOf('Source', input.source, 'source');
      const { from = null, to = null, unit = null, dryRun } = input;
      const run = await context.hub.startPull({ source, from, to, unit, dryRun });
      return { pullRun: toPullRun(run, context.language) };
    });
  }

  @Needs('VIEW_SOURCES')
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
