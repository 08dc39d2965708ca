import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { AlertState } from '../../src/app/views/alert.ts';
import { AFTER, type Connection, FIRST, pageRequest, toConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { SourceType, toSource } from '../source/source.type.ts';
import { AlertConnection, AlertStateEnum, AlertType, toAlert } from './alert.type.ts';

@Resolver(() => AlertType)
export class AlertResolver {
  @Needs('VIEW_SOURCES')
  @Query(() => AlertConnection, {
    nullable: true,
    description:
      'Cảnh báo về các nguồn, mới nhất trước; null kèm lỗi khi không đọc được · Alerts about sources, newest first; null with an error where reading fails',
  })
  async alerts(
    @Ctx() { hub, language }: Context,
    @Arg('first', () => Int, { description: FIRST }) first: number,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('state', () => AlertStateEnum, {
      nullable: true,
      description: 'Chỉ trạng thái này; null: tất cả · Only of this state; null: all',
    })
    state: AlertState | null | undefined,
  ): Promise<Connection<AlertType>> {
    const page = await hub.alerts(pageRequest(first, after), state ?? null);
    return toConnection(page, (view) => toAlert(view, language));
  }

  @FieldResolver(() => SourceType, {
    nullable: true,
    description: 'Nguồn; null khi không đọc được · Its source; null when it cannot be read',
  })
  async source(@Root() { sourceKey }: AlertType, @Ctx() { loaders, language }: Context): Promise<SourceType> {
    return toSource(await loaders.source.load(sourceKey), language);
  }
}
