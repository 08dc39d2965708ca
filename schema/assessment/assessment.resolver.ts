import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { pageOf } from '../../src/app/paging.ts';
import { rankingReport } from '../../src/app/reports/ranking-report.ts';
import { reportPage } from '../../src/app/reports/report-page.ts';
import type { UnitLevel } from '../../src/core/unit.ts';
import { AS_OF } from '../as-of.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { exportLinks } from '../export/export-links.ts';
import { placeOf } from '../export/place-of.ts';
import { RankingConnection, type RankingEntryType, toRankingEntry } from '../ranking/ranking.type.ts';
import {
  FILTER_RANKING,
  ORDER_RANKING,
  RankingOrderInput,
  ScoreFilterInput,
  toRankingOrder,
  toRowFilter,
} from '../report/report.input.ts';
import { Needs } from '../rights/needs.ts';
import { DateTimeScalar } from '../scalars.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';
import { AssessmentFilterInput, toAssessmentFilter } from './assessment.input.ts';
import { AssessmentConnection, AssessmentType, toAssessment } from './assessment.type.ts';
import { RemovalProposalType, toRemovalProposal } from './removal-proposal.type.ts';

@Resolver(() => AssessmentType)
export class AssessmentResolver {
  @Needs('VIEW_RESULTS')
  @Query(() => AssessmentType, {
    nullable: true,
    description:
      'Một kỳ đánh giá; null kèm lỗi khi không có · One assessment; null with an error when there is none',
  })
  async assessment(
    @Ctx() context: Context,
    @Arg('indexSet', () => String, { description: 'Mã bộ chỉ số · Code of the index set' }) indexSet: string,
    @Arg('year', () => Int, { description: 'Năm · Year' }) year: number,
    @Arg('level', () => UnitLevelEnum, { description: 'Cấp · Level' }) level: UnitLevel,
  ): Promise<AssessmentType> {
    return toAssessment(await context.hub.assessment(indexSet, year, level), context);
  }

  @Needs('VIEW_RESULTS')
  @Query(() => [AssessmentType], {
    nullable: true,
    description:
      'Mọi kỳ đánh giá; null kèm lỗi khi không đọc được · All assessments; null with an error where reading fails',
    deprecationReason:
      'Dùng assessmentsConnection, danh sách này dài thêm mỗi năm · Use assessmentsConnection, this list grows every year; removal after 2027-06-30',
  })
  async assessments(@Ctx() context: Context): Promise<AssessmentType[]> {
    return (await context.hub.assessments()).map((view) => toAssessment(view, context));
  }

  @Needs('VIEW_RESULTS')
  @Query(() => AssessmentConnection, {
    nullable: true,
    description:
      'Các kỳ đánh giá theo bộ chỉ số, năm, cấp; null kèm lỗi khi không đọc được · Assessments by index set, year and level; null with an error where reading fails',
  })
  async assessmentsConnection(
    @Ctx() context: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('filter', () => AssessmentFilterInput, {
      nullable: true,
      description: 'Những kỳ nào; null: tất cả · Which ones; null: all',
    })
    filter: AssessmentFilterInput | null | undefined,
  ): Promise<Connection<AssessmentType>> {
    const views = await context.hub.assessments(toAssessmentFilter(filter));
    const page = pageOf(views, ({ id }) => `assessment ${id}`, pageRequest(first, after));
    return toConnection(page, (view) => toAssessment(view, context));
  }

  @FieldResolver(() => RankingConnection, {
    nullable: true,
    description:
      'Bảng xếp hạng; rỗng khi chưa chấm lần nào, xem unscoredReason; null kèm lỗi khi không đọc được · The ranking; empty before the first scoring, see unscoredReason; null with an error where reading fails',
  })
  async ranking(
    @Root() { view }: AssessmentType,
    @Ctx() { hub, loaders }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('within', () => String, {
      nullable: true,
      description:
        'Mã đơn vị cấp trên, chỉ xếp các đơn vị thuộc nó; null: tất cả · Code of a unit: only those below it; null: all',
    })
    within: string | null | undefined,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
    @Arg('filter', () => ScoreFilterInput, { nullable: true, description: FILTER_RANKING })
    filter: ScoreFilterInput | null | undefined,
    @Arg('orderBy', () => RankingOrderInput, { nullable: true, description: ORDER_RANKING })
    orderBy: RankingOrderInput | null | undefined,
  ): Promise<Connection<RankingEntryType>> {
    const place = { assessment: view, within: within ?? null, asOf: asOf ?? null };
    const request = pageRequest(first, after);
    const page =
      filter || orderBy
        ? reportPage(
            rankingReport(
              await loaders.results(view, place.within, place.asOf),
              filter ? toRowFilter(filter) : null,
              toRankingOrder(orderBy),
            ),
            ({ unit }) => unit.key,
            request,
          )
        : // As it is stored: one page is one indexed read.
          await hub.ranking(view, request, place.within, place.asOf);
    const links = exportLinks('ranking', { ...placeOf(view), within, filter, orderBy, asOf });
    return toConnection(page, (entry) => toRankingEntry(entry, place), links);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Vì sao lúc đó chưa có bảng điểm và xếp hạng; null khi đã có · Why there were no scoreboards and no ranking then; null when there were',
  })
  async unscoredReason(
    @Root() { view }: AssessmentType,
    @Ctx() { hub, language }: Context,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<string | null> {
    return (await hub.unscoredReason(view, asOf ?? null))?.[language] ?? null;
  }

  @FieldResolver(() => [RemovalProposalType], {
    nullable: true,
    description:
      'Tiêu chí đề xuất loại khỏi xếp hạng theo quy định của bộ chỉ số; null kèm lỗi khi không đọc được · Criteria proposed for removal from the ranking by the rule of the set; null with an error where reading fails',
  })
  async removalProposals(
    @Root() { view }: AssessmentType,
    @Ctx() context: Context,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<RemovalProposalType[]> {
    const proposals = await context.hub.removalProposals(view, asOf ?? null);
    return proposals.map((one) => toRemovalProposal(one, view, context));
  }
}
