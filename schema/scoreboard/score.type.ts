import { Field, Float, ID, ObjectType } from 'type-graphql';
import { missingPoints } from '../../src/app/reports/score-report.ts';
import type {
  FreshnessState,
  ScoreboardView,
  ScoreState,
  ScoreView,
} from '../../src/app/views/scoreboard.ts';
import { toNumber } from '../../src/core/points.ts';
import type { Context } from '../context.ts';
import { toId } from '../id.ts';
import { IndicatorType } from '../indicator/indicator.type.ts';
import { numberOrNull } from '../points.ts';
import { DateTimeScalar } from '../scalars.ts';
import { ValueBasisEnum } from '../value-column.enum.ts';
import type { ValueBasis } from '../words.ts';
import { FreshnessStateEnum, ScoreStateEnum } from './score.enum.ts';

const POINTS = 'Điểm; null khi chưa có · Points; null while none';
const MET =
  'Đạt mục tiêu; null với bộ tính điểm hoặc khi chưa có · Target met; null in sets with points and while none';

@ObjectType('AutomaticScore', {
  description: 'Giá trị máy chấm · What the machine proposes',
  simpleResolvers: true,
})
export class AutomaticScoreType {
  @Field(() => Float, { nullable: true, description: POINTS })
  points!: number | null;

  @Field(() => ScoreStateEnum, { description: 'Trạng thái · State' })
  state!: ScoreState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Thời điểm của số liệu; null khi chưa có · Age of the data; null while none',
  })
  asOf!: Date | null;
}

@ObjectType('ColumnScore', {
  description: 'Giá trị ở một cột do người quyết định · A value in a column that people decide',
  simpleResolvers: true,
})
export class ColumnScoreType {
  @Field(() => Float, { nullable: true, description: POINTS })
  points!: number | null;

  @Field(() => Boolean, { nullable: true, description: MET })
  met!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Nguyên văn "0.93", "Đạt"; null khi chưa có · Exactly as given or published; null while none',
  })
  printed!: string | null;
}

@ObjectType('SourceName', {
  description: 'Nguồn của một số liệu · The source of a value',
  simpleResolvers: true,
})
export class SourceNameType {
  // Front-end clients ask for it by this name (test/promised-operations).
  @Field(() => ID, {
    description: 'Mã định danh của nguồn, hỏi thêm bằng node(id) · Id of the source, for node(id)',
  })
  id!: string;

  @Field(() => ID, {
    description:
      'Như id, cho ứng dụng lưu đối tượng theo id mà không phân biệt kiểu (Relay) · As id, for clients that keep objects by id whatever their type (Relay)',
  })
  sourceId!: string;

  @Field(() => String, { description: 'Tên nguồn · Name' })
  name!: string;
}

@ObjectType('Freshness', {
  description: 'Số liệu mới hay cũ, từ đâu · How fresh data are, and whence',
  simpleResolvers: true,
})
export class FreshnessType {
  @Field(() => FreshnessStateEnum, { description: 'Độ mới · State' })
  state!: FreshnessState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Lần lấy số liệu tốt gần nhất; null khi chưa có · Last good data; null when never',
  })
  asOf!: Date | null;

  @Field(() => SourceNameType, {
    nullable: true,
    description: 'Nguồn; null khi do người nhập · The source; null when people report it',
  })
  source!: SourceNameType | null;
}

@ObjectType('ScoreboardIndicator', {
  description: 'Một dòng của bảng điểm · One line of a scoreboard',
  simpleResolvers: true,
})
export class ScoreType {
  @Field(() => IndicatorType, { description: 'Chỉ số · The indicator' })
  indicator!: IndicatorType;

  @Field(() => Float, { description: 'Điểm tối đa của dòng ở cấp này · Maximum of the row at this level' })
  maxPoints!: number;

  @Field(() => ScoreStateEnum, { description: 'Trạng thái · State' })
  state!: ScoreState;

  @Field(() => Float, { nullable: true, description: POINTS })
  points!: number | null;

  @Field(() => Float, {
    description:
      'Điểm còn thiếu so với tối đa; 0 khi không áp dụng · Points below the maximum; 0 when it does not apply',
  })
  missingPoints!: number;

  @Field(() => Boolean, { nullable: true, description: MET })
  met!: boolean | null;

  @Field(() => ValueBasisEnum, {
    nullable: true,
    description: 'Giá trị của ai được tính; null khi chưa có · Whose value counts; null when none does',
  })
  basis!: ValueBasis | null;

  @Field(() => String, {
    nullable: true,
    description: 'Vì sao chưa chấm; null khi đã chấm · Why it is not scored; null when it is',
  })
  reason!: string | null;

  @Field(() => AutomaticScoreType, { description: 'Máy chấm · Automatic value' })
  automatic!: AutomaticScoreType;

  @Field(() => ColumnScoreType, { description: "Đơn vị tự chấm · The unit's own value" })
  selfAssessed!: ColumnScoreType;

  @Field(() => ColumnScoreType, { description: "Sở, cơ quan chủ trì đánh giá · The department's value" })
  department!: ColumnScoreType;

  @Field(() => ColumnScoreType, { description: 'Thẩm định · Verified value' })
  verified!: ColumnScoreType;

  @Field(() => ColumnScoreType, { description: 'Kết quả cuối · Final value' })
  final!: ColumnScoreType;

  @Field(() => FreshnessType, { description: 'Độ mới của số liệu · How fresh the data are' })
  freshness!: FreshnessType;

  readonly scoreboard!: ScoreboardView;
}

const toColumn = ({ points, met, printed }: ScoreView['final']): ColumnScoreType => ({
  points: numberOrNull(points),
  met,
  printed,
});

function toFreshness({ state, asOf, source }: ScoreView['freshness']): FreshnessType {
  return { state, asOf, source: source && sourceName(source) };
}

export function toScore(
  view: ScoreView,
  scoreboard: ScoreboardView,
  { catalogue, language }: Context,
): ScoreType {
  const { indexSet: set, year, level } = scoreboard.assessment;
  return {
    indicator: catalogue.indicator(view.indicator, { set, year, level, language }),
    maxPoints: toNumber(view.maxPoints),
    state: view.state,
    points: numberOrNull(view.points),
    missingPoints: toNumber(missingPoints(view)),
    met: view.met,
    basis: view.basis,
    reason: view.reason?.[language] ?? null,
    automatic: {
      points: numberOrNull(view.automatic.points),
      state: view.automatic.state,
      asOf: view.automatic.asOf,
    },
    selfAssessed: toColumn(view.selfAssessed),
    department: toColumn(view.department),
    verified: toColumn(view.verified),
    final: toColumn(view.final),
    freshness: toFreshness(view.freshness),
    scoreboard,
  };
}

function sourceName({ id, name }: { readonly id: string; readonly name: string }): SourceNameType {
  const global = toId('Source', id);
  return { id: global, sourceId: global, name };
}
