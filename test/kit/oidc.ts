import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

export const AUDIENCE = 'https://dti.example.vn/api';
export const CLIENT = { id: 'dti-hub', secret: 'client-secret-of-the-test-0123456789' };
const SERVICE = { id: 'bao-cao', secret: 'service-secret-of-the-test-0123456789' };

/** What the provider says of the one person and of the one service that it knows. */
const ROLES = ['verifier:19801', 'offline_access'];
export const SUBJECT = 'lan-4711';

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

export interface Oidc {
  readonly issuer: string;
  /** Access token that the provider gives to the service. */
  serviceToken(): Promise<string>;
  /** A token as the provider would sign it, with other words. */
  signed(claims: JWTPayload, header?: { readonly kid?: string; readonly key?: SigningKey }): Promise<string>;
  /** The keys that everybody may read, as text: what a forger has. */
  publicKey(): string;
  /** Does what the person and the browser do; answers where the provider sends the browser. */
  signIn(url: string): Promise<URL>;
  /** Signs with another key from now on. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

/** A real OpenID Connect provider on a free port of this machine. */
export async function startOidc(callback: string): Promise<Oidc> {
  let current: { provider: Provider; kid: string; key: SigningKey; publicKey: string };
  const server = createServer((request, response) => {
    const { provider } = current;
    if (!request.url?.startsWith('/interaction/')) return void provider.callback()(request, response);
    // Stands for the page where the person types a password.
    void provider.interactionFinished(request, response, { login: { accountId: SUBJECT } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rotate = async () => {
    current = await withNewKey(issuer, callback);
  };
  await rotate();
  return {
    issuer,
    rotate,
    publicKey: () => current.publicKey,
    signed: (claims, { kid = current.kid, key = current.key } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(key),
    async serviceToken() {
      const answer = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${SERVICE.id}:${SERVICE.secret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: AUDIENCE }),
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    signIn,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** From redirect to redirect with the provider's cookies, until it sends the browser elsewhere. */
async function signIn(start: string): Promise<URL> {
  const cookies = new Map<string, string>();
  for (let url = new URL(start); ; ) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    const { origin } = url;
    url = new URL(next, url);
    if (url.origin !== origin) return url;
  }
}

async function withNewKey(issuer: string, callback: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = crypto.randomUUID();
  const jwk = { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
  const provider = new Provider(issuer, configuration(callback, jwk));
  return { provider, kid, key: privateKey, publicKey: JSON.stringify(await exportJWK(publicKey)) };
}

const configuration = (callback: string, jwk: object): Configuration => ({
  jwks: { keys: [jwk] } as NonNullable<Configuration['jwks']>,
  cookies: { keys: ['test'] },
  clients: [
    {
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: [callback],
      id_token_signed_response_alg: 'ES256',
    },
    {
      client_id: SERVICE.id,
      client_secret: SERVICE.secret,
      id_token_signed_response_alg: 'ES256',
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name', 'roles'] },
  findAccount: (_context, accountId) => ({
    accountId,
    claims: async () => ({ sub: accountId, name: 'Nguyễn Thị Lan', roles: ROLES, email: 'lan@example.vn' }),
  }),
  extraTokenClaims: async () => ({ roles: ROLES }),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: '',
        audience: AUDIENCE,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant({ oidc }) {
    const { client, session, provider } = oidc;
    const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
