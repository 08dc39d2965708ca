import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, startApi } from '../kit/api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
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

test('a file that is not there is a JSON 404', async () => {
  expect(await api.send('/graphiql/other.js')).toMatchObject({ status: 404, body: { errors: [{}] } });
});
