import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, MINUTE } from '../../core/clock.ts';
import { loginFailed } from './refusals.ts';

/** What binds a login at the provider to the browser that began it. */
export interface LoginState {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path of ours to go to afterwards. */
  readonly returnTo: string;
}

/** Long enough to type a password and a code from a telephone. */
export const LOGIN_TAKES = 10 * MINUTE;

/** For a cookie of the browser: signed, so that nobody can hand another browser a state of his own making. */
export function signedState(secret: string, state: LoginState, clock: Clock): string {
  const until = clock.now().getTime() + LOGIN_TAKES;
  const body = Buffer.from(JSON.stringify({ ...state, until })).toString('base64url');
  return `${body}.${signatureOf(secret, body)}`;
}

/** Throws LOGIN_FAILED for one that is not ours or too old. */
export function checkedState(secret: string, signed: string, clock: Clock): LoginState {
  const [body = '', signature = ''] = signed.split('.');
  const expected = Buffer.from(signatureOf(secret, body));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw loginFailed();
  const { until, ...state } = JSON.parse(Buffer.from(body, 'base64url').toString()) as LoginState & {
    until: number;
  };
  if (until < clock.now().getTime()) throw loginFailed();
  return state;
}

const signatureOf = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(`login state\n${body}`).digest('base64url');

/** Only a path of this hub: an address of somebody else would make it a lure. */
export const ownPath = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[\w\-./~%?=&+,:@]*$/.test(path) ? path : '/';
