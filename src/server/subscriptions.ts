import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Context, ContextOf } from '../../schema/context.ts';
import { configError } from '../core/errors.ts';
import type { Principal } from '../core/principal.ts';
import { type Language, languageOf, text } from '../core/text.ts';
import type { Authenticate } from './authenticate.ts';
import { checkOperation } from './check-operation.ts';
import type { Gate } from './operation-gate.ts';
import { MAX_BODY_BYTES, refusal } from './operation-limits.ts';
import type { PresentError } from './present-error.ts';

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly httpServer: Server;
  readonly path: string;
  readonly authenticate: Authenticate;
  readonly contextOf: ContextOf;
  /** See `Hub.dataVersion`. */
  readonly dataVersion: () => Promise<string>;
  readonly gate: Gate;
  readonly present: PresentError;
}

interface Connection {
  readonly connectionParams?: Readonly<Record<string, unknown>>;
  readonly extra: Extra;
  /** By the ids of the operations that are under way. */
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

/** Anybody may open one and be silent on it. */
const MOST_SOCKETS = 1_000;
/** Of one socket, under way at the same time (S26). */
const MOST_OPERATIONS = 50;

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
    if (sockets.clients.size >= MOST_SOCKETS) return socket.end(FULL);
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

  /** A subscription outlives the request that began it, but not the rights that it began with (S07, S11). */
  const checkRights = async (connection: Connection, args: ExecutionArgs): Promise<void> => {
    if (getOperationAST(args.document, args.operationName)?.operation !== 'subscription') return;
    const now = await principalOf(connection);
    if (now instanceof GraphQLError) throw now;
    const { principal: then } = args.contextValue as Context;
    if (JSON.stringify(now.grants) !== JSON.stringify(then.grants)) throw rightsChanged();
  };

  const { dispose } = useServer<Record<string, unknown>>(
    {
      onSubscribe: async (connection, _id, { query, operationName, variables }) => {
        if (Object.keys(connection.subscriptions).length > MOST_OPERATIONS) return [refusal(tooMany())];
        const document = checkOperation(schema, query);
        if (Array.isArray(document)) return document;
        const principal = await principalOf(connection);
        if (principal instanceof GraphQLError) return [principal];
        const refused = gate({ schema, source: query, document, variables, operationName }, principal);
        if (refused) return [refused];
        const onlyReads = getOperationAST(document, operationName)?.operation === 'query';
        const dataVersion = onlyReads ? await options.dataVersion().catch(() => undefined) : undefined;
        const language = languageFor(connection);
        const contextValue = contextOf({ language, principal, dataVersion, onlyReads });
        return { schema, document, operationName, variableValues: variables, contextValue };
      },
      onError: (connection, _id, _payload, errors) => present(connection, errors),
      onNext: async (connection, _id, _payload, args, { errors, ...result }) => {
        await checkRights(connection, args);
        if (errors) return { ...result, errors: present(connection, errors) };
      },
    },
    sockets,
  );
  return async () => dispose();
}

const FULL = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const tooMany = () =>
  configError(
    'TOO_MANY_OPERATIONS',
    text(
      `Kết nối này đang chạy ${MOST_OPERATIONS} truy vấn, là tối đa. Hãy đợi truy vấn trước xong rồi gửi tiếp.`,
      `${MOST_OPERATIONS} operations are under way on this connection, and no more are allowed. Wait for one to end.`,
    ),
  );

const rightsChanged = () =>
  configError(
    'RIGHTS_CHANGED',
    text(
      'Quyền của tài khoản này vừa thay đổi nên việc theo dõi đã dừng. Hãy đăng ký theo dõi lại.',
      'The rights of this account have changed, so that the subscription has ended. Subscribe again.',
    ),
  );
