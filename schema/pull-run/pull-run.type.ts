import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { PullRunState, PullRunView } from '../../src/app/views/pull-run.ts';
import type { Language } from '../../src/core/text.ts';
import { connectionOf } from '../connection.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { type Payload, USER_ERRORS, UserErrorType } from '../mutation.ts';
import { NodeType } from '../node/node.type.ts';
import { DayWindowType } from '../period/day-window.type.ts';
import { DateTimeScalar } from '../scalars.ts';
import { HeldMeasureType, RunDecisionType, toHeldMeasure } from './review.type.ts';

export const PullRunStateEnum = enumOf<PullRunState>(
  'PullRunState',
  'Trạng thái của lần lấy số liệu · State of a pull run',
  {
    RUNNING: 'Đang chạy · Running',
    OK: 'Xong · Done',
    PARTIAL: 'Xong một phần · Partly done',
    FAILED: 'Lỗi, số liệu cũ giữ nguyên · Failed, earlier data stay',
    NEEDS_REVIEW: 'Bất thường, chờ người xem xét · Suspicious, waiting for a person',
    CANCELLED: 'Đã hủy · Cancelled',
  },
);

@ObjectType('PullRun', {
  description: 'Một lần lấy số liệu của một nguồn · One execution of a source over a window',
  implements: NodeType,
  simpleResolvers: true,
})
export class PullRunType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => String, { description: 'Phiên bản của kết nối · Version of the connector' })
  connectorVersion!: string;

  @Field(() => PullRunStateEnum, { description: 'Trạng thái · State' })
  state!: PullRunState;

  @Field(() => DateTimeScalar, { description: 'Bắt đầu · Start' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Kết thúc; null khi đang chạy · End; null while running',
  })
  finishedAt!: Date | null;

  @Field(() => DayWindowType, { description: 'Kỳ lấy số liệu · Days that are pulled' })
  window!: DayWindowType;

  @Field(() => Int, { description: 'Số bản ghi đã đọc · Records read' })
  recordsRead!: number;

  @Field(() => Int, {
    description:
      'Số dòng có mã đơn vị lạ, chờ ghép (xem unmatchedUnits của nguồn) · Rows whose unit code waits for a match (see unmatchedUnits of the source)',
  })
  rowsUnmatched!: number;

  @Field(() => Int, {
    description:
      'Số dòng có mã đã được xác định là không thuộc đơn vị nào · Rows of codes decided to be none of ours',
  })
  rowsIgnored!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Số bản ghi nguồn công bố; null khi chưa biết · Records expected; null while not known',
  })
  recordsExpected!: number | null;

  @Field(() => Int, { description: 'Số trang đã đọc · Pages read' })
  pagesRead!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Số bản ghi mỗi giây; null khi chưa đọc được · Records a second; null before the first',
  })
  ratePerSecond!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Số giây còn lại; null khi không chạy hoặc chưa rõ · Seconds left; null if ended or not known',
  })
  secondsLeft!: number | null;

  @Field(() => Int, { description: 'Số liệu thay đổi · Facts changed' })
  factsChanged!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'sha256 của mọi dữ liệu nhận được; null khi chưa nhận · sha256 of all received; null before any',
  })
  payloadHash!: string | null;

  @Field(() => String, { description: 'Diễn biến bằng lời · What happened, in words' })
  message!: string;

  @Field(() => [HeldMeasureType], {
    description: 'Đại lượng chờ duyệt và lý do · Measures held for review, with the reason',
  })
  held!: HeldMeasureType[];

  @Field(() => RunDecisionType, {
    nullable: true,
    description: 'Quyết định của người duyệt; null khi chưa có · What a person decided; null when nobody has',
  })
  decision!: RunDecisionType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Giờ theo lịch; null khi lấy bằng tay · When the schedule wanted it; null when by hand',
  })
  dueAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Trễ bao nhiêu giây so với lịch; null khi đúng giờ hoặc lấy bằng tay · Seconds late; null on time or by hand',
  })
  lateSeconds!: number | null;

  @Field(() => Int, { description: 'Số yêu cầu phải gửi lại · Requests that were made again' })
  retries!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Không thử lại trước lúc này; null khi không hẹn · Not tried again before; null when not told',
  })
  retryAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Lần sau đọc tiếp từ chỗ dừng · The next run goes on from where it stopped',
  })
  isResumable!: boolean;

  @Field(() => [String], {
    nullable: true,
    description: 'Chỉ lấy các đơn vị này, theo mã của nguồn; null: tất cả · Only these units; null: all',
  })
  onlyUnits!: readonly string[] | null;

  readonly key!: string;
  readonly sourceKey!: string;
}

@ObjectType('ReviewPullRunPayload', {
  description: 'Kết quả của reviewPullRun · Answer of reviewPullRun',
  simpleResolvers: true,
})
export class ReviewPullRunPayloadType implements Payload {
  @Field(() => PullRunType, {
    nullable: true,
    description: 'Lần chạy sau quyết định; null khi có lỗi · The run, decided; null on errors',
  })
  pullRun!: PullRunType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

@ObjectType('CancelPullPayload', {
  description: 'Kết quả của cancelPull · Answer of cancelPull',
  simpleResolvers: true,
})
export class CancelPullPayloadType implements Payload {
  @Field(() => PullRunType, {
    nullable: true,
    description: 'Lần chạy đã dừng; null khi có lỗi · The run, stopped; null on errors',
  })
  pullRun!: PullRunType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

export const PullRunConnection = connectionOf(
  'PullRun',
  () => PullRunType,
  'Các lần lấy của một nguồn, mới nhất trước · Pull runs of a source, newest first',
);

@ObjectType('RecentPullRuns', {
  description: 'Các lần chạy gần nhất, mới nhất trước · The latest pull runs, newest first',
  simpleResolvers: true,
})
export class RecentPullRunsType {
  @Field(() => [PullRunType], { description: 'Các lần chạy · The runs' })
  nodes!: PullRunType[];
}

@ObjectType('StartPullPayload', {
  description: 'Kết quả của startPull · Answer of startPull',
  simpleResolvers: true,
})
export class StartPullPayloadType implements Payload {
  @Field(() => PullRunType, {
    nullable: true,
    description: 'Lần chạy; null khi có lỗi · The run; null on errors',
  })
  pullRun!: PullRunType | null;

  @Field(() => [UserErrorType], { description: USER_ERRORS })
  userErrors!: UserErrorType[];
}

export const toPullRun = (view: PullRunView, language: Language): PullRunType => ({
  id: toId('PullRun', view.id),
  connectorVersion: view.connectorVersion,
  state: view.state,
  startedAt: view.startedAt,
  finishedAt: view.finishedAt,
  window: view.window,
  recordsRead: view.recordsRead,
  rowsUnmatched: view.rowsUnmatched,
  rowsIgnored: view.rowsIgnored,
  recordsExpected: view.recordsExpected,
  pagesRead: view.pagesRead,
  ratePerSecond: view.ratePerSecond,
  secondsLeft: view.secondsLeft,
  factsChanged: view.factsChanged,
  payloadHash: view.payloadHash,
  message: view.message[language],
  held: view.held.map((held) => toHeldMeasure(held, language)),
  decision: view.decision,
  dueAt: view.dueAt,
  lateSeconds: view.lateSeconds,
  retries: view.retries,
  retryAt: view.retryAt,
  isResumable: view.isResumable,
  onlyUnits: view.onlyUnits,
  key: view.id,
  sourceKey: view.sourceId,
});
