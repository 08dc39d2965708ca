import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ScoreboardView } from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import { AssessmentType, toAssessment } from '../assessment/assessment.type.ts';
import type { Context } from '../context.ts';
import { scoreboardId } from '../node/result-id.ts';
import { NodeType } from '../node/node.type.ts';
import { EXPORT, ExportLinksType, exportLinks } from '../export/export-links.ts';
import { numberOrNull } from '../points.ts';
import { GroupScoreType, toGroupScore } from '../ranking/group-score.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';
import { ScoreType, toScore } from './score.type.ts';

@ObjectType('MetTargets', {
  description: 'Số mục tiêu đã đạt · How many targets are met',
  simpleResolvers: true,
})
export class MetTargetsType {
  @Field(() => Int, { description: 'Số đã đạt · Met' })
  met!: number;

  @Field(() => Int, { description: 'Số áp dụng cho đơn vị · Those that apply to the unit' })
  total!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tỷ lệ 0 đến 100; null khi không có gì áp dụng · Percent; null when nothing applies',
  })
  share!: number | null;
}

@ObjectType('Scoreboard', {
  description: 'Bảng điểm của một đơn vị trong một kỳ · The scoreboard of a unit in an assessment',
  implements: NodeType,
  simpleResolvers: true,
})
export class ScoreboardType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => AssessmentType, { description: 'Kỳ đánh giá · The assessment' })
  assessment!: AssessmentType;

  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => Int, {
    nullable: true,
    description: 'Thứ hạng; null khi chưa có điểm · Rank; null while there are no points',
  })
  rank!: number | null;

  @Field(() => Int, { description: 'Số đơn vị được xếp hạng · Number of ranked units' })
  rankedUnits!: number;

  @Field(() => Float, { nullable: true, description: 'Điểm; null khi chưa có · Points; null while none' })
  points!: number | null;

  @Field(() => Float, { description: 'Điểm tối đa áp dụng cho đơn vị · Maximum that applies to the unit' })
  maxApplicable!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tỷ lệ 0 đến 100; null khi không có gì áp dụng · Percent; null when nothing applies',
  })
  percent!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Tổng điểm văn bản công bố, nguyên văn; null khi không công bố · The total exactly as the document publishes it; null when it does not',
  })
  printedTotal!: string | null;

  @Field(() => MetTargetsType, {
    nullable: true,
    description: 'Mục tiêu đã đạt; null với bộ tính điểm · Met targets; null in sets with points',
  })
  metTargets!: MetTargetsType | null;

  @Field(() => [GroupScoreType], { description: 'Điểm theo nhóm · Points by group' })
  groups!: GroupScoreType[];

  /** All of them, as printed. */
  readonly indicators!: ScoreType[];

  @Field(() => DateTimeScalar, { description: 'Lần chấm gần nhất · When it was last scored' })
  scoredAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Thời điểm được hỏi; null: bây giờ. Biên nhận, điểm mất, khắc phục đều theo nó · The moment asked for; null: now. Receipts, losses and remediation follow it',
  })
  asOf!: Date | null;

  @Field(() => ExportLinksType, { description: EXPORT })
  export!: ExportLinksType;

  readonly view!: ScoreboardView;
}

const toMetTargets = ({ met, total, share }: NonNullable<ScoreboardView['metTargets']>): MetTargetsType => ({
  met,
  total,
  share: numberOrNull(share),
});

export const toScoreboard = (view: ScoreboardView, context: Context): ScoreboardType => ({
  id: scoreboardId(view),
  assessment: toAssessment(view.assessment, context),
  unit: toUnit(view.unit),
  rank: view.rank,
  rankedUnits: view.rankedUnits,
  points: numberOrNull(view.points),
  maxApplicable: toNumber(view.maxApplicable),
  percent: numberOrNull(view.percent),
  printedTotal: view.printedTotal,
  metTargets: view.metTargets && toMetTargets(view.metTargets),
  groups: view.groups.map(toGroupScore),
  indicators: view.indicators.map((score) => toScore(score, view, context)),
  scoredAt: view.scoredAt,
  asOf: view.asOf,
  export: exportLinks('scoreboard', {
    unit: view.unit.code,
    indexSet: view.assessment.indexSet.code,
    year: view.assessment.year,
    asOf: view.asOf,
  }),
  view,
});
