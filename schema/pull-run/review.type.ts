import { Field, ObjectType } from 'type-graphql';
import type { HeldMeasureView, RunDecision } from '../../src/app/views/pull-run.ts';
import type { Language } from '../../src/core/text.ts';
import { enumOf } from '../enum-of.ts';
import { MeasureType, toMeasure } from '../measure/measure.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { toUnit, UnitType } from '../unit/unit.type.ts';

@ObjectType('HeldMeasure', {
  description: 'Một đại lượng chờ người xem xét · A measure held back for a person',
  simpleResolvers: true,
})
export class HeldMeasureType {
  @Field(() => MeasureType, { description: 'Đại lượng · The measure' })
  measure!: MeasureType;

  @Field(() => UnitType, {
    nullable: true,
    description: 'Đơn vị; null: mọi đơn vị của nguồn · The unit; null: every unit of the source',
  })
  unit!: UnitType | null;

  @Field(() => String, { description: 'Lý do · Why' })
  reason!: string;
}

export const toHeldMeasure = (held: HeldMeasureView, language: Language): HeldMeasureType => ({
  measure: toMeasure(held.measure, language),
  unit: held.unit && toUnit(held.unit),
  reason: held.reason[language],
});

export const RunDecisionEnum = enumOf<RunDecision['decision']>(
  'RunDecisionKind',
  'Quyết định của người duyệt · What a person decided',
  {
    ACCEPTED: 'Chấp nhận, đã công bố · Accepted, published',
    REJECTED: 'Từ chối, giữ số liệu cũ · Rejected, earlier figures stand',
  },
);

@ObjectType('RunDecision', {
  description: 'Quyết định về một lần lấy số liệu chờ duyệt · The decision on a pull that waited for review',
  simpleResolvers: true,
})
export class RunDecisionType {
  @Field(() => RunDecisionEnum, { description: 'Quyết định · Decision' })
  decision!: RunDecision['decision'];

  @Field(() => String, { description: 'Lý do · Reason' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'Thời điểm · When' })
  decidedAt!: Date;
}
