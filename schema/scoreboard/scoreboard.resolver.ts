import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { pageOf } from '../../src/app/paging.ts';
import { indicatorOf } from '../../src/app/receipt.ts';
import { scoresOf } from '../../src/app/reports/score-report.ts';
import { AS_OF } from '../as-of.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { mutate, type Payload } from '../mutation.ts';
import { ReceiptType, toReceipt } from '../receipt/receipt.type.ts';
import {
  FILTER_ROWS,
  ORDER_ROWS,
  ScoreFilterInput,
  ScoreOrderInput,
  toRowFilter,
  toScoreOrder,
} from '../report/report.input.ts';
import { Needs } from '../rights/needs.ts';
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
  @Needs('VIEW_RESULTS')
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

  @Needs('VIEW_RESULTS')
  @Query(() => ScoreboardChangesType, {
    nullable: true,
    description:
      'Vì sao điểm đổi: các chỉ số khác nhau giữa hai thời điểm; null kèm lỗi khi không đọc được · Why points moved: the rows that differ between two moments; null with an error where reading fails',
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

  @FieldResolver(() => [ScoreType], {
    description:
      'Các chỉ số; theo thứ tự in khi không nêu khác · The indicators; as printed unless said otherwise',
  })
  indicators(
    @Root() { indicators, view }: ScoreboardType,
    @Arg('filter', () => ScoreFilterInput, { nullable: true, description: FILTER_ROWS })
    filter: ScoreFilterInput | null | undefined,
    @Arg('orderBy', () => ScoreOrderInput, { nullable: true, description: ORDER_ROWS })
    orderBy: ScoreOrderInput | null | undefined,
  ): ScoreType[] {
    if (!filter && !orderBy) return indicators;
    const places = new Map(view.indicators.map((score, index) => [score, index]));
    const left = scoresOf(view, toRowFilter(filter), toScoreOrder(orderBy));
    return left.flatMap((score) => indicators[places.get(score) ?? -1] ?? []);
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
    nullable: true,
    description:
      'Các dòng cần khắc phục, thiếu nhiều điểm nhất trước; null kèm lỗi khi không đọc được · What is to be put right, most missing points first; null with an error where reading fails',
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

  @Needs('DECLARE_VALUES', 'DECIDE_VALUES')
  @Mutation(() => AssessIndicatorPayloadType, {
    description:
      'Ghi giá trị do người cho rồi chấm lại; cột của đơn vị cần quyền khai số liệu, các cột khác cần quyền thẩm định · Put in a value that people give and score again; the own column needs a unit reporter, all others a verifier',
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

  @Needs('DECIDE_VALUES')
  @Mutation(() => ExcludeIndicatorPayloadType, {
    description: 'Bỏ một chỉ số khỏi bảng điểm, cần quyền thẩm định · Leave a row out; needs a verifier',
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
    nullable: true,
    description:
      'Điểm này từ đâu ra; null kèm lỗi khi không đọc được · Everything the score was computed from; null with an error where reading fails',
  })
  async receipt(
    @Root() { scoreboard, indicator }: ScoreType,
    @Ctx() { hub, language }: Context,
  ): Promise<ReceiptType> {
    return toReceipt(await hub.receipt(scoreboard, indicator.code, language), language);
  }
}
