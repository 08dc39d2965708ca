import { describe, expect, it } from 'vitest';
import { shape } from '../../src/connector-kit/shape.ts';
import { HubError } from '../../src/core/errors.ts';
import { badSource } from '../kit/bad-source.ts';
import { endOf, failureOf, httpFor } from '../kit/bad-source-client.ts';
import { WEB_PAGES } from '../kit/bad-source-pages.ts';
import { answer, cutAt, hangUp, json } from '../kit/bad-source-steps.ts';
import { ChaosProxy } from '../kit/chaos-proxy.ts';

const TYPES = ['text/html; charset=utf-8', 'application/json', ''];
const [LOGIN] = WEB_PAGES;

describe('F05 a login page with 200', () => {
  it.each(TYPES)('is told, whatever its Content-Type is: %j', async (type) => {
    const source = await badSource([answer(200, LOGIN?.html, { 'content-type': type })]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', 'LOGIN_PAGE']);
    expect(source.seen).toHaveLength(1);
  });

  it('behind a redirect', async () => {
    const source = await badSource([answer(302, '', { location: '/dang-nhap' }), answer(200, LOGIN?.html)]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', 'LOGIN_PAGE']);
  });

  it('JSON that says it is HTML is read', async () => {
    const source = await badSource([answer(200, '[1]', { 'content-type': 'text/html' })]);
    expect((await httpFor().http.json({ url: source.url })).body).toEqual([1]);
  });
});

describe('F06 a page of the web with 200', () => {
  it.each(WEB_PAGES)('$name is $code and never an empty list', async ({ code, html }) => {
    const source = await badSource([answer(200, html, { 'content-type': 'application/json' })]);
    for (const read of ['json', 'page'] as const) {
      const { http } = httpFor({ attempts: 1 });
      const error = await failureOf(http[read]({ url: source.url }));
      expect([error.code, http.answers()]).toEqual([code, 0]);
      expect(error.text.vi).toContain('127.0.0.1');
    }
  });

  it('maintenance passes, so it is asked again', async () => {
    const page = WEB_PAGES.find(({ code }) => code === 'MAINTENANCE_PAGE');
    const source = await badSource([answer(200, page?.html), json({ ok: 1 })]);
    expect((await httpFor().http.json({ url: source.url })).body).toEqual({ ok: 1 });
  });
});

describe('F07 a body that ends too early', () => {
  const ROWS = Array.from({ length: 200 }, (_, row) => ({ ma: `HS-${row}`, tên: 'Phường Thuận Hóa' }));
  const BODY = JSON.stringify(ROWS);
  const offsets = Array.from({ length: 10 }, () => Math.floor(Math.random() * Buffer.byteLength(BODY)));

  it.each(offsets)(
    'cut after %i bytes with the connection: read again, nothing of it counts',
    async (count) => {
      const [whole, cut] = [
        await badSource([answer(200, BODY)]),
        await badSource([cutAt(count, BODY), answer(200, BODY)]),
      ];
      const [one, other] = [httpFor().http, httpFor().http];
      await one.json({ url: whole.url });
      expect((await other.json({ url: cut.url })).body).toEqual(ROWS);
      expect([other.answers(), other.retries(), other.payloadHash()]).toEqual([1, 1, one.payloadHash()]);
    },
  );

  it.each(offsets)('cut after %i bytes by the source itself: read again', async (count) => {
    const source = await badSource([answer(200, Buffer.from(BODY).subarray(0, count)), answer(200, BODY)]);
    const { http } = httpFor();
    expect((await http.page({ url: source.url })).unchanged).toBe(false);
    expect([http.answers(), source.seen.length]).toEqual([1, 2]);
  });

  it('cut by the network on the way', async () => {
    const source = await badSource([answer(200, BODY)]);
    const proxy = await ChaosProxy.before(source.port);
    proxy.chaos = { kind: 'cut', afterBytes: 1_000 };
    const { http } = httpFor({ attempts: 2 });
    expect(await endOf(http, proxy.url)).toEqual(['retry', 'CONNECTION_LOST']);
    proxy.chaos = { kind: 'pass' };
    expect((await http.json({ url: proxy.url })).body).toEqual(ROWS);
  });

  it('a POST is asked again, too, since it only asks', async () => {
    const source = await badSource([hangUp, json({ ok: 1 })]);
    const { http, waits } = httpFor();
    await http.json({ method: 'POST', url: source.url, json: { page: 1 } });
    expect([source.seen.length, waits.length]).toEqual([2, 1]);
  });
});

describe('F08 valid JSON without data', () => {
  const list = shape<{ data: unknown[] }>({
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: {} } },
  });

  it('null, missing, {} and [] have four different outcomes', async () => {
    const source = await badSource(
      [{ data: null }, { code: 300 }, { data: {} }, { data: [] }].map((body) => json(body)),
    );
    const { http } = httpFor();
    const outcomes: unknown[] = [];
    for (let nth = 0; nth < 4; nth++) {
      const { body } = await http.json({ url: source.url });
      try {
        outcomes.push(list(body, 'danhsach').data);
      } catch (error) {
        outcomes.push((error as HubError).text.en.split(':')[1]?.split(';')[0]);
        expect(error).toBeInstanceOf(HubError);
      }
    }
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(4);
    expect(outcomes[3]).toEqual([]);
  });

  it('an answer without a body is no empty list', async () => {
    const source = await badSource([answer(204)]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['retry', 'BROKEN_JSON']);
  });
});
