import { Router } from 'express';
import type { Identity } from '../app/identity/identity.ts';
import { LOGIN_TAKES } from '../app/identity/login-state.ts';
import { CALLBACK_PATH, callbackUrl } from '../app/identity/provider-login.ts';
import { loginFailed } from '../app/identity/refusals.ts';
import {
  LOGIN_COOKIE_PATH,
  loginStateIn,
  type Surroundings,
  setLoginState,
  setSession,
} from './session-cookie.ts';

/** The way to the identity provider and back. */
export function oidcRoutes(identity: Identity, surroundings: Surroundings): Router {
  const router = Router();
  router.use(LOGIN_COOKIE_PATH, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  return router
    .get(LOGIN_COOKIE_PATH, async (request, response) => {
      const { url, signedState } = await identity.beginLogin(String(request.query['returnTo'] ?? '/'));
      const state = new URL(url).searchParams.get('state') ?? '';
      setLoginState(request, response, surroundings, { state, signed: signedState }, LOGIN_TAKES);
      response.redirect(302, url);
    })
    .get(CALLBACK_PATH, async (request, response) => {
      const state = String(request.query['state'] ?? '');
      const signed = loginStateIn(request, state);
      // Taken away first: one login, one answer.
      setLoginState(request, response, surroundings, { state, signed: '' }, 0);
      if (signed === null) throw loginFailed();
      const answer = new URL(callbackUrl(surroundings.publicUrl));
      answer.search = new URL(request.originalUrl, 'http://hub').search;
      const { session, returnTo } = await identity.finishLogin(answer, signed);
      setSession(request, response, surroundings, session);
      response.redirect(303, returnTo);
    });
}
