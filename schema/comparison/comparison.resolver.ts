import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { compareUnits } from '../../src/app/comparison/compare-units.ts';
import { AS_OF } from '../as-of.ts';
import { AssessmentType } from '../assessment/assessment.type.ts';
import type { Context } from '../context.ts';
import { exportLinks } from '../export/export-links.ts';
import { placeOf } from '../export/place-of.ts';
import { DateTimeScalar } from '../scalars.ts';
import { UnitType } from '../unit/unit.type.ts';
import {
  AssessmentYearInput,
  toUnitComparison,
  toYearComparison,
  UnitComparisonType,
  YearComparisonType,
} from './comparison.type.ts';

@Resolver(() => AssessmentType)
export class UnitComparisonResolver {
  @FieldResolver(() => UnitComparisonType, {
    nullable: true,
    description:
      'So sánh các đơn vị theo từng chỉ số; null kèm lỗi khi đơn vị không có trong bảng · Units compared, indicator by indicator; null with an error for a unit that is not ranked',
  })
  async unitComparison(
    @Root() { view }: AssessmentType,
    @Ctx() context: Context,
    @Arg('units', () => [String], { description: '2 đến 10 mã đơn vị · 2 to 10 codes of units' })
    units: string[],
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<UnitComparisonType> {
    const results = await context.loaders.results(view, null, asOf ?? null);
    const links = exportLinks('unit-comparison', { ...placeOf(view), units, asOf });
    return toUnitComparison(compareUnits(results, units), links, context);
  }
}

@Resolver(() => UnitType)
export class YearComparisonResolver {
  @FieldResolver(() => YearComparisonType, {
    nullable: true,
    description:
      'So sánh hai năm hoặc hai lần ban hành, kể cả khi đơn vị mang tên, mã khác; null kèm lỗi khi là đơn vị khác · Two years or two editions compared, under earlier names and codes too; null with an error for another body',
  })
  async yearComparison(
    @Root() { id, key }: UnitType,
    @Ctx() context: Context,
    @Arg('from', () => AssessmentYearInput, { description: 'Kỳ trước · The earlier one' })
    from: AssessmentYearInput,
    @Arg('to', () => AssessmentYearInput, { description: 'Kỳ sau · The later one' })
    to: AssessmentYearInput,
  ): Promise<YearComparisonType> {
    const comparison = await context.hub.compareYears(key, from, to);
    const links = exportLinks('year-comparison', { unit: id, from, to });
    return toYearComparison(comparison, links, context);
  }
}
