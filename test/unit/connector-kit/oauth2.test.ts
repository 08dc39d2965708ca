import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/connector-kit/http.ts';
import { silentLog } from '../../../src/connector-kit/log.ts';
import { clientCredentials, type OAuth2Client } from '../../../src/connector-kit/oauth2.ts';
import { HubError } from '../../../src/core/errors.ts';
import { FakeClock } from '../../kit/fake-clock.ts';
import { mswDispatcher } from '../../kit/msw-dispatcher.ts';

const SECRET = 'mat-khau/ung+dung';
const client: OAuth2Client = {
  tokenUrl: 'https://lgsp.example.vn/token',
  clientId: 'dti-hub',
  clientSecret: SECRET,
};

/** A gateway that gives tokens "ma-1", "ma-2", ... and lets `isGood` decide which of them it accepts. */
function gateway(answer: (token: string) => object | Response, isGood = (_: number): boolean => true) {
  const clock = new FakeClock('2026-07-01T08:00:00Z');
  const seen = { tokens: 0, calls: [] as string[], forms: [] as string[], basic: [] as (string | null)[] };
  const handlers = [
    http.post('https://lgsp.example.vn/token', async ({ request }) => {
      seen.tokens++;
      seen.forms.push(await request.text());
      seen.basic.push(request.headers.get('authorization'));
      const given = answer(`ma-${seen.tokens}`);
      return given instanceof Response ? given : HttpResponse.json(given);
    }),
    http.get('https://lgsp.example.vn/api', ({ request }) => {
      const token = request.headers.get('authorization') ?? '';
      seen.calls.push(token);
      return isGood(Number(token.split('-')[1]))
        ? HttpResponse.json({})
        : new HttpResponse(null, { status: 401 });
    }),
  ];
  const ways = createHttp({
    clock,
    log: silentLog,
    signal: new AbortController().signal,
    sleep: async () => {},
    dispatcher: mswDispatcher(handlers),
  });
  const tokenFor = (own: Partial<OAuth2Client> = {}) => clientCredentials(ways, { ...client, ...own }, clock);
  const withToken = tokenFor();
  const call = () =>
    withToken((token) =>
      ways.json({ url: 'https://lgsp.example.vn/api', headers: { authorization: `Bearer ${token}` } }),
    );
  return { clock, seen, call, tokenFor };
}

const lasting = (life: unknown) => (token: string) => ({
  access_token: token,
  token_type: 'Bearer',
  ...(life === undefined ? {} : { expires_in: life }),
});

describe('OAuth2 client credentials', () => {
  it('asks once for a token, with Basic key:secret, and uses it for every call', async () => {
    const { seen, call } = gateway(lasting(3600));
    await Promise.all([call(), call(), call()]);
    await call();
    expect(seen.forms).toEqual(['grant_type=client_credentials']);
    expect(seen.basic).toEqual([`Basic ${Buffer.from(`dti-hub:${SECRET}`).toString('base64')}`]);
    expect(seen.calls).toEqual(Array(4).fill('Bearer ma-1'));
  });

  it('sends scope, and the secret among the fields where the server wants it there', async () => {
    const { seen, tokenFor } = gateway(lasting(3600));
    await tokenFor({ scope: 'mot-cua', sendIn: 'body' })(async () => {});
    expect([seen.basic, Object.fromEntries(new URLSearchParams(seen.forms[0]))]).toEqual([
      [null],
      { grant_type: 'client_credentials', scope: 'mot-cua', client_id: 'dti-hub', client_secret: SECRET },
    ]);
  });

  it.each([
    ['3600', 3_200, 1],
    ['3600', 3_300, 2],
    [3600, 3_300, 2],
    [2, 1, 1],
    [2, 2, 2],
    // What says nothing of the life: used until it is refused.
    [0, 9_000, 1],
    [-5, 9_000, 1],
    ['', 9_000, 1],
    ['rác', 9_000, 1],
    [null, 9_000, 1],
    [undefined, 9_000, 1],
  ])('expires_in %j, another call %d s later: %d tokens', async (life, seconds, tokens) => {
    const { clock, seen, call } = gateway(lasting(life));
    await call();
    clock.advance(seconds * 1_000);
    await call();
    expect(seen.tokens).toBe(tokens);
  });

  it('F04 a token that ends early is renewed once, for all who were refused together', async () => {
    let oldest = 1;
    const { seen, call } = gateway(lasting(3600), (token) => token >= oldest);
    await call();
    oldest = 2;
    await Promise.all([call(), call()]);
    expect([seen.tokens, seen.calls.slice(-2)]).toEqual([2, ['Bearer ma-2', 'Bearer ma-2']]);
  });

  it.each([3600, 0, 0.001])(
    'F04 a second 401 ends the call, no loop of tokens (expires_in %d)',
    async (life) => {
      const { seen, call } = gateway(lasting(life), () => false);
      await expect(call()).rejects.toMatchObject({ family: 'config', code: 'CREDENTIALS_REFUSED' });
      expect(seen.tokens).toBe(2);
    },
  );

  it.each([
    [
      '400 invalid_client',
      HttpResponse.json({ error: 'invalid_client' }, { status: 400 }),
      'CREDENTIALS_REFUSED',
    ],
    ['401', new HttpResponse(null, { status: 401 }), 'CREDENTIALS_REFUSED'],
    ['403', new HttpResponse(null, { status: 403 }), 'CREDENTIALS_REFUSED'],
    ['404', new HttpResponse(null, { status: 404 }), 'ADDRESS_NOT_FOUND'],
    ['an error with 200', HttpResponse.json({ error: 'invalid_client' }), 'NO_ACCESS_TOKEN'],
    ['a token that fits no header', HttpResponse.json({ access_token: 'mã\n1' }), 'NO_ACCESS_TOKEN'],
    ['a list', HttpResponse.json([]), 'NO_ACCESS_TOKEN'],
    ['a login page', HttpResponse.html('<form><input type="password"></form>'), 'LOGIN_PAGE'],
  ])('the token address answers %s', async (_, answer, code) => {
    const { seen, call } = gateway(() => answer.clone());
    const error = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HubError);
    const { family, code: told, text } = error as HubError;
    expect([family, told, seen.tokens, seen.calls]).toEqual(['config', code, 1, []]);
    expect(text.vi).toContain('lgsp.example.vn');
    expect(JSON.stringify(error) + text.vi + text.en).not.toContain(SECRET);
  });

  it('a token address that was out of order is asked again by the next call', async () => {
    let isDown = true;
    const { seen, call } = gateway((token) =>
      isDown ? new HttpResponse(null, { status: 404 }) : lasting(3600)(token),
    );
    await expect(call()).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' });
    isDown = false;
    await call();
    expect([seen.tokens, seen.calls]).toEqual([2, ['Bearer ma-2']]);
  });
});
