import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AssessmentView } from '../../src/app/views/assessment.ts';
import type { PublicationView } from '../../src/app/views/publication.ts';
import { isSignedIn } from '../../src/core/principal.ts';
import { AssessmentType, toAssessment } from '../assessment/assessment.type.ts';
import { connectionOf } from '../connection.ts';
import type { Context } from '../context.ts';
import { frozenCopyLink } from '../export/export-links.ts';
import { toId } from '../id.ts';
import { NodeType } from '../node/node.type.ts';
import { DateTimeScalar } from '../scalars.ts';

@ObjectType('ResultPublication', {
  description:
    'Một lần công bố kết quả: bản sao không đổi của mọi bảng điểm · Results made public once: a copy of all scoreboards that never changes',
  implements: NodeType,
  simpleResolvers: true,
})
export class ResultPublicationType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => AssessmentType, { description: 'Kỳ đánh giá · The assessment' })
  assessment!: AssessmentType;

  @Field(() => Int, {
    description: 'Lần công bố thứ mấy của kỳ đánh giá, từ 1 · Number within the assessment, from 1',
  })
  number!: number;

  @Field(() => DateTimeScalar, {
    description:
      'Lúc công bố; dùng làm asOf để xem đúng kết quả đã công bố · When; as asOf it shows what was published',
  })
  publishedAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Ai công bố, như nhật ký ghi; null khi người gọi chưa đăng nhập · Who, as the audit names it; null for callers who are not signed in',
  })
  publishedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Đã đính chính gì; null khi không nêu, chỉ có ở lần đầu · What was corrected; null when not said, which only the first may do',
  })
  reason!: string | null;

  @Field(() => String, {
    description: 'SHA-256 (hex) của tệp JSON ở frozenCopy · SHA-256 (hex) of the JSON file at frozenCopy',
  })
  hash!: string;

  @Field(() => Int, {
    description:
      'Số điểm đang chờ xem xét lúc công bố · How many scores were held back (SUSPECT) when it was made',
  })
  heldScores!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Liên kết tương đối để tải bản sao, tệp JSON; null khi người gọi không được xem mọi đơn vị · Relative link to the copy, a JSON file; null for callers who may not see all units',
  })
  frozenCopy!: string | null;
}

export const ResultPublicationConnection = connectionOf(
  'ResultPublication',
  () => ResultPublicationType,
  'Danh sách lần công bố · A list of publications',
);

export function toResultPublication(
  view: PublicationView,
  assessment: AssessmentView,
  context: Context,
): ResultPublicationType {
  const id = toId('ResultPublication', view.id);
  return {
    id,
    assessment: toAssessment(assessment, context),
    number: view.number,
    publishedAt: view.at,
    publishedBy: isSignedIn(context.principal) ? view.by : null,
    reason: view.reason,
    hash: view.hash,
    heldScores: view.heldScores,
    frozenCopy: context.access.mayEverywhere('VIEW_RESULTS') ? frozenCopyLink(id) : null,
  };
}
