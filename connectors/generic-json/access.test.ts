import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { HOST, ROWS, read, recordsOf, source } from '../../test/kit/generic-json-source.ts';

describe('every way to show who asks', () => {
  const tokens = [
    http.post(`${HOST}/token`, async ({ request }) => {
      const isBasic = request.headers.get('authorization') === `Basic ${btoa('ung-dung:mat-khau')}`;
      return isBasic
        ? HttpResponse.json({ access_token: 'ma', expires_in: 3600 })
        : HttpResponse.json({ error: 'invalid_client' }, { status: 401 });
    }),
    http.post(`${HOST}/login`, async ({ request }) => {
      const { username, password } = (await request.json()) as Record<string, string>;
      return HttpResponse.json({ token: username === 'ung-dung' && password === 'mat-khau' ? 'ma' : null });
    }),
  ];
  const user = { username: 'ung-dung', password: 'mat-khau' };
  const bearer = (request: Request) => request.headers.get('authorization') === 'Bearer ma';

  it.each([
    ['header', { keyName: 'X-Khoa', token: 'ma' }, (r: Request) => r.headers.get('x-khoa') === 'ma'],
    [
      'query',
      { keyName: 'khoa', token: 'ma' },
      (r: Request) => new URL(r.url).searchParams.get('khoa') === 'ma',
    ],
    ['bearer', { token: 'ma' }, bearer],
    ['basic', user, (r: Request) => r.headers.get('authorization') === `Basic ${btoa('ung-dung:mat-khau')}`],
    ['oauth2', { ...user, tokenUrl: `${HOST}/token` }, bearer],
    ['login', { ...user, login: { path: '/login', tokenPath: 'token' } }, bearer],
    ['none', { secretHeaders: { SecretKey: 'ma' } }, (r: Request) => r.headers.get('secretkey') === 'ma'],
  ] as const)('%s', async (auth, fields, isKnown) => {
    const guarded = http.get(`${HOST}/muc`, ({ request }) =>
      isKnown(request) ? HttpResponse.json({ rows: ROWS }) : HttpResponse.json({}, { status: 401 }),
    );
    const trial = await read(source({}, { auth, ...fields }), [...tokens, guarded]);
    expect(trial.error).toBeNull();
    expect(recordsOf(trial)).toHaveLength(5);
  });

  it('a login without a token is told, and where it was looked for', async () => {
    const login = { auth: 'login', ...user, password: 'sai', login: { path: '/login', tokenPath: 'token' } };
    const { error } = await read(source({}, login), tokens);
    expect(error).toMatchObject({ code: 'NO_TOKEN', text: { vi: expect.stringContaining('"token"') } });
  });
});
