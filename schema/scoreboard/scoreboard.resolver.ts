import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { pageOf } from '../../src/app/paging.ts';
import { indicatorOf } from '../../src/app/receipt.ts';
import { AS_OF } from '../as-of.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { mutate, type Payload } from '../mutation.ts';
import { ReceiptType, toReceipt } from '../receipt/receipt.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { ScoreboardChangesType, toChanges } from './changes.type.ts';
import { LossesType, toLosses } from './losses.type.ts';
import { RemediationConnection, type RemediationItemType, toRemediationItem } from './remediation.type.ts';
import { ScoreType } from './score.type.ts';
import { AssessIndicatorInput, ExcludeIndicatorInput } from './scoreboard.input.ts';
import { AssessIndicatorPayloadType, ExcludeIndicatorPayloadType } from './scoreboard.payload.ts';
import { ScoreboardType, toScoreboard } from './scoreboard.type.ts';

@Resolver(() => ScoreboardType)
export class ScoreboardResolver {
  @Query(() => ScoreboardType, {
    nullable: true,
    description:
      'Bảng điểm của một đơn vị; lỗi khi không có; null khi lúc asOf chưa có, xem unscoredReason của kỳ đánh giá · The scoreboard of a unit; fails if there is none; null when there was none at asOf, see unscoredReason of the assessment',
  })
  async scoreboard(
    @Ctx() context: Context,
    @Arg('unit', () => String, { description: 'Mã đơn vị · Code of the unit' }) unit: string,
    @Arg('indexSet', () => String, { description: 'Mã bộ chỉ số · Code of the index set' }) indexSet: string,
    @Arg('year', () => Int, { description: 'Năm · Year' }) year: number,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<ScoreboardType | null> {
    const { hub } = context;
    const view = asOf
      ? await hub.scoreboardAsOf(unit, indexSet, year, asOf)
      : await hub.scoreboard(unit, indexSet, year);
    return view && toScoreboard(view, context);
  }

  @Query(() => ScoreboardChangesType, {
    description:
      'Vì sao điểm đổi: các chỉ số khác nhau giữa hai thời điểm · Why points moved: the rows that differ between two moments',
  })
  async scoreboardChanges(
    @Ctx() context: Context,
    @Arg('unit', () => String, { description: 'Mã đơn vị · Code of the unit' }) unit: string,
    @Arg('indexSet', () => String, { description: 'Mã bộ chỉ số · Code of the index set' }) indexSet: string,
    @Arg('year', () => Int, { description: 'Năm · Year' }) year: number,
    @Arg('from', () => DateTimeScalar, { description: 'Thời điểm trước · The earlier moment' }) from: Date,
    @Arg('to', () => DateTimeScalar, { description: 'Thời điểm sau · The later moment' }) to: Date,
  ): Promise<ScoreboardChangesType> {
    return toChanges(await context.hub.scoreboardChanges(unit, indexSet, year, { from, to }), context);
  }

  @FieldResolver(() => ScoreType, {
    nullable: true,
    description:
      'Một dòng theo mã chỉ số; null kèm lỗi khi không có · One line by printed code; null with an error when there is none',
  })
  indicator(
    @Root() { indicators, view }: ScoreboardType,
    @Arg('code', () => String, { description: 'Mã như in · Code as printed' }) code: string,
  ): ScoreType | null {
    indicatorOf(view, code);
    return indicators.find((score) => score.indicator.code === code) ?? null;
  }

  @FieldResolver(() => RemediationConnection, {
    description:
      'Các dòng cần khắc phục, thiếu nhiều điểm nhất trước · What is to be put right, most missing points first',
  })
  async remediation(
    @Root() { view }: ScoreboardType,
    @Ctx() context: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<RemediationItemType>> {
    const items = await context.hub.remediation(view, context.language);
    const page = pageOf(items, ({ indicator }) => indicator.code, pageRequest(first, after));
    return toConnection(page, (item) => toRemediationItem(item, view, context));
  }

  @FieldResolver(() => LossesType, {
    description:
      'Điểm mất theo nhóm và theo đơn vị phụ trách · Lost points by group and by who is responsible',
  })
  losses(@Root() { view }: ScoreboardType, @Ctx() { hub }: Context): LossesType {
    return toLosses(hub.losses(view));
  }

  @Mutation(() => AssessIndicatorPayloadType, {
    description:
      'Ghi giá trị do người đánh giá cho rồi chấm lại, cần quyền quản trị · Put in a value that people give and score again; needs the administrator',
  })
  assessIndicator(
    @Ctx() context: Context,
    @Arg('input', () => AssessIndicatorInput, {
      description: 'Giá trị, cột và căn cứ · Value, column and ground',
    })
    input: AssessIndicatorInput,
  ): Promise<Payload> {
    return mutate(context, async () => ({
      scoreboard: toScoreboard(await context.hub.assessIndicator(input), context),
    }));
  }

  @Mutation(() => ExcludeIndicatorPayloadType, {
    description:
      'Bỏ một chỉ số khỏi bảng điểm, cần quyền quản trị · Leave a row out; needs the administrator',
  })
  excludeIndicator(
    @Ctx() context: Context,
    @Arg('input', () => ExcludeIndicatorInput, {
      description: 'Chỉ số và văn bản cho phép · Row and decision',
    })
    input: ExcludeIndicatorInput,
  ): Promise<Payload> {
    return mutate(context, async () => ({
      scoreboard: toScoreboard(await context.hub.excludeIndicator(input), context),
    }));
  }
}

@Resolver(() => ScoreType)
export class ScoreResolver {
  @FieldResolver(() => ReceiptType, {
    description: 'Điểm này từ đâu ra · Everything the score was computed from',
  })
  async receipt(
    @Root() { scoreboard, indicator }: ScoreType,
    @Ctx() { hub, language }: Context,
  ): Promise<ReceiptType> {
    return toReceipt(await hub.receipt(scoreboard, indicator.code, language), language);
  }
}
