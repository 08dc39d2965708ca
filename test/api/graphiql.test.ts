import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../src/app/identity/identity.ts';
import { type Api, startApi } from '../kit/api.ts';

const LOGIN = { url: 'https://sso.example.vn/auth?state=one', signedState: 'signed' };
const identity = {
  beginLogin: async () => LOGIN,
  finishLogin: async () => ({ session: 'one', returnTo: '/graphiql' }),
} as unknown as Identity;

let api: Api;
beforeAll(async () => {
  api = await startApi({}, { identity, surroundings: { publicUrl: 'https://dti.example.vn', proxies: 1 } });
});
afterAll(() => api.close());

test('the page loads nothing from another host', async () => {
  const page = await api.send('/graphiql');
  expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(page.text).not.toMatch(/https?:\/\//);
});

test('all its files come from the package', async () => {
  const { text } = await api.send('/graphiql');
  const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  const workers = ['editorWorkerService', 'graphql', 'json'].map((name) => `/graphiql/${name}.worker.js`);
  for (const path of [...files, ...workers]) {
    const { status, type, text } = await api.send(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(type).toMatch(path.endsWith('.css') ? /^text\/css/ : /^(text|application)\/javascript/);
    expect(text.length).toBeGreaterThan(100);
  }
});

const BROWSER = { accept: 'text/html,application/xhtml+xml', cookie: 'hub_login_one=signed' };
const visit = (path: string) => api.send(path, { headers: BROWSER, redirect: 'manual' });

test.each(['/', '/graphiql', '/login/oidc', '/login/oidc/callback?state=one'])(
  'S38 the page %s runs nothing that stands in it, stands in no frame, comes by TLS alone',
  async (path) => {
    const { type, headers } = await visit(path);
    expect(type).toMatch(/^text\/html/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=15552000',
    });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src '(none|self)';/);
    expect(policy).toContain("frame-ancestors 'none'");
    // Attributes that place a line of the editor, and nothing that could fetch or run.
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe|https?:|\*/);
  },
);

test('S38 a browser gets no other page, wherever it goes', async () => {
  const paths = [
    '/graphql',
    '/graphql?query={version}',
    '/graphiql/other',
    '/login',
    '/export/x',
    '/nowhere',
  ];
  for (const path of [...paths, '/healthz', '/readyz']) {
    const { type, headers } = await visit(path);
    expect([path, type]).toEqual([path, expect.not.stringContaining('html')]);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
});

test('S38 what lets in the style sheets of the editor is made anew for each visit', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { text, headers } = await visit('/graphiql');
      const [, nonce = ''] = /'nonce-([\w+/=]{20,})'/.exec(headers['content-security-policy'] ?? '') ?? [];
      expect(text).toContain(` nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('without TLS no browser is told to insist on it', async () => {
  const plain = await startApi();
  expect((await plain.send('/')).headers['strict-transport-security']).toBeUndefined();
  await plain.close();
});

test('a file that is not there is a JSON 404', async () => {
  expect(await api.send('/graphiql/other.js')).toMatchObject({ status: 404, body: { errors: [{}] } });
});
