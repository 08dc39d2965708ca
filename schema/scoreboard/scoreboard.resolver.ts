import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate, type Payload } from '../mutation.ts';
import { ReceiptType, toReceipt } from '../receipt/receipt.type.ts';
import { ScoreType } from './score.type.ts';
import { ExcludeIndicatorInput } from './scoreboard.input.ts';
import { ExcludeIndicatorPayloadType, ScoreboardType, toScoreboard } from './scoreboard.type.ts';

@Resolver(() => ScoreboardType)
export class ScoreboardResolver {
  @Query(() => ScoreboardType, {
    description:
      'Bảng điểm của một đơn vị; lỗi khi không có · The scoreboard of a unit; fails if there is none',
  })
  async scoreboard(
    @Ctx() context: Context,
    @Arg('unit', () => String, { description: 'Mã đơn vị · Code of the unit' }) unit: string,
    @Arg('indexSet', () => String, { description: 'Mã bộ chỉ số · Code of the index set' }) indexSet: string,
    @Arg('year', () => Int, { description: 'Năm · Year' }) year: number,
  ): Promise<ScoreboardType> {
    return toScoreboard(await context.hub.scoreboard(unit, indexSet, year), context);
  }

  @FieldResolver(() => ScoreType, {
    nullable: true,
    description:
      'Một dòng theo mã chỉ số; null khi không có · One line by printed code; null when there is none',
  })
  indicator(
    @Root() { indicators }: ScoreboardType,
    @Arg('code', () => String, { description: 'Mã như in · Code as printed' }) code: string,
  ): ScoreType | null {
    return indicators.find((score) => score.indicator.code === code) ?? null;
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
