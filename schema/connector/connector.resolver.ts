import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../rights/needs.ts';
import { ConnectorType, toConnector } from './connector.type.ts';

@Resolver()
export class ConnectorResolver {
  @Needs('VIEW_SOURCES')
  @Query(() => [ConnectorType], { description: 'Các loại kết nối có sẵn · Kinds of connector' })
  connectors(@Ctx() { hub, language }: Context): ConnectorType[] {
    return hub.connectors().map((connector) => toConnector(connector, language));
  }
}
