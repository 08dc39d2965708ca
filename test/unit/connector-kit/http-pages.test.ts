import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AskedFields } from '../../../src/connector-kit/asked-fields.ts';
import type { HttpOptions } from '../../../src/connector-kit/http.ts';
import { badSource } from '../../kit/bad-source.ts';
import { endOf, failureOf, httpFor } from '../../kit/bad-source-client.ts';
import { answer, json } from '../../kit/bad-source-steps.ts';

const PAGE = { data: [{ ten: 'Phường Thuận Hóa' }] };
const digestOf = (body: string) => createHash('sha256').update(body).digest('base64url');

/** As a connector takes to find its token. */
async function afterSomeSteps(): Promise<void> {
  for (let step = 0; step < 50; step++) await null;
}

/** Tells when a request is sent. */
function heard() {
  const events: string[] = [];
  const places: HttpOptions['places'] = {
    hold: (_, __, work) => {
      events.push('sent');
      return work();
    },
  };
  return { events, http: httpFor({ places }).http };
}

/** Tells when a page is read. */
class Heard extends AskedFields {
  constructor(private readonly events: string[]) {
    super(new Map());
  }

  override read(): null {
    this.events.push('read');
    return null;
  }
}

describe('a page and its mark', () => {
  it('is read, and marked by its decoded bytes and its ETag', async () => {
    const body = JSON.stringify(PAGE);
    const source = await badSource([
      answer(200, gzipSync(body), { 'content-encoding': 'gzip', etag: '"v1"' }),
    ]);
    const page = await httpFor().http.page({ url: source.url });
    expect(page.mark).toEqual({ digest: digestOf(body), etag: '"v1"' });
    expect(page.unchanged === false && page.body.value()).toEqual(PAGE);
  });

  it('F10 the same bytes are unchanged and not parsed', async () => {
    const source = await badSource([answer(200, 'not even JSON')]);
    const known = { digest: digestOf('not even JSON'), etag: null };
    const page = await httpFor().http.page({ url: source.url, known });
    expect(page).toMatchObject({ unchanged: true, mark: known });
    expect(source.seen[0]?.headers).not.toHaveProperty('if-none-match');
  });

  it('what is asked for when a page has come is on its way before that page is read', async () => {
    const long = { data: [{ ten: 'Phường Thuận Hóa'.repeat(100) }] };
    const source = await badSource([
      answer(500, 'no'),
      answer(200, JSON.stringify(long).slice(0, -2)),
      json(long),
    ]);
    const { http, events } = heard();
    let next: Promise<unknown> = Promise.resolve();
    const page = await http.page({
      url: source.url,
      fields: new Heard(events),
      received: () => {
        events.push('came');
        next = afterSomeSteps().then(() => http.page({ url: source.url }));
      },
    });
    await next;
    expect(page.unchanged === false && page.body.value()).toEqual(long);
    const cut = ['sent', 'came', 'sent', 'read'];
    // A refusal is no page; one that was cut off comes once more.
    expect(events).toEqual(['sent', ...cut, ...cut]);
  });

  it('F04 an answer so short that it may end the session is read before anything else is asked', async () => {
    const source = await badSource([json({ error_code: '01' })]);
    let isTold = false;
    await httpFor().http.page({
      url: source.url,
      received: () => {
        isTold = true;
      },
    });
    expect(isTold).toBe(false);
  });

  it('a page that is as it was has come, too, however short its answer is', async () => {
    const source = await badSource([answer(304, '', { 'content-encoding': 'gzip' })]);
    let isTold = false;
    const received = () => {
      isTold = true;
    };
    const known = { digest: digestOf('x'), etag: '"v1"' };
    expect(await httpFor().http.page({ url: source.url, known, received })).toMatchObject({
      unchanged: true,
    });
    expect(isTold).toBe(true);
  });

  it('the payload is summed up in the order of asking, whichever answer comes first', async () => {
    const [slow, quick] = [
      await badSource([(response) => void setTimeout(() => response.end('{"a":1}'), 50)]),
      await badSource([json({ b: 2 })]),
    ];
    const [together, apart] = [httpFor().http, httpFor().http];
    await Promise.all([together.page({ url: slow.url }), together.page({ url: quick.url })]);
    for (const { url } of [slow, quick]) await apart.page({ url });
    expect(together.payloadHash()).toBe(apart.payloadHash());
    const first = httpFor().http;
    await first.page({ url: slow.url });
    expect(first.payloadHash()).not.toBe(apart.payloadHash());
  });

  it('other bytes are a change, whatever the source says of them', async () => {
    const source = await badSource([json(PAGE, { etag: '"v1"' })]);
    const { http } = httpFor();
    const page = await http.page({ url: source.url, known: { digest: digestOf('other'), etag: '"v1"' } });
    expect(page.unchanged).toBe(false);
    expect(source.seen[0]?.headers['if-none-match']).toBe('"v1"');
  });

  it('304 is unchanged, and counts for the payload as what it stands for', async () => {
    const whole = await badSource([json(PAGE, { etag: '"v1"' })]);
    const short = await badSource([answer(304)]);
    const [one, other] = [httpFor().http, httpFor().http];
    const { mark } = await one.page({ url: whole.url });
    expect(await other.page({ url: short.url, known: mark })).toMatchObject({ unchanged: true, mark });
    expect([other.answers(), other.payloadHash()]).toEqual([1, one.payloadHash()]);
  });

  it.each([
    ['nothing is known', null],
    ['no ETag is known', { digest: digestOf('x'), etag: null }],
  ])('304 when %s is no answer', async (_, known) => {
    const source = await badSource([answer(304)]);
    const error = await failureOf(httpFor().http.page({ url: source.url, known }));
    expect([error.family, error.code]).toEqual(['retry', 'UNASKED_NOT_MODIFIED']);
  });

  it('F07 a part is never taken for the whole, though its status is a success', async () => {
    for (const status of [202, 205, 206]) {
      const source = await badSource([answer(status, '[]'), json(PAGE)]);
      const page = await httpFor().http.page({ url: source.url });
      expect(page.unchanged === false && page.body.value()).toEqual(PAGE);
    }
  });

  it('caches in between are told to ask the source', async () => {
    const source = await badSource([json(PAGE)]);
    await httpFor().http.json({ url: source.url });
    expect(source.seen[0]?.headers['cache-control']).toBe('no-cache');
    const cache = await badSource([json(PAGE, { age: '93600' }), json(PAGE, { age: '5' })]);
    const { http } = httpFor();
    for (const _ of [1, 2]) await http.json({ url: cache.url });
    expect(http.oldest()).toBe(93_600);
  });

  it('only `page` asks whether something has changed, and never by POST', async () => {
    const source = await badSource([json(PAGE)]);
    const known = { digest: digestOf('x'), etag: '"v1"' };
    const { http } = httpFor();
    await http.json({ url: source.url, known });
    await http.page({ method: 'POST', url: source.url, json: {}, known });
    for (const { headers } of source.seen) expect(headers).not.toHaveProperty('if-none-match');
  });

  it('an ETag that is too long to keep is left', async () => {
    const source = await badSource([json(PAGE, { etag: `"${'x'.repeat(300)}"` })]);
    expect((await httpFor().http.page({ url: source.url })).mark.etag).toBeNull();
  });

  it('the payload hash is that of the digests in their order', async () => {
    const source = await badSource([answer(200, 'a'), answer(200, 'b')]);
    const { http } = httpFor();
    for (const _ of [1, 2]) await http.text({ url: source.url });
    const expected = createHash('sha256').update(digestOf('a')).update(digestOf('b')).digest('hex');
    expect(http.payloadHash()).toBe(expected);
  });
});

describe('charsets of JSON', () => {
  const TEXT = '{"tên":"Huế"}';
  const utf16be = Buffer.from(TEXT, 'utf16le').swap16();

  it.each([
    ['UTF-8', Buffer.from(TEXT), ''],
    ['UTF-8 that the header calls otherwise', Buffer.from(TEXT), 'iso-8859-1'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), ''],
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), ''],
    ['UTF-16LE as the header says', Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
    ['UTF-16BE with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(), ''],
    ['UTF-16BE as the header says', utf16be, 'utf-16be'],
    ['windows-1258 as the header says', Buffer.from('{"t\xean":"Hu\xea\xec"}', 'latin1'), '"windows-1258"'],
  ])('%s', async (_, bytes, charset) => {
    const type = `application/json${charset && `; charset=${charset}`}`;
    const source = await badSource([answer(200, bytes, { 'content-type': type })]);
    const { http } = httpFor();
    const { body } = await http.json({ url: source.url });
    expect(JSON.parse(JSON.stringify(body).normalize('NFC'))).toEqual({ tên: 'Huế' });
    const page = await http.page({ url: source.url });
    expect(page.unchanged === false && page.body.value()).toEqual(body);
  });

  it.each([
    ['', ''],
    ['; charset=utf-8', 'utf-8'],
    ['; charset=tcvn3', 'tcvn3'],
  ])('bytes that are none of them are told: %j', async (charset, named) => {
    const bytes = Buffer.from('{"t\xean":"Hu\xea\xec"}', 'latin1');
    const source = await badSource([answer(200, bytes, { 'content-type': `application/json${charset}` })]);
    const error = await failureOf(httpFor().http.json({ url: source.url }));
    expect([error.family, error.code]).toEqual(['config', 'OTHER_CHARSET']);
    expect(error.text.vi).toContain('UTF-8');
    expect(error.text.vi).toContain(named);
  });

  it('a letter that was cut in two is a cut', async () => {
    const bytes = Buffer.from('{"ten":"Huế');
    const source = await badSource([answer(200, bytes.subarray(0, -1))]);
    expect(await endOf(httpFor({ attempts: 1 }).http, source.url)).toEqual(['retry', 'BROKEN_JSON']);
  });
});

describe('what the source sees', () => {
  it('the hub by name and version', async () => {
    const source = await badSource([json(1)]);
    await httpFor().http.json({ url: source.url });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(source.seen[0]?.headers['user-agent']).toBe(`dti-hub/${version}`);
  });

  it('headers of the source in place of ours', async () => {
    const source = await badSource([json(1)]);
    await httpFor().http.json({ url: source.url, headers: { Accept: 'text/csv' } });
    expect(source.seen[0]?.headers.accept).toBe('text/csv');
  });

  it('no request at all when a token cannot be sent, and no word of it', async () => {
    const source = await badSource([json(1)]);
    const { http } = httpFor();
    const error = await failureOf(http.json({ url: source.url, headers: { token: 'bi-mat\r\nx: 1' } }));
    expect([error.family, error.code, source.seen.length]).toEqual(['config', 'BAD_HEADER', 0]);
    expect(JSON.stringify([error.text, error.stack, String(error.cause)])).not.toContain('bi-mat');
  });
});
