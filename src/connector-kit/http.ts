import { createHash, type Hash } from 'node:crypto';
import { Agent, type Dispatcher, interceptors, request } from 'undici';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { bodyTooLarge, brokenJson, htmlInsteadOfData } from './body-errors.ts';
import { retryAfter, statusError } from './http-errors.ts';
import type { Log } from './log.ts';
import { MAX_BYTES, networkError } from './network-errors.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface HttpAnswer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: T;
}

/**
 * The only way out of the hub. Retries what may pass (network, 429, 5xx), then throws a HubError of the
 * family that tells what to do. Redirects are not followed. Messages name the host, never the path's query.
 */
export interface Http {
  /** A JSON answer; an HTML page, an empty or a cut-off body is an error and never an empty list. */
  json(request: HttpRequest): Promise<HttpAnswer<unknown>>;
  text(request: HttpRequest): Promise<HttpAnswer<string>>;
  bytes(request: HttpRequest): Promise<HttpAnswer<Buffer>>;
  /** sha256 of all bodies received so far, hex: where facts come from. */
  payloadHash(): string;
  /** How many bodies were received so far: the pages of a pull. */
  answers(): number;
}

export interface HttpOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Tests answer through one of these; otherwise a shared agent. */
  readonly dispatcher?: Dispatcher;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From the first byte sent to the last byte of the body. */
  readonly deadlineMs?: number;
  /** Of the decoded body. */
  readonly maxBytes?: number;
  readonly attempts?: number;
}

const DEADLINE = 60 * SECOND;
const ATTEMPTS = 4;
/** Longer waits belong to the next run, not to a sleeping process. */
const MAX_WAIT = MINUTE;

export const defaultSleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });

let sharedDispatcher: Dispatcher | undefined;
const shared = (): Dispatcher => {
  sharedDispatcher ??= new Agent({ connect: { timeout: 10 * SECOND }, keepAliveTimeout: 4 * SECOND }).compose(
    // Counts decoded bytes: 204 KB of gzip can be 200 MB.
    interceptors.decompress({ skipErrorResponses: false, maxSize: MAX_BYTES }),
  );
  return sharedDispatcher;
};

/** One per pull run or check: it carries the run's signal and payload hash. */
export function createHttp(options: HttpOptions): Http {
  const { attempts = ATTEMPTS } = options;
  const received: Received = { hash: createHash('sha256'), answers: 0 };
  const pause = (ms: number, wanted: HttpRequest): Promise<void> =>
    (options.sleep ?? defaultSleep)(ms, options.signal).catch((thrown) => {
      throw networkError(thrown, checkedUrl(wanted.url).host, options);
    });

  async function send(wanted: HttpRequest): Promise<HttpAnswer<Buffer>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(wanted, options, received);
      } catch (thrown) {
        const error = networkError(thrown, checkedUrl(wanted.url).host, options);
        const wait = retryAfter(error) ?? 500 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
        if (error.family !== 'retry' || attempt >= attempts || wait > MAX_WAIT) throw error;
        options.log.warn({ code: error.code, attempt, waitMs: Math.round(wait) }, 'request is tried again');
        await pause(wait, wanted);
      }
    }
  }

  return {
    bytes: send,
    text: async (wanted) => {
      const answer = await send(wanted);
      return { ...answer, body: answer.body.toString('utf8') };
    },
    json: async (wanted) =>
      parsedJson(
        checkedUrl(wanted.url).host,
        () => send(wanted),
        () => pause(500, wanted),
      ),
    payloadHash: () => received.hash.copy().digest('hex'),
    answers: () => received.answers,
  };
}

interface Received {
  readonly hash: Hash;
  answers: number;
}

async function once(
  wanted: HttpRequest,
  options: HttpOptions,
  received: Received,
): Promise<HttpAnswer<Buffer>> {
  const url = checkedUrl(wanted.url);
  // Armed until the last byte is read: a timeout of undici's own stops neither a dripping head nor a dripping body.
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.deadlineMs ?? DEADLINE)]);
  const answer = await request(url, {
    method: wanted.method ?? 'GET',
    dispatcher: options.dispatcher ?? shared(),
    signal,
    headers: {
      accept: 'application/json, */*;q=0.5',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'dti-hub',
      ...(wanted.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(wanted.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...wanted.headers,
    },
    body: wanted.form ? new URLSearchParams(wanted.form).toString() : bodyOf(wanted.json),
  });
  const limit = options.maxBytes ?? MAX_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > limit) {
      answer.body.destroy();
      throw bodyTooLarge(url.host, limit);
    }
    chunks.push(chunk as Buffer);
  }
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  const headers = flat(answer.headers);
  if (answer.statusCode < 200 || answer.statusCode > 299) {
    throw statusError(answer.statusCode, url.host, headers['retry-after'], options.clock);
  }
  received.hash.update(body);
  received.answers += 1;
  return { status: answer.statusCode, headers, body };
}

const bodyOf = (json: unknown) => (json === undefined ? undefined : JSON.stringify(json));

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );

function checkedUrl(value: string | URL): URL {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : null;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw configError(
    'BAD_ADDRESS',
    text(
      `Địa chỉ nguồn không hợp lệ. Cần dạng https://ten-may-chu/duong-dan; hãy sửa trong cấu hình nguồn.`,
      `The source's address is not valid. Expected the form https://host/path; correct the source's configuration.`,
    ),
  );
}

/**
 * HTML with status 200 is a login, captcha or maintenance page: told as such and never parsed as "nothing".
 * The parser's own message is not kept as the cause, since it quotes the body.
 */
async function parsedJson(
  host: string,
  send: () => Promise<HttpAnswer<Buffer>>,
  pause: () => Promise<void>,
): Promise<HttpAnswer<unknown>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send();
    const body = answer.body.toString('utf8').replace(/^\uFEFF/, '');
    try {
      return { ...answer, body: JSON.parse(body) as unknown };
    } catch {
      if (/^\s*</.test(body)) throw htmlInsteadOfData(host);
      if (attempt >= 2) throw brokenJson(host, answer.body.length);
    }
    await pause();
  }
}
