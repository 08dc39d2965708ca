import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AuditEntry } from '../../src/app/audit/audit-page.ts';
import type { Channel } from '../../src/core/origin.ts';
import { connectionOf } from '../connection.ts';
import { enumOf } from '../enum-of.ts';
import { toId } from '../id.ts';
import { NodeType } from '../node/node.type.ts';
import { DateTimeScalar, JsonScalar } from '../scalars.ts';

export const AuditChannelEnum = enumOf<Channel>(
  'AuditChannel',
  'Việc được yêu cầu bằng cách nào · How something was asked for',
  {
    API: 'Qua mạng · Over the network',
    CONSOLE: 'Bằng lệnh hub trên máy chủ · By a hub command on the server',
    HUB: 'Hệ thống tự làm · By the hub itself',
  },
);

@ObjectType('AuditEntry', {
  description: 'Một việc đã làm: ai, lúc nào, đổi gì · Something that was done: who, when, what changed',
  implements: NodeType,
  simpleResolvers: true,
})
export class AuditEntryType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;

  @Field(() => Int, { description: 'Số thứ tự, liền nhau · Number, without gaps' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'Lúc làm · When' })
  at!: Date;

  @Field(() => String, {
    description: 'Ai làm, ví dụ "local:lan", "cli:root" · Who, such as "local:lan", "cli:root"',
  })
  principal!: string;

  @Field(() => AuditChannelEnum, {
    nullable: true,
    description:
      'Yêu cầu đến bằng cách nào; null ở các mục có trước khi hệ thống ghi điều này · How it was asked for; null for entries of before this was kept',
  })
  channel!: Channel | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Địa chỉ mạng của người làm; null khi không qua mạng hoặc mục có từ trước · Network address of who did it; null when not over the network, or an entry of before this was kept',
  })
  address!: string | null;

  @Field(() => String, { description: 'Việc gì, ví dụ SOURCE_CHANGED · What, such as SOURCE_CHANGED' })
  action!: string;

  @Field(() => String, { description: 'Loại đối tượng, ví dụ Source · Kind of thing, such as Source' })
  subject!: string;

  @Field(() => String, { description: 'Khóa của đối tượng trong loại · Its key within the kind' })
  subjectKey!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'Trước đó, mật khẩu được che; null khi chưa có gì · As it was, secrets masked; null for nothing',
  })
  before!: object | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'Sau đó, mật khẩu được che; null khi không còn · As it is since, secrets masked; null for gone',
  })
  after!: object | null;

  @Field(() => String, {
    nullable: true,
    description: 'Lý do đã nêu; null khi không nêu · The reason given; null for none',
  })
  reason!: string | null;

  @Field(() => String, {
    description: 'SHA-256 nối với mục trước nó · SHA-256, chained to the entry before it',
  })
  hash!: string;
}

export const AuditEntryConnection = connectionOf(
  'AuditEntry',
  () => AuditEntryType,
  'Nhật ký thay đổi · The audit',
);

export const toAuditEntry = ({ seq, ...entry }: AuditEntry): AuditEntryType => ({
  id: toId('AuditEntry', seq),
  number: seq,
  ...entry,
});
