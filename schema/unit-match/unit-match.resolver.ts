import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { keyOf, keyOrName } from '../id.ts';
import { mutate, type Payload } from '../mutation.ts';
import { Needs } from '../rights/needs.ts';
import { SourceType } from '../source/source.type.ts';
import { ConfirmUnitMatchInput, IgnoreUnitCodeInput, WithdrawUnitMatchInput } from './unit-match.input.ts';
import {
  ConfirmUnitMatchPayloadType,
  decisionPayload,
  IgnoreUnitCodePayloadType,
  WithdrawUnitMatchPayloadType,
} from './unit-match.payload.ts';
import {
  toUnitMatch,
  toUnmatchedUnit,
  UnitMatchConnection,
  type UnitMatchType,
  UnmatchedUnitConnection,
  type UnmatchedUnitType,
} from './unit-match.type.ts';

@Resolver(() => SourceType)
export class UnitMatchResolver {
  @FieldResolver(() => UnmatchedUnitConnection, {
    nullable: true,
    description:
      'Các mã của nguồn không chỉ đơn vị nào, nhiều dòng nhất trước, kèm đề xuất; null kèm lỗi khi không đọc được · Codes that name no unit, most rows first, with proposals; null with an error where reading fails',
  })
  async unmatchedUnits(
    @Root() { key }: SourceType,
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<UnmatchedUnitType>> {
    const page = await hub.unmatchedUnits(key, pageRequest(first, after));
    return toConnection(page, (view) => toUnmatchedUnit(view, language));
  }

  @FieldResolver(() => UnitMatchConnection, {
    nullable: true,
    description:
      'Các mã đã ghép: theo cấu hình của nguồn và theo quyết định của người; null kèm lỗi khi không đọc được · Matched codes: by the configuration and by decisions of people; null with an error where reading fails',
  })
  async unitMatches(
    @Root() { key }: SourceType,
    @Ctx() { hub }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
  ): Promise<Connection<UnitMatchType>> {
    return toConnection(await hub.unitMatches(key, pageRequest(first, after)), toUnitMatch);
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => ConfirmUnitMatchPayloadType, {
    description:
      'Ghép một mã của nguồn với đơn vị từ lần lấy tới, cần quyền quản lý nguồn · Match a code with a unit, from the next pull on; needs a source editor',
  })
  confirmUnitMatch(
    @Ctx() context: Context,
    @Arg('input', () => ConfirmUnitMatchInput, { description: 'Mã và đơn vị · The code and the unit' })
    { source, sourceCode, unit, validFrom, validTo, reason }: ConfirmUnitMatchInput,
  ): Promise<Payload> {
    return mutate(context, async () =>
      decisionPayload(
        await context.hub.confirmUnitMatch({
          source: keyOf('Source', source, 'source'),
          sourceCode,
          unit: keyOrName('Unit', unit),
          validFrom: validFrom ?? null,
          validTo: validTo ?? null,
          reason,
        }),
      ),
    );
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => IgnoreUnitCodePayloadType, {
    description:
      'Xác định một mã của nguồn không thuộc đơn vị nào, cần quyền quản lý nguồn · Decide that a code is none of ours; needs a source editor',
  })
  ignoreUnitCode(
    @Ctx() context: Context,
    @Arg('input', () => IgnoreUnitCodeInput, { description: 'Mã và lý do · The code and the reason' })
    { source, sourceCode, reason }: IgnoreUnitCodeInput,
  ): Promise<Payload> {
    return mutate(context, async () =>
      decisionPayload(
        await context.hub.ignoreUnitCode({ source: keyOf('Source', source, 'source'), sourceCode, reason }),
      ),
    );
  }

  @Needs('EDIT_SOURCES')
  @Mutation(() => WithdrawUnitMatchPayloadType, {
    description:
      'Rút lại một quyết định về mã từ lần lấy tới, cần quyền quản lý nguồn · Withdraw a decision on a code, from the next pull on; needs a source editor',
  })
  withdrawUnitMatch(
    @Ctx() context: Context,
    @Arg('input', () => WithdrawUnitMatchInput, { description: 'Quyết định và lý do · Decision and reason' })
    { unitMatch, reason }: WithdrawUnitMatchInput,
  ): Promise<Payload> {
    return mutate(context, async () => {
      const match = keyOf('UnitMatch', unitMatch, 'unitMatch');
      return { unitMatch: toUnitMatch(await context.hub.withdrawUnitMatch({ match, reason })) };
    });
  }
}
