import { createServer } from 'node:http';
import express from 'express';
import type { Identity } from '../../src/app/identity/identity.ts';
import { authenticated, authenticator, principalOf } from '../../src/server/authenticate.ts';
import { answerErrors } from '../../src/server/json-answers.ts';
import { listen } from '../../src/server/listen.ts';
import { oidcRoutes } from '../../src/server/login-oidc.ts';
import { loginRoutes } from '../../src/server/login-routes.ts';
import { rememberLanguage } from '../../src/server/request-language.ts';
import type { Surroundings } from '../../src/server/session-cookie.ts';
import { ADMIN_TOKEN } from './api.ts';

export interface LoginApp {
  readonly url: string;
  close(): Promise<void>;
}

/** The doors of the server, and `/who` behind them, which answers whom they let in. */
export async function startLoginApp(identity: Identity, surroundings: Surroundings): Promise<LoginApp> {
  const authenticate = authenticator({ adminToken: ADMIN_TOKEN, identity, surroundings });
  const app = express()
    .use(rememberLanguage)
    .use(loginRoutes(identity, surroundings), oidcRoutes(identity, surroundings))
    .get('/who', authenticated(authenticate, surroundings), (_request, response) => {
      response.json(principalOf(response));
    })
    .use(answerErrors({ info() {}, error() {} }));
  const server = createServer(app);
  const port = await listen(server, 0, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
