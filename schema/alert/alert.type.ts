import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  AlertChannel,
  AlertKind,
  AlertState,
  AlertView,
  DeliveryState,
} from '../../src/app/views/alert.ts';
import type { Language } from '../../src/core/text.ts';
import { connectionOf } from '../connection.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { NodeType } from '../node/node.type.ts';
import { DateTimeScalar } from '../scalars.ts';

export const AlertKindEnum = enumOf<AlertKind>('AlertKind', 'Lý do cảnh báo · Why people are told', {
  FAILED: 'Lấy dữ liệu bị lỗi · A pull failed',
  PARTIAL: 'Chỉ lấy được một phần · A pull delivered only a part',
  NEEDS_REVIEW: 'Số liệu bất thường, chờ kiểm tra · Suspicious data are held',
  STALE: 'Quá lâu chưa có số liệu mới · No new data for too long',
});

export const AlertStateEnum = enumOf<AlertState>('AlertState', 'Trạng thái cảnh báo · State of an alert', {
  OPEN: 'Đang diễn ra · Going on',
  CLOSED: 'Đã hết · Over',
});

export const AlertChannelEnum = enumOf<AlertChannel>('AlertChannel', 'Kênh gửi cảnh báo · A way to people', {
  WEBHOOK: 'Gọi địa chỉ HUB_ALERT_WEBHOOK · POST to HUB_ALERT_WEBHOOK',
  EMAIL: 'Thư điện tử · E-mail',
});

export const AlertDeliveryStateEnum = enumOf<DeliveryState>(
  'AlertDeliveryState',
  'Trạng thái gửi · State of a delivery',
  {
    WAITING: 'Chờ gửi hoặc gửi lại · Waiting to be sent, or sent again',
    SENT: 'Đã gửi · Sent',
    GIVEN_UP: 'Ngừng gửi sau 7 ngày không được · Given up after 7 days of failures',
  },
);

@ObjectType('AlertDelivery', {
  description: 'Một tin nhắn của cảnh báo qua một kênh · One message about an alert to one channel',
  simpleResolvers: true,
})
export class AlertDeliveryType {
  @Field(() => AlertChannelEnum, { description: 'Kênh · Channel' })
  channel!: AlertChannel;

  @Field(() => AlertDeliveryStateEnum, { description: 'Trạng thái · State' })
  state!: DeliveryState;

  @Field(() => Int, { description: 'Số lần đã thử gửi · Attempts so far' })
  attempts!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Mã lỗi của lần gửi trước; null khi không lỗi · Code of the last failure; null when none',
  })
  lastError!: string | null;
}

@ObjectType('Alert', {
  description:
    'Một điều về nguồn mà cán bộ cần biết, từ lúc bắt đầu đến khi hết · What people must know about a source',
  implements: NodeType,
  simpleResolvers: true,
})
export class AlertType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => AlertKindEnum, { description: 'Lý do · Why' })
  kind!: AlertKind;

  @Field(() => DateTimeScalar, { description: 'Bắt đầu · When it began' })
  openedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Lần gần nhất còn thấy · When its cause was last seen' })
  lastSeenAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Kết thúc; null khi đang diễn ra · End; null while it goes on',
  })
  closedAt!: Date | null;

  @Field(() => String, { description: 'Điều đã xảy ra và việc cần làm · What happened and what to do' })
  message!: string;

  @Field(() => [AlertDeliveryType], {
    description:
      'Các tin đã gửi hoặc chờ gửi; trống khi chưa cấu hình kênh · Its messages; none without channels',
  })
  deliveries!: AlertDeliveryType[];

  readonly sourceKey!: string;
}

export const AlertConnection = connectionOf(
  'Alert',
  () => AlertType,
  'Danh sách cảnh báo · A list of alerts',
);

export const toAlert = (view: AlertView, language: Language): AlertType => ({
  id: toId('Alert', view.id),
  kind: view.kind,
  openedAt: view.openedAt,
  lastSeenAt: view.lastSeenAt,
  closedAt: view.closedAt,
  message: view.message[language],
  deliveries: view.deliveries.map(({ channel, state, attempts, lastError }) => ({
    channel,
    state,
    attempts,
    lastError,
  })),
  sourceKey: view.sourceId,
});
