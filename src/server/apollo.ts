import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../schema/context.ts';
import type { Tracer } from '../core/tracer.ts';
import { answerCache } from './answer-cache.ts';
import { tooCostly } from './operation-cost.ts';
import { depthLimit, MAX_TOKENS } from './operation-limits.ts';
import { operationSpans } from './operation-spans.ts';
import { presentError } from './present-error.ts';
import { requestLanguage } from './request-language.ts';
import type { ServerLog } from './server-log.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly httpServer: Server;
  /** Ends what does not end with the HTTP server: the sockets of subscriptions. */
  readonly drain: () => Promise<void>;
  readonly log: ServerLog;
  readonly tracer: Tracer;
  /** See `Hub.dataVersion`. */
  readonly dataVersion: () => Promise<string>;
}

export function createApollo(options: ApolloOptions): ApolloServer<Context> {
  const { schema, httpServer, drain, log, dataVersion } = options;
  const drainSockets: ApolloServerPlugin<Context> = {
    serverWillStart: async () => ({ drainServer: drain }),
  };
  const costLimit: ApolloServerPlugin<Context> = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, request, operationName }) => {
        const error = tooCostly({ schema, document, variables: request.variables, operationName });
        if (error) throw error;
      },
    }),
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
      // It would watch each field of each answer only to find that browsers may keep none.
      ApolloServerPluginCacheControlDisabled(),
      drainSockets,
      operationSpans(options.tracer),
      costLimit,
      answerCache(dataVersion),
    ],
  });
}

/** Apollo's own notes; an operation's failures come through `formatError`. */
function quietLogger(log: ServerLog) {
  const note = (message?: string) => log.info({}, message);
  return { debug() {}, info() {}, warn: note, error: (message?: string) => log.error({}, message) };
}
