import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../schema/context.ts';
import { depthLimit, MAX_TOKENS } from './operation-limits.ts';
import { presentError } from './present-error.ts';
import { requestLanguage } from './request-language.ts';
import type { ServerLog } from './server-log.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly httpServer: Server;
  /** Ends what does not end with the HTTP server: the sockets of subscriptions. */
  readonly drain: () => Promise<void>;
  readonly log: ServerLog;
}

export function createApollo({ schema, httpServer, drain, log }: ApolloOptions): ApolloServer<Context> {
  const drainSockets: ApolloServerPlugin<Context> = {
    serverWillStart: async () => ({ drainServer: drain }),
  };
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    cache: 'bounded',
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [depthLimit],
    formatError: (formatted, thrown) => presentError(formatted, thrown, requestLanguage(), log),
    logger: quietLogger(log),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer }),
      ApolloServerPluginLandingPageDisabled(),
      drainSockets,
    ],
  });
}

/** Apollo's own notes; an operation's failures come through `formatError`. */
function quietLogger(log: ServerLog) {
  const note = (message?: string) => log.info({}, message);
  return { debug() {}, info() {}, warn: note, error: (message?: string) => log.error({}, message) };
}
