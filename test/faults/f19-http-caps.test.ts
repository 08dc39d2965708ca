import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { badSource } from '../kit/bad-source.ts';
import { endOf, httpFor } from '../kit/bad-source-client.ts';
import { answer, endless, gzipBomb, json, layered } from '../kit/bad-source-steps.ts';

const MB = 1024 * 1024;

describe('F19 a body without end', () => {
  it.each([
    ['that never ends', {}],
    ['of 10 GB, as it says', { 'content-length': String(10 * 1024 * MB) }],
    ['that never ends and says it is compressed', { 'content-encoding': 'gzip' }],
  ])('%s is left at the cap', async (_, headers) => {
    const source = await badSource([endless(headers)]);
    expect(await endOf(httpFor({ maxBytes: MB }).http, source.url)).toEqual(['config', 'BODY_TOO_LARGE']);
    expect(source.seen).toHaveLength(1);
  });

  it('of an error is not read to its end', async () => {
    const source = await badSource([endless({}, 404)]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', 'ADDRESS_NOT_FOUND']);
  });

  it('exactly as large as the cap is read', async () => {
    const source = await badSource([answer(200, Buffer.alloc(MB, '1'))]);
    expect((await httpFor({ maxBytes: MB }).http.bytes({ url: source.url })).body).toHaveLength(MB);
  });
});

describe('F20 compressed bodies', () => {
  it('a bomb of 200 KB that unpacks to 200 MB', async () => {
    const source = await badSource([gzipBomb()]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', 'BODY_TOO_LARGE']);
  });

  it.each([1, 2])('%i layers are read', async (layers) => {
    const source = await badSource([layered(layers, { tên: 'Huế' })]);
    expect((await httpFor().http.json({ url: source.url })).body).toEqual({ tên: 'Huế' });
  });

  it.each([3, 20])('%i layers are not', async (layers) => {
    const source = await badSource([layered(layers, 1)]);
    expect(await endOf(httpFor().http, source.url)).toEqual(['config', 'UNKNOWN_ENCODING']);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (plain: Buffer) => plain],
  ])('%s is unpacked', async (encoding, pack) => {
    const source = await badSource([answer(200, pack(Buffer.from('[1]')), { 'content-encoding': encoding })]);
    expect((await httpFor().http.json({ url: source.url })).body).toEqual([1]);
  });

  it.each([
    ['zstd', Buffer.from('[1]'), 'UNKNOWN_ENCODING'],
    ['gzip', Buffer.from('[1]'), 'BROKEN_ENCODING'],
    ['gzip', gzipSync('[1, 2, 3]').subarray(0, 15), 'BROKEN_ENCODING'],
    ['br', Buffer.from('not brotli'), 'BROKEN_ENCODING'],
  ])('%s that is none', async (encoding, body, code) => {
    const source = await badSource([answer(200, body, { 'content-encoding': encoding })]);
    expect((await endOf(httpFor({ attempts: 1 }).http, source.url))[1]).toBe(code);
  });

  it('a damaged one is asked for again', async () => {
    const source = await badSource([answer(200, 'x', { 'content-encoding': 'gzip' }), json([1])]);
    expect((await httpFor().http.json({ url: source.url })).body).toEqual([1]);
  });
});
