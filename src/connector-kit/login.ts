import { HubError } from '../core/errors.ts';

/** Runs `call` with a token; one that the source refuses is renewed once, and only that call is made again. */
export type WithToken<T> = <R>(call: (token: T) => Promise<R>) => Promise<R>;

/** One login for all calls, made at the first of them and again when `isGood` says that the token is too old. */
export function loginOnce<T>(
  login: () => Promise<T>,
  isGood: (token: T) => boolean = () => true,
): WithToken<T> {
  let token: T | null = null;
  return async (call) => {
    if (token === null || !isGood(token)) token = await login();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'CREDENTIALS_REFUSED')) throw error;
      token = await login();
      return call(token);
    }
  };
}
