import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { DateTimeScalar } from '../scalars.ts';
import {
  type CountedRecordType,
  FactConnection,
  type FactType,
  RecordConnection,
  toFact,
} from './evidence.type.ts';
import { ReceiptQuantityType } from './receipt.type.ts';

const RECORDS =
  'Các bản ghi đã đếm; chỉ giữ lần lấy mới nhất và lần trước, xa hơn có thể trống còn facts vẫn đủ; hết hạn giữ thì bị xóa, xem recordsErasedAt; null kèm lỗi khi không đọc được · The counted records; only those of the newest pull and the one before are kept, further back they may be missing while facts are not; erased at the end of their time, see recordsErasedAt; null with an error where reading fails';

const ERASED =
  'Lần gần nhất bản ghi của các ngày này bị xóa vì hết hạn giữ; số liệu và điểm giữ nguyên; null khi chưa xóa, khi nguồn không gửi bản ghi, khi người xem không có quyền xem bản ghi, và kèm lỗi khi không đọc được · When records of these days were last erased at the end of their time; facts and points stay; null when none was, where the source sends no records, for those who may not see records, and with an error where reading fails';

@Resolver(() => ReceiptQuantityType)
export class ReceiptQuantityResolver {
  @FieldResolver(() => FactConnection, {
    nullable: true,
    description:
      'Số liệu theo ngày; null kèm lỗi khi không đọc được · The facts, day by day; null with an error where reading fails',
  })
  async facts(
    @Root() { view }: ReceiptQuantityType,
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<FactType>> {
    const page = await hub.receiptFacts(view, pageRequest(first, after));
    return toConnection(page, (fact) => toFact(fact, language));
  }

  @FieldResolver(() => RecordConnection, { nullable: true, description: RECORDS })
  async records(
    @Root() { view }: ReceiptQuantityType,
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<CountedRecordType>> {
    return toConnection(
      await hub.receiptRecords(view, pageRequest(first, after), language),
      (record) => record,
    );
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: ERASED })
  recordsErasedAt(@Root() { view }: ReceiptQuantityType, @Ctx() { hub }: Context): Promise<Date | null> {
    return hub.recordsErasedAt(view);
  }
}
