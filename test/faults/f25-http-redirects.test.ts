import { describe, expect, it } from 'vitest';
import { badSource } from '../kit/bad-source.ts';
import { endOf, failureOf, httpFor } from '../kit/bad-source-client.ts';
import { json, redirect } from '../kit/bad-source-steps.ts';

describe('F25 S13 redirects', () => {
  it.each([
    ['http://127.0.0.2/', 'ADDRESS_NOT_ALLOWED'],
    ['http://2130706434/', 'ADDRESS_NOT_ALLOWED'],
    ['http://169.254.169.254/latest/meta-data/', 'ADDRESS_NOT_ALLOWED'],
    ['http://[::1]/', 'ADDRESS_NOT_ALLOWED'],
    ['http://[::ffff:10.0.0.1]/', 'ADDRESS_NOT_ALLOWED'],
    ['https://10.0.0.1/', 'ADDRESS_NOT_ALLOWED'],
    ['file:///etc/passwd', 'REDIRECT_REFUSED'],
    ['gopher://127.0.0.1/', 'REDIRECT_REFUSED'],
    ['http://', 'REDIRECT_REFUSED'],
  ])('to %s are not followed', async (location, code) => {
    const source = await badSource([redirect(location)]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', code]);
    expect(source.seen).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])('%i is followed by a GET', async (status) => {
    const source = await badSource([redirect('/moi?a=1', status), json({ ok: 1 })]);
    const { body } = await httpFor().http.json({
      url: source.url,
      headers: { authorization: 'Bearer bi-mat' },
    });
    expect(body).toEqual({ ok: 1 });
    expect(source.seen[1]).toMatchObject({ path: '/moi?a=1', headers: { authorization: 'Bearer bi-mat' } });
  });

  it('three hops are followed, four are not', async () => {
    const hops = (count: number) => Array.from({ length: count }, (_, hop) => redirect(`/${hop}`));
    const three = await badSource([...hops(3), json(1)]);
    expect((await httpFor().http.json({ url: three.url })).body).toBe(1);
    const four = await badSource([...hops(4), json(1)]);
    expect(await endOf(httpFor().http, four.url)).toEqual(['config', 'REDIRECT_LOOP']);
    expect(four.seen).toHaveLength(4);
  });

  it('a loop ends when it closes', async () => {
    const source = await badSource([redirect('/a'), redirect('/'), redirect('/a')]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', 'REDIRECT_LOOP']);
    expect(source.seen).toHaveLength(2);
  });

  it('another host is told nothing that it need not know, and neither is the first one afterwards', async () => {
    const home = await badSource([redirect('/moved'), json(1)]);
    const other = await badSource([redirect(`${home.url}/back`)]);
    const first = await badSource([redirect(other.url), json(1)]);
    const headers = {
      Authorization: 'Bearer bi-mat',
      Cookie: 'phien=bi-mat',
      'X-Api-Key': 'bi-mat',
      Accept: 'application/geo+json',
    };
    await httpFor().http.json({ url: first.url, headers });
    expect(JSON.stringify(first.seen[0]?.headers).match(/bi-mat/g)).toHaveLength(3);
    for (const seen of [...other.seen, ...home.seen]) {
      expect(JSON.stringify(seen.headers)).not.toContain('bi-mat');
      expect(seen.headers.accept).toBe('application/geo+json');
    }
    expect(home.seen).toHaveLength(2);
  });

  it('a POST is not sent elsewhere', async () => {
    const source = await badSource([redirect('/moi', 307)]);
    const error = await failureOf(
      httpFor().http.json({ method: 'POST', url: source.url, json: { matKhau: 'bi-mat' } }),
    );
    expect([error.family, error.code, source.seen.length]).toEqual(['config', 'REDIRECTED', 1]);
  });

  it('no message repeats where a redirect leads', async () => {
    const source = await badSource([redirect('http://user:bi-mat@10.0.0.1/duong-dan?token=bi-mat')]);
    const error = await failureOf(httpFor().http.json({ url: source.url }));
    expect(JSON.stringify([error.text, error.details, error.stack])).not.toMatch(/bi-mat|duong-dan/);
  });
});
