import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { createIdentity, type Identity } from '../../src/app/identity/identity.ts';
import { addPerson } from '../../src/app/identity/people.ts';
import { PUBLIC_ONLY, withLoopback } from '../../src/connector-kit/outbound-rules.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Database } from '../../src/store/database.ts';
import { startApi } from '../kit/api.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { type LoginApp, startLoginApp } from '../kit/login-app.ts';
import { AUDIENCE, CLIENT, type Oidc, SUBJECT, startOidc } from '../kit/oidc.ts';
import { TestHub } from '../kit/test-hub.ts';

const PUBLIC = 'https://dti.example.vn';
const SURROUNDINGS = { publicUrl: PUBLIC, proxies: 0 };
const CHEAP = { logN: 4, r: 8, p: 1 };
const WARD = 'COMMUNE:19801:-';

let database: Database;
let hub: TestHub;
let oidc: Oidc;
let identity: Identity;
let app: LoginApp;
let password: string;
beforeAll(async () => {
  // The provider warns at length that it is not set up for production.
  for (const loud of ['info', 'warn'] as const) vi.spyOn(console, loud).mockImplementation(() => {});
  database = await openEmbeddedDatabase();
  oidc = await startOidc(`${PUBLIC}/login/oidc/callback`);
  hub = await TestHub.open(database);
  const deps = { ...hub.deps, clock: systemClock, outbound: withLoopback(PUBLIC_ONLY) };
  const provider = {
    issuer: oidc.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    audience: AUDIENCE,
    rolesClaim: 'roles',
    publicUrl: PUBLIC,
  };
  identity = createIdentity(deps, { setUpToken: 'printed-on-the-console', provider, passwordCost: CHEAP });
  app = await startLoginApp(identity, SURROUNDINGS);
});
afterAll(async () => {
  await app.close();
  await oidc.close();
  await database.close();
  vi.restoreAllMocks();
});
const who = async (headers: Record<string, string>, url = app.url) => {
  const answer = await fetch(`${url}/who`, { headers });
  return {
    status: answer.status,
    body: (await answer.json()) as Body,
    cookies: answer.headers.getSetCookie(),
  };
};
const bearer = (token: string) => who({ authorization: `Bearer ${token}` });
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const cookieOf = (answer: Response, name: string): string => {
  const found = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  return found ?? `${name} was not set`;
};
const sent = (cookie: string): Record<string, string> => ({ cookie: cookie.split(';')[0] ?? '' });
const codeOf = ({ status, body }: { status: number; body: Body }) => [
  status,
  body.errors?.[0]?.extensions?.code,
];
interface Body {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}
const REFUSED = [401, 'UNAUTHENTICATED'];

describe('accounts of the hub', () => {
  it('S05: the set-up token of the console makes the first administrator, once', async () => {
    const input = {
      token: 'printed-on-the-console',
      login: 'admin',
      name: 'Quản trị',
      password: 'cầu Trường Tiền',
    };
    expect((await post('/setup', { ...input, token: 'admin' })).status).toBe(403);
    const made = await post('/setup', input);
    expect(made.status).toBe(200);
    const { body } = await who(sent(cookieOf(made, '__Host-hub_session')));
    expect(body).toMatchObject({ id: 'local:admin', grants: [{ role: 'ADMINISTRATOR', unit: null }] });
    expect((await post('/setup', { ...input, login: 'second' })).status).toBe(403);
  });

  it('S03: the session is a cookie that no script reads; the logout ends it at the server', async () => {
    const input = { login: 'lan', name: 'Lan', grants: ['verifier:19801'], issuer: null };
    password = (await addPerson(hub.deps, input, CHEAP)).password ?? '';
    const signedIn = await post('/login', { login: 'lan', password });
    const cookie = cookieOf(signedIn, '__Host-hub_session');
    expect(cookie).toMatch(/^__Host-hub_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(signedIn.headers.get('cache-control')).toBe('no-store');

    expect((await who(sent(cookie))).body).toEqual({
      kind: 'PERSON',
      id: 'local:lan',
      name: 'Lan',
      grants: [{ role: 'VERIFIER', unit: WARD }],
      address: '127.0.0.1',
    });
    const foreign = await who({ ...sent(cookie), origin: 'https://evil.example' });
    expect(codeOf(foreign)).toEqual([403, 'FOREIGN_ORIGIN']);

    const gone = await post('/logout', {}, sent(cookie));
    expect(cookieOf(gone, '__Host-hub_session')).toMatch(/^__Host-hub_session=; Path=\/; Max-Age=0;/);
    const over = await who(sent(cookie));
    // Told once, then the browser has no cookie any more and is nobody in particular.
    expect(codeOf(over)).toEqual(REFUSED);
    expect(over.cookies).toEqual([expect.stringContaining('; Max-Age=0;')]);
  });

  it('S27: a name with a character that no database keeps is no failure of ours', async () => {
    const answer = await post('/login', { login: 'a\u0000', password: 'x' });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('BAD_CHARACTER')]);
  });

  it('S04: a wrong name is answered as a wrong password is; the eleventh try is not looked at', async () => {
    const answers = [];
    for (const login of ['lan', 'nobody']) {
      const answer = await post('/login', { login, password: 'wrong' });
      answers.push([answer.status, await answer.text(), answer.headers.getSetCookie()]);
    }
    expect(answers[0]).toEqual([401, expect.stringContaining('WRONG_LOGIN'), []]);
    expect(answers[1]).toEqual(answers[0]);
    for (let tried = 0; tried < 8; tried++) await post('/login', { login: 'lan', password: 'wrong' });
    const late = await post('/login', { login: 'lan', password });
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '900']);
    await database.rows('delete from login_try');
  });

  it('S04 S26: no alias of GraphQL tries a password: no mutation takes one', () => {
    const names = Object.keys(buildHubSchema().getMutationType()?.getFields() ?? {});
    expect(names).toContain('createApiToken');
    expect(names.filter((name) => /log.?in|sign|password|session|setup/i.test(name))).toEqual([]);
  });

  test.each([
    ['a form of a foreign page', { 'content-type': 'text/plain' }, 400],
    ['a foreign page', { origin: 'https://evil.example' }, 403],
  ])('S28: %s signs nobody in', async (_name, headers: Record<string, string>, status) => {
    expect((await post('/login', { login: 'lan', password }, headers)).status).toBe(status);
  });

  it('a bad credential is never taken for none', async () => {
    for (const header of ['Bearer dti_unknown', 'Bearer nothing', 'Bearer', 'Basic bGFuOng=', '']) {
      expect(codeOf(await who({ authorization: header })), header).toEqual(REFUSED);
    }
    expect((await who({})).body).toMatchObject({ kind: 'ANONYMOUS', grants: [] });
  });
});

describe('S02: services bring tokens of the provider', () => {
  const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;
  const claims = (more: JWTPayload = {}): JWTPayload => ({
    iss: oidc.issuer,
    aud: AUDIENCE,
    sub: 'bao-cao',
    exp: inAnHour(),
    roles: ['verifier:19801'],
    ...more,
  });

  it('the one that it gave, with the roles that mean something here', async () => {
    expect((await bearer(await oidc.serviceToken())).body).toEqual({
      kind: 'SERVICE',
      id: `oidc:${oidc.issuer}#bao-cao`,
      name: 'bao-cao',
      grants: [{ role: 'VERIFIER', unit: WARD }],
      address: '127.0.0.1',
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['of another issuer', () => oidc.signed(claims({ iss: 'https://evil.example' }))],
    ['for somebody else', () => oidc.signed(claims({ aud: 'https://other.example.vn' }))],
    ['for nobody', () => oidc.signed({ ...claims(), aud: undefined } as JWTPayload)],
    ['expired', () => oidc.signed(claims({ exp: inAnHour() - 3_700 }))],
    ['without an end', () => oidc.signed({ ...claims(), exp: undefined } as JWTPayload)],
    ['not valid yet', () => oidc.signed(claims({ nbf: inAnHour() }))],
    ['without a subject', () => oidc.signed({ ...claims(), sub: undefined } as JWTPayload)],
    ['without a signature', async () => new UnsecuredJWT(claims()).encode()],
    [
      'signed with the public key as a password',
      () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(oidc.publicKey())),
    ],
    [
      'signed by somebody else',
      async () => oidc.signed(claims(), { key: (await generateKeyPair('ES256')).privateKey }),
    ],
    ['cut off', async () => (await oidc.signed(claims())).slice(0, -8)],
  ])('one %s is refused', async (_name, token) => {
    expect(codeOf(await bearer(await token()))).toEqual(REFUSED);
  });

  it('one that is good passes: what was refused above was refused for its fault', async () => {
    expect((await bearer(await oidc.signed(claims()))).status).toBe(200);
  });

  it('a new key of the provider is found without a restart, and the old one is refused', async () => {
    const old = await oidc.signed(claims());
    expect((await bearer(old)).status).toBe(200);
    await oidc.rotate();
    const fresh = await oidc.signed(claims());
    // The keys are asked for again after a second at the earliest.
    await expect.poll(async () => (await bearer(fresh)).status).toBe(200);
    expect(codeOf(await bearer(old))).toEqual(REFUSED);
  });
});

describe('S02: people sign in at the provider, by code with PKCE', () => {
  async function begun() {
    const answer = await fetch(`${app.url}/login/oidc?returnTo=/graphiql`, { redirect: 'manual' });
    const url = answer.headers.get('location') ?? '';
    return { url, cookie: cookieOf(answer, cookieNameOf(url)) };
  }
  const cookieNameOf = (url: string | URL) =>
    `hub_login_${new URL(url).searchParams.get('state')?.slice(0, 16)}`;
  const back = (answer: URL, cookie: string) =>
    fetch(`${app.url}${answer.pathname}${answer.search}`, { redirect: 'manual', headers: sent(cookie) });

  it('and have the roles that it vouches for and the rights given here', async () => {
    const { url, cookie } = await begun();
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
    expect(cookie).toMatch(/; Path=\/login\/oidc; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
    const answer = await back(await oidc.signIn(url), cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/graphiql']);
    const session = cookieOf(answer, '__Host-hub_session');
    const lan = { kind: 'PERSON', id: `oidc:${oidc.issuer}#${SUBJECT}`, name: 'Nguyễn Thị Lan' };
    expect((await who(sent(session))).body).toMatchObject({
      ...lan,
      grants: [{ role: 'VERIFIER', unit: WARD }],
    });

    const input = { login: SUBJECT, name: 'Lan', grants: ['source-editor'], issuer: oidc.issuer };
    await addPerson(hub.deps, input, CHEAP);
    expect((await who(sent(session))).body).toMatchObject({
      grants: [{ role: 'VERIFIER' }, { role: 'SOURCE_EDITOR' }],
    });
    // No more of a person is kept than a name.
    expect(JSON.stringify(await database.rows('select * from session'))).not.toContain('@example.vn');
  });

  it('only in the browser that began, once, and only if the provider said yes', async () => {
    const [one, other] = [await begun(), await begun()];
    const answer = await oidc.signIn(one.url);
    const otherState = new URL(answer);
    otherState.searchParams.set('state', 'made-up');
    const refusals = [
      await back(otherState, one.cookie),
      await back(answer, other.cookie),
      await back(answer, `${cookieNameOf(answer)}=made-up.signature`),
      await fetch(`${app.url}${answer.pathname}${answer.search}`, { redirect: 'manual' }),
      await back(new URL('/login/oidc/callback?error=access_denied', PUBLIC), one.cookie),
    ];
    for (const refusal of refusals) {
      expect([refusal.status, cookieOf(refusal, '__Host-hub_session')]).toEqual([
        401,
        '__Host-hub_session was not set',
      ]);
      expect(await refusal.text()).toContain('LOGIN_FAILED');
    }
    expect((await back(answer, one.cookie)).status).toBe(303);
    expect((await back(answer, one.cookie)).status).toBe(401);
  });

  it('in two tabs at once', async () => {
    const [one, other] = [await begun(), await begun()];
    const cookie = [one, other].map((tab) => sent(tab.cookie)['cookie']).join('; ');
    for (const { url } of [one, other]) {
      const { pathname, search } = await oidc.signIn(url);
      const answer = await fetch(`${app.url}${pathname}${search}`, {
        redirect: 'manual',
        headers: { cookie },
      });
      expect(answer.status).toBe(303);
    }
  });

  it('a provider that is down keeps nobody out who is in, and is told in words', async () => {
    const away = createIdentity(
      { ...hub.deps, outbound: PUBLIC_ONLY },
      {
        setUpToken: null,
        provider: {
          issuer: oidc.issuer,
          clientId: CLIENT.id,
          clientSecret: null,
          audience: AUDIENCE,
          rolesClaim: 'roles',
          publicUrl: PUBLIC,
        },
      },
    );
    const { session } = await identity.signIn({ login: 'lan', password, address: '10.0.0.9' });
    const own = await startLoginApp(away, SURROUNDINGS);
    try {
      const login = await fetch(`${own.url}/login/oidc`, { redirect: 'manual' });
      const words = await login.text();
      expect([login.status, words]).toEqual([503, expect.stringContaining('LOGIN_PROVIDER_AWAY')]);
      expect(words).toContain('Người đang đăng nhập vẫn làm việc bình thường');
      expect(words).not.toContain('127.0.0.1');
      const service = await who({ authorization: `Bearer ${await oidc.serviceToken()}` }, own.url);
      expect(codeOf(service)).toEqual([503, 'LOGIN_PROVIDER_AWAY']);
      const inside = await who({ cookie: `__Host-hub_session=${session}` }, own.url);
      expect(inside.body).toMatchObject({ id: 'local:lan' });
    } finally {
      await own.close();
    }
  });
});

it('the server asks who it is before it looks at an operation', async () => {
  const api = await startApi({}, { identity, surroundings: SURROUNDINGS });
  try {
    const { session } = await identity.signIn({ login: 'lan', password, address: '10.0.0.9' });
    const ask = (cookie: string) => api.query('{ version }', {}, { cookie: `__Host-hub_session=${cookie}` });
    expect((await ask(session)).body).toEqual({ data: { version: expect.any(String) } });
    expect(codeOf(await ask('over'))).toEqual(REFUSED);
    expect((await api.query('{ version }')).status).toBe(200);
  } finally {
    await api.close();
  }
});
