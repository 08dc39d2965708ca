import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { UnitComparison } from '../../src/app/comparison/compare-units.ts';
import { differenceOf, type YearComparison } from '../../src/app/comparison/compare-years.ts';
import type { Context } from '../context.ts';
import { EXPORT, ExportLinksType } from '../export/export-links.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';
import { numberOrNull } from '../points.ts';
import { ScoreType, toScore } from '../scoreboard/score.type.ts';
import { ScoreboardType, toScoreboard } from '../scoreboard/scoreboard.type.ts';

@ObjectType('UnitComparisonRow', {
  description: 'Một chỉ số của nhiều đơn vị · One indicator of several units',
  simpleResolvers: true,
})
export class UnitComparisonRowType {
  @Field(() => IndicatorType, { description: 'Chỉ số · The indicator' })
  indicator!: IndicatorType;

  @Field(() => [ScoreType], { description: 'Theo thứ tự các đơn vị · In the order of the units' })
  scores!: ScoreType[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Cao nhất trừ thấp nhất; null khi chưa đủ hai đơn vị có điểm · Most less fewest; null when fewer than two have points',
  })
  spread!: number | null;
}

@ObjectType('UnitComparison', {
  description: 'Nhiều đơn vị trong một kỳ đánh giá, cạnh nhau · Units of one assessment side by side',
  simpleResolvers: true,
})
export class UnitComparisonType {
  @Field(() => [ScoreboardType], {
    description: 'Bảng điểm theo thứ tự đã hỏi · Scoreboards in the order asked for',
  })
  scoreboards!: ScoreboardType[];

  @Field(() => [UnitComparisonRowType], { description: 'Từng chỉ số như in · Row by row as printed' })
  rows!: UnitComparisonRowType[];

  @Field(() => ExportLinksType, { description: EXPORT })
  export!: ExportLinksType;
}

export function toUnitComparison(
  view: UnitComparison,
  links: ExportLinksType,
  context: Context,
): UnitComparisonType {
  const { indexSet: set, year, level } = view.assessment;
  const { catalogue, language } = context;
  return {
    scoreboards: view.scoreboards.map((board) => toScoreboard(board, context)),
    rows: view.rows.map(({ indicator, scores, spread }) => ({
      indicator: catalogue.indicator(indicator, { set, year, level, language }),
      scores: scores.map((score, index) =>
        toScore(score, view.scoreboards[index] as (typeof view.scoreboards)[number], context),
      ),
      spread: numberOrNull(spread),
    })),
    export: links,
  };
}

@InputType('AssessmentYear', { description: 'Một bộ chỉ số trong một năm · One index set in one year' })
export class AssessmentYearInput {
  @Field(() => String, { description: 'Mã bộ chỉ số · Code of the index set' })
  indexSet!: string;

  @Field(() => Int, { description: 'Năm · Year' })
  year!: number;
}

@ObjectType('YearComparisonRow', {
  description:
    'Một chỉ số ở hai kỳ, nhận ra bằng khóa không đổi · One indicator in two assessments, known by its lasting key',
  simpleResolvers: true,
})
export class YearComparisonRowType {
  @Field(() => String, {
    description: 'Khóa không đổi qua các lần ban hành · Key that stays across editions',
  })
  key!: string;

  @Field(() => ScoreType, {
    nullable: true,
    description: 'Kỳ trước; null khi chưa có · Before; null if added',
  })
  from!: ScoreType | null;

  @Field(() => ScoreType, { nullable: true, description: 'Kỳ sau; null khi đã bỏ · After; null if dropped' })
  to!: ScoreType | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Điểm sau trừ trước; null khi thiếu một bên · Points after less before; null when one is missing',
  })
  difference!: number | null;
}

@ObjectType('YearComparison', {
  description: 'Kết quả của một đơn vị ở hai kỳ đánh giá · Results of one unit in two assessments',
  simpleResolvers: true,
})
export class YearComparisonType {
  @Field(() => ScoreboardType, { description: 'Kỳ trước · The earlier one' })
  from!: ScoreboardType;

  @Field(() => ScoreboardType, { description: 'Kỳ sau · The later one' })
  to!: ScoreboardType;

  @Field(() => Float, {
    nullable: true,
    description:
      'Điểm sau trừ trước; null khi thiếu một bên · Points after less before; null when one is missing',
  })
  pointsDifference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Tỷ lệ sau trừ trước, bằng điểm phần trăm; null khi thiếu một bên · Percentage points; null when one is missing',
  })
  percentDifference!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Hạng trước trừ sau, dương là lên hạng; null khi thiếu một bên · Ranks gained; null when one is missing',
  })
  ranksGained!: number | null;

  @Field(() => [YearComparisonRowType], {
    description: 'Như kỳ sau in, dòng đã bỏ ở cuối · As the later one prints them, dropped ones last',
  })
  rows!: YearComparisonRowType[];

  @Field(() => ExportLinksType, { description: EXPORT })
  export!: ExportLinksType;
}

export function toYearComparison(
  { from, to, rows }: YearComparison,
  links: ExportLinksType,
  context: Context,
): YearComparisonType {
  return {
    from: toScoreboard(from, context),
    to: toScoreboard(to, context),
    pointsDifference: numberOrNull(differenceOf(from.points, to.points)),
    percentDifference: numberOrNull(differenceOf(from.percent, to.percent)),
    ranksGained: differenceOf(to.rank, from.rank),
    rows: rows.map((row) => ({
      key: row.key,
      from: row.from && toScore(row.from, from, context),
      to: row.to && toScore(row.to, to, context),
      difference: numberOrNull(row.difference),
    })),
    export: links,
  };
}
