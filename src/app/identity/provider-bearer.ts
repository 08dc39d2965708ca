import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { SECOND } from '../../core/clock.ts';
import type { Principal } from '../../core/principal.ts';
import type { HubDeps } from '../deps.ts';
import type { Known } from './provider.ts';
import { type Claims, claimedPrincipal, withOwnGrants } from './provider-claims.ts';
import { badCredential, providerAway } from './refusals.ts';

/** Asymmetric ones only: whoever has the public key must not be able to sign with it. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Clocks of two servers. */
const TOLERANCE_SECONDS = 30;

/** A key that was changed is found within a second; made-up key names ask the provider no more often than that. */
const ASK_AGAIN_AFTER = 1 * SECOND;

/** Checks bearer tokens of services. */
export function bearerCheck(deps: HubDeps): (known: Known, token: string) => Promise<Principal> {
  const keysOf = new WeakMap<Known, JWTVerifyGetKey>();
  return async (known, token) => {
    const keys = keysOf.get(known) ?? keysOfProvider(known);
    keysOf.set(known, keys);
    const claims = await verified(deps, known, keys, token);
    const { issuer, rolesClaim } = known.settings;
    return withOwnGrants(deps, claimedPrincipal(deps, 'SERVICE', issuer, claims, rolesClaim));
  };
}

function keysOfProvider({ client, fetch }: Known): JWTVerifyGetKey {
  const { jwks_uri } = client.serverMetadata();
  if (jwks_uri === undefined) throw providerAway(new Error('no jwks_uri'));
  return createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: fetch, cooldownDuration: ASK_AGAIN_AFTER });
}

async function verified(
  { clock, log }: HubDeps,
  { client, settings }: Known,
  keys: JWTVerifyGetKey,
  token: string,
): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: client.serverMetadata().issuer,
      audience: settings.audience as string,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: clock.now(),
    });
    return payload;
  } catch (thrown) {
    if (isAway(thrown)) throw providerAway(thrown);
    log.info({ code: (thrown as errors.JOSEError).code }, 'bearer token refused');
    throw badCredential();
  }
}

/** jose says what is wrong with a token by its own errors; a failure to fetch the keys is generic or not its own. */
const isAway = (thrown: unknown): boolean =>
  !(thrown instanceof errors.JOSEError) ||
  thrown instanceof errors.JWKSTimeout ||
  thrown instanceof errors.JWKSInvalid ||
  thrown.code === errors.JOSEError.code;
