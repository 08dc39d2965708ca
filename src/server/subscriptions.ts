import type { Server } from 'node:http';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Caller, ContextOf } from '../../schema/context.ts';
import { languageOf } from '../core/text.ts';
import { checkOperation } from './check-operation.ts';
import { tooCostly } from './operation-cost.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import { presentError } from './present-error.ts';
import type { ServerLog } from './server-log.ts';

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly httpServer: Server;
  readonly path: string;
  readonly isAdmin: (authorization: unknown) => boolean;
  readonly contextOf: ContextOf;
  readonly log: ServerLog;
}

interface Connection {
  readonly connectionParams?: Readonly<Record<string, unknown>>;
  readonly extra: Extra;
}

/** Browsers cannot set headers on a socket, so the parameters of the connection stand in for them. */
function headerOf({ connectionParams = {}, extra }: Connection, name: string): string | undefined {
  const key = Object.keys(connectionParams).find((one) => one.toLowerCase() === name);
  const value = key === undefined ? extra.request.headers[name] : connectionParams[key];
  return typeof value === 'string' ? value : undefined;
}

/** Subscriptions with the graphql-ws protocol on the server's own port; returns what closes them. */
export function serveSubscriptions(options: SubscriptionOptions): () => Promise<void> {
  const { schema, httpServer, path, isAdmin, contextOf, log } = options;
  // Not given the HTTP server, whose errors it would repeat as its own.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES });
  httpServer.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== path) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });

  const callerOf = (connection: Connection): Caller => ({
    language: languageOf(headerOf(connection, 'accept-language')),
    isAdmin: isAdmin(headerOf(connection, 'authorization')),
  });
  const present = (connection: Connection, errors: readonly GraphQLError[]) =>
    errors.map((error) => presentError(error.toJSON(), error, callerOf(connection).language, log));

  const { dispose } = useServer<Record<string, unknown>>(
    {
      onSubscribe: (connection, _id, { query, operationName, variables }) => {
        const document = checkOperation(schema, query);
        if (Array.isArray(document)) return document;
        const costly = tooCostly({ schema, document, variables, operationName });
        if (costly) return [costly];
        const contextValue = contextOf(callerOf(connection));
        return { schema, document, operationName, variableValues: variables, contextValue };
      },
      onError: (connection, _id, _payload, errors) => present(connection, errors),
      onNext: (connection, _id, _payload, _args, { errors, ...result }) =>
        errors && { ...result, errors: present(connection, errors) },
    },
    sockets,
  );
  return async () => dispose();
}
