import type { Server } from 'node:http';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ContextOf } from '../../schema/context.ts';
import type { Principal } from '../core/principal.ts';
import { type Language, languageOf } from '../core/text.ts';
import type { Authenticate } from './authenticate.ts';
import { checkOperation } from './check-operation.ts';
import type { Gate } from './operation-gate.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import type { PresentError } from './present-error.ts';

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly httpServer: Server;
  readonly path: string;
  readonly authenticate: Authenticate;
  readonly contextOf: ContextOf;
  readonly gate: Gate;
  readonly present: PresentError;
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
  const { schema, httpServer, path, authenticate, contextOf, gate } = options;
  // Not given the HTTP server, whose errors it would repeat as its own.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES });
  httpServer.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== path) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });

  const languageFor = (connection: Connection): Language =>
    languageOf(headerOf(connection, 'accept-language'));
  // Asked at each operation: a token may be revoked while its socket is open.
  const principalOf = (connection: Connection): Promise<Principal | GraphQLError> =>
    authenticate(connection.extra.request, headerOf(connection, 'authorization')).catch(
      (thrown: Error) => new GraphQLError(thrown.message, { originalError: thrown }),
    );
  const present = (connection: Connection, errors: readonly GraphQLError[]) =>
    errors.map((error) => options.present(error.toJSON(), error, languageFor(connection)));

  const { dispose } = useServer<Record<string, unknown>>(
    {
      onSubscribe: async (connection, _id, { query, operationName, variables }) => {
        const document = checkOperation(schema, query);
        if (Array.isArray(document)) return document;
        const principal = await principalOf(connection);
        if (principal instanceof GraphQLError) return [principal];
        const refused = gate({ schema, source: query, document, variables, operationName }, principal);
        if (refused) return [refused];
        const contextValue = contextOf({ language: languageFor(connection), principal });
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
