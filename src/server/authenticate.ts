import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Identity } from '../app/identity/identity.ts';
import { badCredential } from '../app/identity/refusals.ts';
import { HubError } from '../core/errors.ts';
import { ANONYMOUS, isSignedIn, type Principal } from '../core/principal.ts';
import { adminCheck } from './admin-token.ts';
import { addressOf } from './login-address.ts';
import { clearSession, type Surroundings, sessionIn } from './session-cookie.ts';
import { checkOrigin } from './session-origin.ts';

const ADMIN: Principal = {
  kind: 'TOKEN',
  id: 'admin-token',
  name: 'HUB_ADMIN_TOKEN',
  grants: [{ role: 'ADMINISTRATOR', unit: null }],
};

export interface AuthenticateOptions {
  readonly adminToken: string;
  /** Left out, for tests: nobody is known but the administrator's token. */
  readonly identity?: Identity | undefined;
  readonly surroundings: Surroundings;
}

/** `authorization` stands for the header, which browsers cannot set on a socket. */
export type Authenticate = (request: IncomingMessage, authorization: unknown) => Promise<Principal>;

/**
 * Who asks. Without a credential nobody in particular; with one that is no good UNAUTHENTICATED, since whoever sent
 * it means to be more than that.
 */
export function authenticator({ adminToken, identity, surroundings }: AuthenticateOptions): Authenticate {
  const isAdmin = adminCheck(adminToken);
  const whoAsks: Authenticate = async (request, authorization) => {
    if (authorization !== undefined) {
      if (isAdmin(authorization)) return ADMIN;
      const token = /^Bearer +(\S{1,8000}) *$/i.exec(String(authorization))?.[1];
      if (token === undefined || identity === undefined) throw badCredential();
      return identity.bearer(token);
    }
    const session = sessionIn(request, surroundings);
    if (session === null || identity === undefined) return ANONYMOUS;
    checkOrigin(request, surroundings);
    return identity.session(session);
  };
  return async (request, authorization) => {
    const principal = await whoAsks(request, authorization);
    // Strangers change nothing, so nothing is kept of where they are (S40).
    return isSignedIn(principal) ? { ...principal, address: addressOf(request, surroundings) } : principal;
  };
}

/** A session that is over is taken out of the browser: its next request is a stranger's, or comes from a new login. */
export const authenticated =
  (authenticate: Authenticate, surroundings: Surroundings): RequestHandler =>
  async (request, response, next) => {
    const { authorization } = request.headers;
    try {
      response.locals['principal'] = await authenticate(request, authorization);
    } catch (thrown) {
      const isOver = thrown instanceof HubError && thrown.code === 'UNAUTHENTICATED';
      if (isOver && authorization === undefined) clearSession(request, response, surroundings);
      throw thrown;
    }
    next();
  };

export const principalOf = ({ locals }: Response): Principal => locals['principal'] as Principal;
