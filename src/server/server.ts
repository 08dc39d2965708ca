import { createServer } from 'node:http';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildHubSchema, contextFactory } from '../../schema/index.ts';
import type { Hub } from '../app/hub.ts';
import { noTracing, type Tracer } from '../core/tracer.ts';
import { adminCheck } from './admin-token.ts';
import { createApollo } from './apollo.ts';
import { graphiqlRoutes } from './graphiql.ts';
import { healthRoutes, type Readiness } from './health.ts';
import { homePage } from './home-page.ts';
import { answerErrors, answerNotFound } from './json-answers.ts';
import { listen } from './listen.ts';
import type { Metrics } from './metrics.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import { rememberLanguage, requestLanguage } from './request-language.ts';
import type { ServerLog } from './server-log.ts';
import { serveSubscriptions } from './subscriptions.ts';
import { HUB_VERSION } from './version.ts';

const GRAPHQL_PATH = '/graphql';

export interface ServerOptions {
  readonly hub: Hub;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly adminToken: string;
  readonly readiness: Readiness;
  readonly log: ServerLog;
  /** Left out: there is no `/metrics`. */
  readonly metrics?: Metrics;
  readonly tracer?: Tracer;
}

export interface RunningServer {
  /** "http://127.0.0.1:4000" */
  readonly url: string;
  /** Lets running requests end, closes subscriptions, takes no new ones. */
  close(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { hub, port, host, adminToken, readiness, log } = options;
  const schema = buildHubSchema();
  const contextOf = contextFactory(hub, HUB_VERSION);
  const isAdmin = adminCheck(adminToken);

  const app = express().disable('x-powered-by');
  const httpServer = createServer(app);
  const shared = { schema, httpServer, log };
  const drain = serveSubscriptions({ ...shared, path: GRAPHQL_PATH, isAdmin, contextOf });
  const tracer = options.tracer ?? noTracing;
  const apollo = createApollo({ ...shared, tracer, drain, dataVersion: hub.dataVersion });
  await apollo.start();

  app.use(rememberLanguage);
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.use(healthRoutes(readiness));
  if (options.metrics) app.use(options.metrics.routes(hub.statistics));
  app.get('/', homePage(HUB_VERSION));
  app.use('/graphiql', graphiqlRoutes());
  app.use(
    GRAPHQL_PATH,
    (_request, response, next) => {
      response.set('Cache-Control', 'no-store');
      next();
    },
    express.json({ limit: MAX_BODY_BYTES }),
    expressMiddleware(apollo, {
      context: async ({ req }) =>
        contextOf({ language: requestLanguage(), isAdmin: isAdmin(req.headers.authorization) }),
    }),
  );
  app.use(answerNotFound);
  app.use(answerErrors(log));

  try {
    const actual = await listen(httpServer, port, host);
    return { url: `http://${host}:${actual}`, close: () => apollo.stop() };
  } catch (error) {
    await apollo.stop();
    throw error;
  }
}
