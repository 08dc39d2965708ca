import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { AuditFilterInput } from './audit.input.ts';
import { AuditEntryConnection, AuditEntryType, toAuditEntry } from './audit.type.ts';

@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Needs('ADMINISTER')
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description:
      'Nhật ký thay đổi, mới nhất trước, cần quyền quản trị; null kèm lỗi khi không đọc được · Who changed what, newest first; needs the administrator; null with an error where reading fails',
  })
  async auditEntries(
    @Ctx() context: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('filter', () => AuditFilterInput, {
      nullable: true,
      description: 'Mục nào; null: tất cả · Which entries; null: all',
    })
    filter: AuditFilterInput | null | undefined,
  ): Promise<Connection<AuditEntryType>> {
    const page = await context.hub.auditEntries(pageRequest(first, after), { ...filter });
    return toConnection(page, toAuditEntry);
  }
}
