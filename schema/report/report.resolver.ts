import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { reportPage } from '../../src/app/reports/report-page.ts';
import { AS_OF } from '../as-of.ts';
import { AssessmentType } from '../assessment/assessment.type.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { exportLinks } from '../export/export-links.ts';
import { placeOf } from '../export/place-of.ts';
import { DateTimeScalar } from '../scalars.ts';
import { AssessmentStatisticsType, toStatistics } from '../statistics/statistics.type.ts';
import {
  FILTER_ROWS,
  ORDER_ROWS,
  ScoreFilterInput,
  ScoreOrderInput,
  toRowFilter,
  toScoreOrder,
} from './report.input.ts';
import { ScoreRowConnection, type ScoreRowType, toScoreRow } from './score-row.type.ts';
import { scoreRows } from './score-rows.ts';

const WITHIN = 'Mã đơn vị cấp trên; null: tất cả · Code of a unit: only those below it; null: all';

/** Tables that are made of all results of an assessment at once. */
@Resolver(() => AssessmentType)
export class ReportResolver {
  @FieldResolver(() => ScoreRowConnection, {
    nullable: true,
    description:
      'Các dòng của mọi bảng điểm, lọc và sắp xếp; null kèm lỗi khi bộ lọc sai · Lines of all scoreboards, filtered and sorted; null with an error when the filter is wrong',
  })
  async scores(
    @Root() { view }: AssessmentType,
    @Ctx() context: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('within', () => String, { nullable: true, description: WITHIN }) within: string | null | undefined,
    @Arg('filter', () => ScoreFilterInput, { nullable: true, description: FILTER_ROWS })
    filter: ScoreFilterInput | null | undefined,
    @Arg('orderBy', () => ScoreOrderInput, { nullable: true, description: ORDER_ROWS })
    orderBy: ScoreOrderInput | null | undefined,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<Connection<ScoreRowType>> {
    const results = await context.loaders.results(view, within ?? null, asOf ?? null);
    const rows = scoreRows(results, toRowFilter(filter), toScoreOrder(orderBy));
    const page = reportPage(
      rows,
      ({ board, cell }) => `${board.unit.key} ${cell.indicator.code}`,
      pageRequest(first, after),
    );
    const links = exportLinks('scores', { ...placeOf(view), within, filter, orderBy, asOf });
    return toConnection(page, (row) => toScoreRow(row, results, context), links);
  }

  @FieldResolver(() => AssessmentStatisticsType, {
    nullable: true,
    description:
      'Thống kê theo chỉ số, nhóm và tổng điểm; null kèm lỗi khi bộ lọc sai · Statistics by indicator, by group and of totals; null with an error when the filter is wrong',
  })
  async statistics(
    @Root() { view }: AssessmentType,
    @Ctx() context: Context,
    @Arg('within', () => String, { nullable: true, description: WITHIN }) within: string | null | undefined,
    @Arg('filter', () => ScoreFilterInput, {
      nullable: true,
      description:
        'Chỉ các dòng như thế, trong phần chỉ số; null: tất cả · Only such rows, of the indicators; null: all',
    })
    filter: ScoreFilterInput | null | undefined,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<AssessmentStatisticsType> {
    const results = await context.loaders.results(view, within ?? null, asOf ?? null);
    const links = exportLinks('statistics', { ...placeOf(view), within, filter, asOf });
    return toStatistics(results, toRowFilter(filter), links, context);
  }
}
