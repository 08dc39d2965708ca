import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { HealthState, SourceView } from '../../src/app/views/source.ts';
import type { Language } from '../../src/core/text.ts';
import { connectionOf } from '../connection.ts';
import { ConnectorType, toConnector } from '../connector/connector.type.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { MeasureType, toMeasure } from '../measure/measure.type.ts';
import { NodeType } from '../node/node.type.ts';
import { DateTimeScalar, JsonScalar } from '../scalars.ts';

export const HealthStateEnum = enumOf<HealthState>(
  'HealthState',
  'Tình trạng của nguồn · State of a source',
  {
    OK: 'Tốt · Fine',
    WARNING: 'Cần chú ý · Needs attention',
    FAILING: 'Đang lỗi · Failing',
    NEVER_RUN: 'Chưa chạy lần nào · Never ran',
    DISABLED: 'Đã tắt · Disabled',
  },
);

@ObjectType('SourceHealth', {
  description: 'Tình trạng của nguồn · State of a source',
  simpleResolvers: true,
})
export class SourceHealthType {
  @Field(() => HealthStateEnum, { description: 'Tình trạng · State' })
  state!: HealthState;

  @Field(() => String, { description: 'Bằng lời, kèm việc cần làm · In words, with what to do' })
  message!: string;
}

@ObjectType('Source', {
  description:
    'Một kết nối đã cấu hình; không bao giờ trả về mật khẩu · A configured connector; never its secrets',
  implements: NodeType,
  simpleResolvers: true,
})
export class SourceType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => String, { description: 'Tên · Name' })
  name!: string;

  @Field(() => Boolean, { description: 'Đang bật · Whether it is pulled' })
  enabled!: boolean;

  @Field(() => ConnectorType, { description: 'Loại kết nối · Its connector' })
  connector!: ConnectorType;

  @Field(() => [MeasureType], {
    description: 'Đại lượng mà nguồn này cung cấp · Measures that this source delivers',
  })
  measures!: MeasureType[];

  @Field(() => String, {
    nullable: true,
    description:
      'Lịch dạng cron, giờ Việt Nam; null khi chỉ lấy bằng tay · cron, Vietnamese time; null by hand only',
  })
  schedule!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Lần chạy tới; null khi không có lịch · Next run; null without a schedule',
  })
  nextRunAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Lần thành công gần nhất; null khi chưa có · Last success; null when never',
  })
  lastSuccessAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Nguồn thực hành, số liệu giả · Practice source, its data are made up',
  })
  practice!: boolean;

  @Field(() => JsonScalar, {
    description: 'Thiết lập, theo sourceSettingsSchema · Settings, by sourceSettingsSchema',
  })
  settings!: object;

  @Field(() => Int, { description: 'Số lần sửa, dùng khi updateSource · Counts edits, for updateSource' })
  version!: number;

  @Field(() => SourceHealthType, { description: 'Tình trạng · State' })
  health!: SourceHealthType;

  readonly key!: string;
}

export const SourceConnection = connectionOf(
  'Source',
  () => SourceType,
  'Danh sách nguồn · A list of sources',
);

export const toSource = (view: SourceView, language: Language): SourceType => ({
  id: toId('Source', view.id),
  name: view.name,
  enabled: view.enabled,
  connector: toConnector(view.connector, language),
  measures: view.measures.map((measure) => toMeasure(measure, language)),
  schedule: view.schedule,
  nextRunAt: view.nextRunAt,
  lastSuccessAt: view.lastSuccessAt,
  practice: view.practice,
  settings: view.settings,
  version: view.version,
  health: { state: view.health.state, message: view.health.message[language] },
  key: view.id,
});
