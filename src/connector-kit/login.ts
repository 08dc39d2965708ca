import { HubError } from '../core/errors.ts';

/** Runs `call` with a token; one that the source refuses is renewed once, and only that call is made again. */
export type WithToken<T> = <R>(call: (token: T) => Promise<R>) => Promise<R>;

/**
 * One login for all calls, made at the first of them and again when `isGood` says that the token is too old.
 * Calls that need a token at the same time wait for the same login.
 */
export function loginOnce<T>(
  login: () => Promise<T>,
  isGood: (token: T) => boolean = () => true,
): WithToken<T> {
  let current: Promise<T> | null = null;

  /** Another login, unless somebody else has begun one since `old` was taken. */
  function renewed(old: Promise<T> | null): Promise<T> {
    if (current !== null && current !== old) return current;
    const next = login();
    current = next;
    next.catch(() => {
      if (current === next) current = null;
    });
    return next;
  }

  return async (call) => {
    const known = current;
    // A token that is asked for now is used, however short its life is: no loop of logins.
    const taken = known !== null && isGood(await known) ? known : renewed(known);
    const token = await taken;
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'CREDENTIALS_REFUSED')) throw error;
      return call(await renewed(taken));
    }
  };
}
