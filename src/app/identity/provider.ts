import type { Configuration } from 'openid-client';
import { type OutboundFetch, outboundFetch } from '../../connector-kit/outbound-fetch.ts';
import type { Principal } from '../../core/principal.ts';
import type { StoredSession } from '../../store/sessions.ts';
import type { HubDeps } from '../deps.ts';
import { bearerCheck } from './provider-bearer.ts';
import { type BeganLogin, beginLogin, finishLogin } from './provider-login.ts';
import { badCredential, noProvider, providerAway } from './refusals.ts';

/** An OpenID Connect provider that the administrator trusts. */
export interface ProviderSettings {
  readonly issuer: string;
  /** Of this hub at the provider, for people; null: only services come. */
  readonly clientId: string | null;
  /** null: a public client, with PKCE alone. */
  readonly clientSecret: string | null;
  /** Whom tokens of services must be meant for; null: only people come. */
  readonly audience: string | null;
  /** Claim with roles. */
  readonly rolesClaim: string;
  /** Where browsers reach this hub: "https://dti.hue.gov.vn". */
  readonly publicUrl: string | null;
}

/** What a provider's metadata and our settings make; found when first needed, so that a hub starts without it. */
export interface Known {
  readonly settings: ProviderSettings;
  readonly client: Configuration;
  readonly fetch: OutboundFetch;
}

export interface Provider {
  /** Of a service; throws UNAUTHENTICATED, or LOGIN_PROVIDER_AWAY. */
  bearer(token: string): Promise<Principal>;
  /** Where to send a browser, and what it must bring back. */
  begin(returnTo: string): Promise<BeganLogin>;
  /** What the provider sent the browser back with, and what the browser kept. */
  finish(answer: URL, signedState: string): Promise<{ session: StoredSession; returnTo: string }>;
}

export function openProvider(deps: HubDeps, settings: ProviderSettings): Provider {
  const fetch = outboundFetch(deps.outbound);
  let known: Promise<Known> | null = null;
  const find = (): Promise<Known> => {
    known ??= discovered(settings, fetch).catch((cause) => {
      known = null;
      deps.log.warn({ error: codeOf(cause) }, 'identity provider away');
      throw providerAway(cause);
    });
    return known;
  };
  const check = bearerCheck(deps);
  return {
    async bearer(token) {
      if (settings.audience === null) throw badCredential();
      return check(await find(), token);
    },
    async begin(returnTo) {
      if (settings.clientId === null) throw noProvider();
      return beginLogin(deps, await find(), returnTo);
    },
    async finish(answer, signedState) {
      if (settings.clientId === null) throw noProvider();
      return finishLogin(deps, await find(), answer, signedState);
    },
  };
}

async function discovered(settings: ProviderSettings, fetch: OutboundFetch): Promise<Known> {
  const openid = await import('openid-client');
  const { issuer, clientId, clientSecret } = settings;
  const client = await openid.discovery(
    new URL(issuer),
    clientId ?? 'dti-hub',
    {},
    clientSecret === null ? openid.None() : openid.ClientSecretBasic(clientSecret),
    {
      [openid.customFetch]: fetch,
      // The configuration lets an address without TLS pass outside production only.
      execute: new URL(issuer).protocol === 'http:' ? [openid.allowInsecureRequests] : [],
    },
  );
  return { settings, client, fetch };
}

const codeOf = (cause: unknown): string => String((cause as { code?: unknown } | null)?.code ?? 'UNKNOWN');
