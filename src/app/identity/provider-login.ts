import { HubError } from '../../core/errors.ts';
import type { StoredSession } from '../../store/sessions.ts';
import type { HubDeps } from '../deps.ts';
import { checkedState, type LoginState, ownPath, signedState } from './login-state.ts';
import type { Known } from './provider.ts';
import { type Claims, claimAt, claimedPrincipal, withOwnGrants } from './provider-claims.ts';
import { loginFailed, providerAway } from './refusals.ts';

export interface BeganLogin {
  /** At the provider. */
  readonly url: string;
  /** For a cookie of the browser. */
  readonly signedState: string;
}

export const CALLBACK_PATH = '/login/oidc/callback';

export const callbackUrl = (publicUrl: string | null): string =>
  `${(publicUrl ?? '').replace(/\/+$/, '')}${CALLBACK_PATH}`;

/** Code with PKCE: what comes back is worth nothing without what this browser keeps. */
export async function beginLogin(
  { keys, clock }: HubDeps,
  { client, settings }: Known,
  returnTo: string,
): Promise<BeganLogin> {
  const openid = await import('openid-client');
  const state: LoginState = {
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    returnTo: ownPath(returnTo),
  };
  const url = openid.buildAuthorizationUrl(client, {
    redirect_uri: callbackUrl(settings.publicUrl),
    scope: 'openid profile',
    state: state.state,
    nonce: state.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(state.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, signedState: signedState(keys.hashSecret, state, clock) };
}

/** Throws LOGIN_FAILED, or LOGIN_PROVIDER_AWAY. */
export async function finishLogin(
  deps: HubDeps,
  known: Known,
  answer: URL,
  signed: string,
): Promise<{ session: StoredSession; returnTo: string }> {
  const state = checkedState(deps.keys.hashSecret, signed, deps.clock);
  const claims = await exchanged(deps, known, answer, state);
  const { issuer, rolesClaim } = known.settings;
  const principal = claimedPrincipal(deps, 'PERSON', issuer, claims, rolesClaim);
  // Asked for the refusal of somebody who is switched off; rights given here are read at each request.
  await withOwnGrants(deps, principal);
  const { id: principalId, name, grants } = principal;
  return { session: { principalId, name, grants }, returnTo: state.returnTo };
}

async function exchanged(
  { log }: HubDeps,
  { client, settings }: Known,
  answer: URL,
  { state, nonce, verifier }: LoginState,
): Promise<Claims> {
  const openid = await import('openid-client');
  try {
    const tokens = await openid.authorizationCodeGrant(client, answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = (tokens.claims() ?? {}) as Claims;
    const hasRoles = claimAt(claims, settings.rolesClaim) !== undefined;
    if (hasRoles || client.serverMetadata().userinfo_endpoint === undefined) return claims;
    // Many providers keep the ID token small and tell the rest here.
    const more = await openid.fetchUserInfo(client, tokens.access_token, String(claims['sub']));
    return { ...more, ...claims };
  } catch (thrown) {
    log.warn(
      { code: String((thrown as { code?: unknown }).code ?? 'UNKNOWN') },
      'login at the provider failed',
    );
    throw isNetwork(thrown) ? providerAway(thrown) : loginFailed(thrown);
  }
}

function isNetwork(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof HubError) return true;
    if ('status' in error && typeof error.status === 'number' && error.status >= 500) return true;
  }
  return false;
}
