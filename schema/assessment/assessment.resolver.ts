import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { UnitLevel } from '../../src/core/unit.ts';
import { AS_OF } from '../as-of.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { RankingConnection, type RankingEntryType, toRankingEntry } from '../ranking/ranking.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { UnitLevelEnum } from '../unit/unit.type.ts';
import { AssessmentType, toAssessment } from './assessment.type.ts';
import { RemovalProposalType, toRemovalProposal } from './removal-proposal.type.ts';

@Resolver(() => AssessmentType)
export class AssessmentResolver {
  @Query(() => AssessmentType, {
    description: 'Một kỳ đánh giá; lỗi khi không có · One assessment; fails when there is none',
  })
  async assessment(
    @Ctx() context: Context,
    @Arg('indexSet', () => String, { description: 'Mã bộ chỉ số · Code of the index set' }) indexSet: string,
    @Arg('year', () => Int, { description: 'Năm · Year' }) year: number,
    @Arg('level', () => UnitLevelEnum, { description: 'Cấp · Level' }) level: UnitLevel,
  ): Promise<AssessmentType> {
    return toAssessment(await context.hub.assessment(indexSet, year, level), context);
  }

  @Query(() => [AssessmentType], { description: 'Mọi kỳ đánh giá · All assessments' })
  async assessments(@Ctx() context: Context): Promise<AssessmentType[]> {
    return (await context.hub.assessments()).map((view) => toAssessment(view, context));
  }

  @FieldResolver(() => RankingConnection, {
    description:
      'Bảng xếp hạng; rỗng khi chưa chấm lần nào, xem unscoredReason · The ranking; empty before the first scoring, see unscoredReason',
  })
  async ranking(
    @Root() { view }: AssessmentType,
    @Ctx() { hub }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('within', () => String, {
      nullable: true,
      description: 'Mã đơn vị cấp trên; chỉ xếp các đơn vị thuộc nó · Code of a unit; only those below it',
    })
    within: string | null | undefined,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF })
    asOf: Date | null | undefined,
  ): Promise<Connection<RankingEntryType>> {
    const page = await hub.ranking(view, pageRequest(first, after), within ?? null, asOf ?? null);
    return toConnection(page, toRankingEntry);
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
    description:
      'Tiêu chí đề xuất loại khỏi xếp hạng theo quy định của bộ chỉ số · Criteria proposed for removal from the ranking by the rule of the set',
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
