import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import type { Context, ContextOf } from '../../schema/context.ts';
import type { Tracer } from '../core/tracer.ts';
import { answerCache } from './answer-cache.ts';
import { deprecatedFields } from './deprecated-fields.ts';
import { type Gate, gatePlugin } from './operation-gate.ts';
import { MAX_TOKENS } from './operation-limits.ts';
import { operationSpans } from './operation-spans.ts';
import { type TrustedOperations, trustedStore } from './persisted-operations.ts';
import type { PresentError } from './present-error.ts';
import type { KnownOperations } from './quick/known-operations.ts';
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
  /** Told of each deprecated field that an operation asks for. */
  readonly askedDeprecated: (field: string) => void;
  readonly gate: Gate;
  readonly contextOf: ContextOf;
  /** What the quick road can answer from now on. */
  readonly known: KnownOperations;
  readonly present: PresentError;
  /** null: whatever clients have sent once they may name by its hash. */
  readonly trusted: TrustedOperations | null;
}

/** Seconds for which a text that nobody asks for any more can be named by its hash. */
const PERSISTED_FOR = 86_400;

export function createApollo(options: ApolloOptions): ApolloServer<Context> {
  const { schema, httpServer, drain, log, dataVersion, gate, present, trusted } = options;
  const drainSockets: ApolloServerPlugin<Context> = {
    serverWillStart: async () => ({ drainServer: drain }),
  };
  return new ApolloServer<Context>({
    schema,
    // Of whom may read the schema the gate decides.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    cache: 'bounded',
    persistedQueries: trusted === null ? { ttl: PERSISTED_FOR } : { cache: trustedStore(trusted), ttl: null },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: (formatted, thrown) => present(formatted, thrown, requestLanguage()),
    logger: quietLogger(log),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer }),
      ApolloServerPluginLandingPageDisabled(),
      // It would watch each field of each answer only to find that browsers may keep none.
      ApolloServerPluginCacheControlDisabled(),
      drainSockets,
      operationSpans(options.tracer),
      gatePlugin(gate),
      options.known.plugin,
      deprecatedFields(schema, options.askedDeprecated),
      answerCache(dataVersion, options.contextOf),
      refusedWhileRunning,
    ],
  });
}

/** What only its execution shows to be too much is refused as what is seen before. */
const refusedWhileRunning: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body, http } }) => {
      const errors = (body.kind === 'single' && body.singleResult.errors) || [];
      if (errors.some(({ extensions }) => extensions?.['code'] === 'STATEMENT_TIMEOUT')) http.status = 400;
    },
  }),
};

/** Apollo's own notes; an operation's failures come through `formatError`. */
function quietLogger(log: ServerLog) {
  const note = (message?: string) => log.info({}, message);
  return { debug() {}, info() {}, warn: note, error: (message?: string) => log.error({}, message) };
}
