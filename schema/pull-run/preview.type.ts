import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { AffectedScores, RunPreviewView, StagedChanges } from '../../src/app/views/pull-run.ts';
import type { Language } from '../../src/core/text.ts';
import { MeasureType, toMeasure } from '../measure/measure.type.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';

@ObjectType('FactChanges', {
  description: 'Số liệu sẽ đổi nếu công bố · Facts that publishing would touch',
  simpleResolvers: true,
})
export class FactChangesType implements StagedChanges {
  @Field(() => Int, { description: 'Thêm mới · Added' })
  added!: number;

  @Field(() => Int, { description: 'Đổi giá trị · Changed' })
  changed!: number;

  @Field(() => Int, { description: 'Không còn · Vanished' })
  vanished!: number;
}

@ObjectType('QuantityChange', {
  description: 'Một đại lượng của một đơn vị trước và sau · A measure of a unit, before and after',
  simpleResolvers: true,
})
export class QuantityChangeType {
  @Field(() => MeasureType, { description: 'Đại lượng · The measure' })
  measure!: MeasureType;

  @Field(() => UnitType, { description: 'Đơn vị · The unit' })
  unit!: UnitType;

  @Field(() => Float, { nullable: true, description: 'Hiện nay; null: chưa có số liệu · Now; null: no data' })
  before!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Nếu công bố; null: không còn số liệu · If published; null: no data any more',
  })
  after!: number | null;
}

@ObjectType('AffectedScores', {
  description: 'Điểm của một tiêu chí có thể đổi · Scores of an indicator that may change',
  simpleResolvers: true,
})
export class AffectedScoresType implements AffectedScores {
  @Field(() => ID, { description: 'Mã bộ chỉ số · Code of the index set' })
  indexSet!: string;

  @Field(() => Int, { description: 'Năm · Year' })
  year!: number;

  @Field(() => String, { description: 'Cấp đơn vị · Level of the units' })
  level!: string;

  @Field(() => String, { description: 'Mã tiêu chí · Code of the indicator' })
  indicator!: string;

  @Field(() => Int, { description: 'Số đơn vị · How many units' })
  units!: number;
}

@ObjectType('PullRunPreview', {
  description: 'Điều sẽ đổi nếu công bố lần lấy này · What publishing the run would change',
  simpleResolvers: true,
})
export class PullRunPreviewType {
  @Field(() => FactChangesType, { description: 'Số liệu · Facts' })
  facts!: FactChangesType;

  @Field(() => [QuantityChangeType], {
    description: 'Tối đa 100 thay đổi, lớn nhất trước · Up to 100 changes, biggest first',
  })
  changes!: QuantityChangeType[];

  @Field(() => Int, { description: 'Tổng số thay đổi · How many changes there are' })
  changesCount!: number;

  @Field(() => [AffectedScoresType], { description: 'Điểm có thể đổi · Scores that may change' })
  affectedScores!: readonly AffectedScoresType[];
}

export const toPreview = (view: RunPreviewView, language: Language): PullRunPreviewType => ({
  facts: view.facts,
  changes: view.changes.map(({ measure, unit, before, after }) => ({
    measure: toMeasure(measure, language),
    unit: toUnit(unit),
    before,
    after,
  })),
  changesCount: view.changesCount,
  affectedScores: view.affected,
});
