import express, { type Request, type Response, Router } from 'express';
import type { Identity, SignedIn } from '../app/identity/identity.ts';
import { badInput } from '../app/identity/refusals.ts';
import { addressOf } from './login-address.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import { clearSession, type Surroundings, sessionIn, setSession } from './session-cookie.ts';
import { checkOrigin } from './session-origin.ts';

/**
 * How people come in and go out. JSON only, which a page of another site cannot send unasked; over HTTP only, so that
 * no alias of GraphQL tries a thousand passwords in one request (S04, S26).
 */
export function loginRoutes(identity: Identity, surroundings: Surroundings): Router {
  const router = Router();
  const post = (path: string, work: (request: Request, response: Response) => Promise<void>) =>
    router.post(path, express.json({ limit: MAX_BODY_BYTES }), async (request, response) => {
      response.set('Cache-Control', 'no-store');
      checkOrigin(request, surroundings);
      await work(request, response);
    });
  const begin = (request: Request, response: Response, { session }: SignedIn) => {
    setSession(request, response, surroundings, session);
    response.json({ ok: true });
  };

  post('/login', async (request, response) => {
    const { login, password } = wordsIn(request, ['login', 'password']);
    const address = addressOf(request, surroundings);
    begin(request, response, await identity.signIn({ login, password, address }));
  });
  post('/setup', async (request, response) => {
    const words = wordsIn(request, ['token', 'login', 'name', 'password']);
    const address = addressOf(request, surroundings);
    begin(request, response, await identity.setUp({ ...words, address }));
  });
  post('/password', async (request, response) => {
    const { current, next } = wordsIn(request, ['current', 'next']);
    const session = sessionIn(request, surroundings) ?? '';
    const address = addressOf(request, surroundings);
    begin(request, response, await identity.changePassword(session, { current, next, address }));
  });
  post('/logout', async (request, response) => {
    const session = sessionIn(request, surroundings);
    if (session !== null) await identity.signOut(session);
    clearSession(request, response, surroundings);
    response.json({ ok: true });
  });
  return router;
}

/** Texts of the body by name; throws BAD_INPUT. */
function wordsIn<K extends string>({ body }: Request, names: readonly K[]): Record<K, string> {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const entries = names.map((name) => {
    const value = given[name];
    if (typeof value === 'string' && value !== '' && value.length <= 1_000) return [name, value] as const;
    throw badInput(
      name,
      `Thiếu "${name}" trong nội dung JSON gửi lên; cần một chuỗi không rỗng.`,
      `"${name}" is missing in the JSON body; expected a text that is not empty.`,
    );
  });
  return Object.fromEntries(entries) as Record<K, string>;
}
