import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { SECOND } from '../core/clock.ts';

/** Where this hub stands, as browsers and proxies see it. */
export interface Surroundings {
  /** "https://dti.hue.gov.vn"; null: as each request says. */
  readonly publicUrl: string | null;
  /** Proxies in front that append to X-Forwarded-For and set X-Forwarded-Proto; 0: these headers are anybody's. */
  readonly proxies: number;
}

const SESSION = 'hub_session';
/** Of a login at the provider, while it goes on: several tabs may each have one. */
const LOGIN = 'hub_login_';
export const LOGIN_COOKIE_PATH = '/login/oidc';

/** Whether the browser speaks TLS, to us or to the proxy in front. */
export function isSecure(request: IncomingMessage, { publicUrl, proxies }: Surroundings): boolean {
  if (publicUrl?.startsWith('https:')) return true;
  if ((request.socket as TLSSocket).encrypted) return true;
  return proxies > 0 && String(request.headers['x-forwarded-proto']).split(',')[0]?.trim() === 'https';
}

/** A name that browsers take over TLS and from this very host only: no neighbour can set one (S03). */
const nameOf = (secure: boolean, name: string): string => (secure ? `__Host-${name}` : name);

/** null: the browser sent none. */
export const sessionIn = (request: IncomingMessage, surroundings: Surroundings): string | null =>
  cookieIn(request, nameOf(isSecure(request, surroundings), SESSION));

export const loginStateIn = (request: IncomingMessage, state: string): string | null =>
  cookieIn(request, loginName(state));

/** `state` comes from the address, where anybody may write anything. */
const loginName = (state: string): string => LOGIN + state.replace(/[^\w-]/g, '').slice(0, 16);

export function setSession(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
  session: string,
): void {
  const secure = isSecure(request, surroundings);
  // Ends with the browser; the hub's own end comes earlier.
  append(response, nameOf(secure, SESSION), session, ['Path=/', ...flags(secure)]);
}

export function clearSession(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
): void {
  const secure = isSecure(request, surroundings);
  append(response, nameOf(secure, SESSION), '', ['Path=/', 'Max-Age=0', ...flags(secure)]);
}

/** `keepMs` 0 takes it away. */
export function setLoginState(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
  login: { readonly state: string; readonly signed: string },
  keepMs: number,
): void {
  const own = [`Path=${LOGIN_COOKIE_PATH}`, `Max-Age=${keepMs / SECOND}`];
  append(response, loginName(login.state), login.signed, [...own, ...flags(isSecure(request, surroundings))]);
}

const flags = (secure: boolean): string[] => ['HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])];

const append = (response: ServerResponse, name: string, value: string, attributes: readonly string[]) =>
  void response.appendHeader('Set-Cookie', [`${name}=${value}`, ...attributes].join('; '));

function cookieIn({ headers }: IncomingMessage, name: string): string | null {
  const pairs = (headers.cookie ?? '').split(';').map((one) => one.trim());
  const found = pairs.find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || null;
}
