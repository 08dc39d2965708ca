import { createServer, type RequestListener } from 'node:http';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildHubSchema, contextFactory, type PublicRead } from '../../schema/index.ts';
import type { Hub } from '../app/hub.ts';
import type { Identity } from '../app/identity/identity.ts';
import { SECOND, systemClock } from '../core/clock.ts';
import { noTracing, type Tracer } from '../core/tracer.ts';
import { createApollo } from './apollo.ts';
import { askedTogether } from './asked-together.ts';
import { authenticated, authenticator, principalOf } from './authenticate.ts';
import { crossOrigin } from './cross-origin.ts';
import { etagOf } from './etag.ts';
import { exportRoutes } from './export-routes.ts';
import { graphiqlRoutes } from './graphiql.ts';
import { healthRoutes, type Readiness } from './health.ts';
import { homePage } from './home-page.ts';
import { answerErrors, answerNotFound } from './json-answers.ts';
import { listen } from './listen.ts';
import { oidcRoutes } from './login-oidc.ts';
import { loginRoutes } from './login-routes.ts';
import type { Metrics } from './metrics.ts';
import { operationGate } from './operation-gate.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import { oncePerRequest } from './once-per-request.ts';
import { pageHeaders } from './page-headers.ts';
import type { TrustedOperations } from './persisted-operations.ts';
import { errorPresenter } from './present-error.ts';
import { knownOperations } from './quick/known-operations.ts';
import { quickRoad } from './quick/quick-road.ts';
import { jsonBody, versionAskedBefore } from './quick/read-body.ts';
import { rememberLanguage, requestLanguage } from './request-language.ts';
import type { ServerLog } from './server-log.ts';
import type { Surroundings } from './session-cookie.ts';
import { serveSubscriptions } from './subscriptions.ts';
import { HUB_VERSION } from './version.ts';

const GRAPHQL_PATH = '/graphql';

export interface ServerOptions {
  readonly hub: Hub;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly adminToken: string;
  /** Left out: the administrator's token is the only credential. */
  readonly identity?: Identity;
  readonly publicRead?: PublicRead;
  /** Left out: browsers reach the hub itself, at whatever name they ask for. */
  readonly surroundings?: Surroundings;
  readonly readiness: Readiness;
  readonly log: ServerLog;
  /** Left out: there is no `/metrics`. */
  readonly metrics?: Metrics;
  readonly tracer?: Tracer;
  /** Shows strangers nothing of the schema (S27). */
  readonly production?: boolean;
  /** Sites whose pages may read the API: "https://bang.hue.gov.vn". */
  readonly corsOrigins?: readonly string[];
  /** Left out: any operation is answered. */
  readonly trusted?: TrustedOperations;
}

export interface RunningServer {
  /** "http://127.0.0.1:4000" */
  readonly url: string;
  /** Lets running requests end, closes subscriptions, takes no new ones. */
  close(): Promise<void>;
}

/** Longer than proxies keep theirs (nginx: 60 s): of a connection that both may close somebody's answer is lost. */
const KEEP_ALIVE = 75 * SECOND;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { hub, port, host, adminToken, identity, readiness, log, production = false } = options;
  const surroundings = options.surroundings ?? { publicUrl: null, proxies: 0 };
  const schema = buildHubSchema();
  const contextOf = contextFactory(hub, HUB_VERSION, options.publicRead);
  const authenticate = authenticator({ adminToken, identity, surroundings });

  const app = express().disable('x-powered-by').set('etag', etagOf);
  const dataVersion = askedTogether(hub.dataVersion);
  const trusted = options.trusted ?? null;
  const known = knownOperations(schema);
  const onBothRoads = {
    schema,
    known,
    dataVersion,
    contextOf,
    gate: operationGate({ production, trusted }),
    tracer: options.tracer ?? noTracing,
    askedDeprecated: (field: string) => options.metrics?.askedDeprecated(field),
  };
  const authenticateOnce = oncePerRequest(authenticate);
  const quick = quickRoad({ ...onBothRoads, path: GRAPHQL_PATH, authenticate: authenticateOnce });
  const answer = quick(app as RequestListener);
  const isAnsweredTo = crossOrigin(options.corsOrigins ?? []);
  const httpServer = createServer((request, response) => {
    if (!isAnsweredTo(request, response)) answer(request, response);
  });
  httpServer.keepAliveTimeout = KEEP_ALIVE;
  const shared = { ...onBothRoads, httpServer, present: errorPresenter(log, { suggests: !production }) };
  const drain = serveSubscriptions({ ...shared, path: GRAPHQL_PATH, authenticate });
  const apollo = createApollo({ ...shared, log, drain, trusted });
  await apollo.start();

  app.use(rememberLanguage);
  app.use(pageHeaders(surroundings));
  app.use(healthRoutes(readiness));
  if (options.metrics) app.use(options.metrics.routes(hub.statistics));
  app.get('/', homePage(HUB_VERSION));
  app.use('/graphiql', graphiqlRoutes());
  if (identity) app.use(loginRoutes(identity, surroundings), oidcRoutes(identity, surroundings));
  app.use(
    GRAPHQL_PATH,
    (request, response, next) => {
      // fetch adds "no-cache" to any If-None-Match, which Express takes for a wish to have all bytes again.
      delete request.headers['cache-control'];
      response.set('Cache-Control', 'no-store').vary('Accept, Authorization, Cookie');
      next();
    },
    authenticated(authenticateOnce, surroundings),
    jsonBody({ limit: MAX_BODY_BYTES }),
    expressMiddleware(apollo, {
      context: async ({ req, res }) =>
        contextOf({
          language: requestLanguage(),
          principal: principalOf(res),
          dataVersion: versionAskedBefore(req),
        }),
    }),
  );
  app.use(
    '/export',
    authenticated(authenticate, surroundings),
    exportRoutes({ schema, contextOf, dataVersion, clock: systemClock, log }),
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
