import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { badSource } from '../kit/bad-source.ts';
import { endOf, httpFor } from '../kit/bad-source-client.ts';
import { closesKept, drip, hangUp, json, silence } from '../kit/bad-source-steps.ts';
import { ChaosProxy } from '../kit/chaos-proxy.ts';
import { freePort } from '../kit/free-port.ts';

describe('F21 one byte after the other', () => {
  it.each(['head', 'body'] as const)('of the %s ends at the deadline', async (part) => {
    const source = await badSource([drip(part)]);
    const { http } = httpFor({ deadlineMs: 200, attempts: 1 });
    expect(await endOf(http, source.url)).toEqual(['retry', 'TIMEOUT']);
  });
});

describe('F22 accepted, then nothing', () => {
  it.each([
    ['the deadline', { deadlineMs: 100 }],
    ['the time for the head', { headersMs: 100 }],
  ])('ends at %s', async (_, limits) => {
    const source = await badSource([silence]);
    expect(await endOf(httpFor({ ...limits, attempts: 1 }).http, source.url)).toEqual(['retry', 'TIMEOUT']);
  });

  it('ends when the body stands still', async () => {
    const source = await badSource([(response) => void response.writeHead(200).write('[1,')]);
    expect(await endOf(httpFor({ idleMs: 100, attempts: 1 }).http, source.url)).toEqual(['retry', 'TIMEOUT']);
  });

  it('leaves no connection behind, and the next pull works', async () => {
    const source = await badSource([json({ ok: 1 })]);
    const proxy = await ChaosProxy.before(source.port);
    const { http } = httpFor({ deadlineMs: 100, attempts: 1 });
    proxy.chaos = { kind: 'black hole' };
    // More than may be in flight to one host.
    const ends = await Promise.all(Array.from({ length: 6 }, () => endOf(http, proxy.url)));
    expect(new Set(ends.map(([, code]) => code))).toEqual(new Set(['TIMEOUT']));
    await proxy.abandoned();
    proxy.chaos = { kind: 'pass' };
    const next = httpFor().http;
    expect((await next.json({ url: proxy.url })).body).toEqual({ ok: 1 });
  });

  it('nobody listens', async () => {
    const { http } = httpFor({ attempts: 1 });
    expect(await endOf(http, `http://127.0.0.1:${await freePort()}/`)).toEqual([
      'retry',
      'CONNECTION_REFUSED',
    ]);
  });

  it('a slow network is no fault', async () => {
    const source = await badSource([json({ ok: 1 })]);
    const proxy = await ChaosProxy.before(source.port);
    proxy.chaos = { kind: 'delay', ms: 50 };
    expect((await httpFor().http.json({ url: proxy.url })).body).toEqual({ ok: 1 });
  });
});

describe('F23 a kept connection that the source has closed', () => {
  it('costs a GET nothing but one more request, at once', async () => {
    const source = await badSource([closesKept(json(1))]);
    const { http, waits } = httpFor({ attempts: 1 });
    for (let round = 0; round < 3; round++) {
      expect((await http.json({ url: source.url })).body).toBe(1);
      // undici leaves a connection alone for one turn after an answer, and would take a fresh one.
      await setImmediate();
    }
    expect([waits, http.retries(), source.connections(), source.seen.length]).toEqual([[], 2, 3, 5]);
  });

  it('is not tried a third time', async () => {
    const source = await badSource([hangUp]);
    expect(await endOf(httpFor({ attempts: 1 }).http, source.url)).toEqual(['retry', 'CONNECTION_LOST']);
    expect(source.seen).toHaveLength(2);
  });

  it('a POST is not sent again unseen: it counts as an attempt', async () => {
    const source = await badSource([hangUp]);
    const { http } = httpFor({ attempts: 1 });
    await expect(http.json({ method: 'POST', url: source.url, json: {} })).rejects.toThrow();
    expect(source.seen).toHaveLength(1);
  });
});
