import type { Grant, Principal, PrincipalKind } from '../../core/principal.ts';
import { personById } from '../../store/people.ts';
import type { HubDeps } from '../deps.ts';
import { grantIn } from './grant-text.ts';
import { oidcId } from './people.ts';
import { badCredential, switchedOff } from './refusals.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by its way into objects: "roles", "realm_access.roles". */
export function claimAt(claims: Claims, path: string): unknown {
  if (path in claims) return claims[path];
  return path.split('.').reduce<unknown>((at, name) => {
    return typeof at === 'object' && at !== null ? (at as Claims)[name] : undefined;
  }, claims);
}

/**
 * The rights that the claim vouches for, such as "verifier:46". Providers send roles of other programs along: what
 * names no role of ours is not meant for us. A role on a unit that nobody knows gives no right, and is logged.
 */
export function grantsOf(deps: Pick<HubDeps, 'directory' | 'province' | 'log'>, claim: unknown): Grant[] {
  const words = (Array.isArray(claim) ? claim : [claim]).filter((one) => typeof one === 'string');
  return words.flatMap((word) => {
    const grant = grantIn(deps, word);
    if (grant === 'unknownUnit') deps.log.warn({ role: word.slice(0, 60) }, 'role on an unknown unit');
    return grant === null || grant === 'unknownUnit' ? [] : [grant];
  });
}

/** What the provider vouches for, without what was granted here. */
export function claimedPrincipal(
  deps: HubDeps,
  kind: PrincipalKind,
  issuer: string,
  claims: Claims,
  rolesClaim: string,
): Principal {
  const subject = claims['sub'];
  if (typeof subject !== 'string' || subject === '') throw badCredential();
  const name = [claims['name'], claims['preferred_username'], subject].find(
    (one) => typeof one === 'string' && one !== '',
  ) as string;
  const grants = grantsOf(deps, claimAt(claims, rolesClaim));
  return { kind, id: oidcId(issuer, subject), name: name.slice(0, 80), grants };
}

/** With the rights that `hub users grant` gave; throws UNAUTHENTICATED for somebody who is switched off here. */
export async function withOwnGrants({ database }: HubDeps, principal: Principal): Promise<Principal> {
  const person = await personById(database, principal.id);
  if (person === null) return principal;
  if (person.disabledAt !== null) throw switchedOff();
  return { ...principal, grants: [...principal.grants, ...person.grants] };
}
