import { Field, Float, InputType } from 'type-graphql';
import type { Direction } from '../../src/app/reports/order.ts';
import type { RankingOrder, RankingOrderField } from '../../src/app/reports/ranking-report.ts';
import type { RowFilter } from '../../src/app/reports/row-filter.ts';
import type { ScoreOrder, ScoreOrderField } from '../../src/app/reports/score-report.ts';
import type { FreshnessState, ScoreState } from '../../src/app/views/scoreboard.ts';
import { points } from '../../src/core/points.ts';
import { enumOf } from '../enum-of.ts';
import { FreshnessStateEnum, ScoreStateEnum } from '../scoreboard/score.enum.ts';

const ALL = 'null: tất cả · null: all';

@InputType('ScoreFilter', {
  description:
    'Những dòng nào của bảng điểm; mọi điều kiện cùng đúng · Which rows of scoreboards; all must hold',
})
export class ScoreFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: 'Mã nhóm như in, kể cả nhóm con; null: tất cả · Codes of groups with those below; null: all',
  })
  groups?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Mã chỉ số như in; null: tất cả · Codes of indicators as printed; null: all',
  })
  indicators?: string[] | null;

  @Field(() => [ScoreStateEnum], { nullable: true, description: `Trạng thái · States; ${ALL}` })
  states?: ScoreState[] | null;

  @Field(() => [FreshnessStateEnum], { nullable: true, description: `Độ mới · Freshness; ${ALL}` })
  freshness?: FreshnessState[] | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Còn thiếu ít nhất bấy nhiêu điểm so với tối đa; null: bất kể · Lacks at least so many points of its maximum; null: whatever',
  })
  missingAtLeast?: number | null;
}

export const toRowFilter = (input: ScoreFilterInput | null | undefined): RowFilter => ({
  groups: input?.groups ?? null,
  indicators: input?.indicators ?? null,
  states: input?.states ?? null,
  freshness: input?.freshness ?? null,
  missingAtLeast: input?.missingAtLeast == null ? null : points(input.missingAtLeast),
});

export const DirectionEnum = enumOf<Direction>('OrderDirection', 'Chiều sắp xếp · Direction of an order', {
  ASC: 'Tăng dần · Rising',
  DESC: 'Giảm dần · Falling',
});

const DIRECTION = 'Chiều; ô trống luôn ở cuối · Direction; what is missing always comes last';

export const RankingOrderFieldEnum = enumOf<RankingOrderField>(
  'RankingOrderField',
  'Xếp bảng xếp hạng theo gì · What orders a ranking',
  {
    RANK: 'Thứ hạng · Rank',
    UNIT_NAME: 'Tên đơn vị · Name of the unit',
    UNIT_CODE: 'Mã đơn vị · Code of the unit',
    POINTS: 'Điểm · Points',
    PERCENT: 'Tỷ lệ · Percent',
    MISSING: 'Điểm còn thiếu · Missing points',
    GROUP: 'Điểm của một nhóm, cần code · Points of a group, needs code',
    INDICATOR: 'Điểm của một chỉ số, cần code · Points of an indicator, needs code',
  },
);

@InputType('RankingOrder', { description: 'Thứ tự của bảng xếp hạng · Order of a ranking' })
export class RankingOrderInput {
  @Field(() => RankingOrderFieldEnum, { description: 'Theo gì · By what' })
  field!: RankingOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'ASC', description: DIRECTION })
  direction!: Direction;

  @Field(() => String, {
    nullable: true,
    description:
      'Mã nhóm hoặc chỉ số như in; null với các cách khác · Code for GROUP and INDICATOR; null for others',
  })
  code?: string | null;
}

export const toRankingOrder = (input: RankingOrderInput | null | undefined): RankingOrder | null =>
  input ? { field: input.field, direction: input.direction, code: input.code ?? null } : null;

export const ScoreOrderFieldEnum = enumOf<ScoreOrderField>(
  'ScoreOrderField',
  'Xếp các dòng theo gì · What orders rows of scoreboards',
  {
    PRINTED: 'Như in, từng đơn vị theo hạng · As printed, unit by unit in the order of the ranking',
    UNIT_NAME: 'Tên đơn vị · Name of the unit',
    POINTS: 'Điểm · Points',
    MISSING: 'Điểm còn thiếu · Missing points',
    STATE: 'Trạng thái · State',
    AGE: 'Tuổi của số liệu · Age of the data',
  },
);

@InputType('ScoreOrder', { description: 'Thứ tự của các dòng · Order of rows' })
export class ScoreOrderInput {
  @Field(() => ScoreOrderFieldEnum, { description: 'Theo gì · By what' })
  field!: ScoreOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'ASC', description: DIRECTION })
  direction!: Direction;
}

export const toScoreOrder = (input: ScoreOrderInput | null | undefined): ScoreOrder | null => input ?? null;

export const FILTER_RANKING =
  'Chỉ các đơn vị có một dòng như thế; null: tất cả · Only units that have such a row; null: all';
export const FILTER_ROWS = 'Chỉ các dòng như thế; null: tất cả · Only such rows; null: all';
export const ORDER_RANKING = 'Thứ tự; null: theo hạng · Order; null: by rank';
export const ORDER_ROWS = 'Thứ tự; null: như in · Order; null: as printed';
