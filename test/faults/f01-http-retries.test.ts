import { describe, expect, it } from 'vitest';
import { loginOnce } from '../../src/connector-kit/login.ts';
import { badSource } from '../kit/bad-source.ts';
import { endOf, failureOf, httpFor, NOW } from '../kit/bad-source-client.ts';
import { answer, json } from '../kit/bad-source-steps.ts';

describe('F01 500 once or twice, then fine', () => {
  it('is read with growing waits, and the repetitions are shown', async () => {
    const source = await badSource([answer(500), answer(503), json({ ok: 1 })]);
    const { http, waits } = httpFor();
    expect((await http.json({ url: source.url })).body).toEqual({ ok: 1 });
    expect([source.seen.length, http.retries(), http.answers()]).toEqual([3, 2, 1]);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });
});

describe('F02 500 for ever', () => {
  it('ends after the given attempts', async () => {
    const source = await badSource([answer(500)]);
    const { http } = httpFor({ attempts: 3 });
    expect(await endOf(http, source.url)).toEqual(['retry', 'SERVER_ERROR']);
    expect([source.seen.length, http.retries()]).toEqual([3, 2]);
  });

  it('ends when the time for one answer is used up', async () => {
    const source = await badSource([answer(503, '', { 'retry-after': '40' })]);
    const { http, waits } = httpFor({ attempts: 100, budgetMs: 100_000 });
    expect(await endOf(http, source.url)).toEqual(['retry', 'SERVER_ERROR']);
    expect(waits).toEqual([40_000, 40_000]);
  });
});

describe('F03 429 with Retry-After', () => {
  const inNineSeconds = new Date(Date.parse(NOW) + 9_000).toUTCString();

  it.each([
    ['7', 7_000],
    [inNineSeconds, 9_000],
    ['60', 60_000],
  ])('%s is waited for', async (header, wait) => {
    const source = await badSource([answer(429, '', { 'retry-after': header }), json(1)]);
    const { http, waits } = httpFor();
    await http.json({ url: source.url });
    expect(waits).toEqual([wait]);
  });

  it.each([
    ['61', 61],
    ['3600', 3600],
    ['315360000', 86_400],
    ['1e400', 86_400],
    ['Wed, 01 Mar 2035 00:00:00 GMT', 86_400],
  ])('%s is told to whoever plans the next run, a day at most', async (header, seconds) => {
    const source = await badSource([answer(429, '', { 'retry-after': header })]);
    const { http, waits } = httpFor();
    const error = await failureOf(http.json({ url: source.url }));
    expect([error.family, error.code, waits, source.seen.length]).toEqual([
      'retry',
      'TOO_MANY_REQUESTS',
      [],
      1,
    ]);
    expect(error.details['retryAfterSeconds']).toBe(seconds);
  });

  it.each(['-5', 'ngay mai', '-Infinity', 'NaN'])('%s is not taken seriously', async (header) => {
    const source = await badSource([answer(429, '', { 'retry-after': header }), json(1)]);
    const { http, waits } = httpFor();
    await http.json({ url: source.url });
    expect(waits).toEqual([expect.toSatisfy((wait: number) => wait >= 375 && wait <= 625)]);
  });
});

describe('F04 401', () => {
  const session = (url: string) => {
    const { http } = httpFor();
    let logins = 0;
    const withToken = loginOnce(async () => `token ${++logins}`);
    const page = (number: number) =>
      withToken((token) => http.json({ url: `${url}/?page=${number}`, headers: { authorization: token } }));
    return { page, logins: () => logins };
  };

  it('renews the token once and asks for the failed page only', async () => {
    const source = await badSource([json(1), answer(401), json(2)]);
    const { page, logins } = session(source.url);
    await page(1);
    await page(2);
    expect(logins()).toBe(2);
    expect(source.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/?page=1', 'token 1'],
      ['/?page=2', 'token 1'],
      ['/?page=2', 'token 2'],
    ]);
  });

  it('ends at the second refusal, before an account is locked', async () => {
    const source = await badSource([answer(401)]);
    const { page, logins } = session(source.url);
    const error = await failureOf(page(1));
    expect([error.family, error.code, source.seen.length, logins()]).toEqual([
      'config',
      'CREDENTIALS_REFUSED',
      2,
      2,
    ]);
  });
});
