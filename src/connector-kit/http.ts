import { createHash, type Hash } from 'node:crypto';
import { Agent, type Dispatcher, errors, interceptors, request } from 'undici';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { configError, HubError, retryError, stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { retryAfter, statusError } from './http-errors.ts';
import type { Log } from './log.ts';

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
const MAX_BYTES = 64 * 1024 * 1024;
const ATTEMPTS = 4;
/** Longer waits belong to the next run, not to a sleeping process. */
const MAX_WAIT = MINUTE;

export const defaultSleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
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
  const { sleep = defaultSleep, attempts = ATTEMPTS } = options;
  const hash = createHash('sha256');

  async function send(wanted: HttpRequest): Promise<HttpAnswer<Buffer>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(wanted, options, hash);
      } catch (thrown) {
        const error = asHttpError(thrown, wanted, options.signal);
        const wait = retryAfter(error) ?? 500 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
        if (error.family !== 'retry' || attempt >= attempts || wait > MAX_WAIT) throw error;
        options.log.warn({ code: error.code, attempt, waitMs: Math.round(wait) }, 'request is tried again');
        await sleep(wait, options.signal);
      }
    }
  }

  return {
    bytes: send,
    text: async (wanted) => {
      const answer = await send(wanted);
      return { ...answer, body: answer.body.toString('utf8') };
    },
    json: async (wanted) => parsedJson(wanted, () => send(wanted), sleep, options),
    payloadHash: () => hash.copy().digest('hex'),
  };
}

async function once(wanted: HttpRequest, options: HttpOptions, hash: Hash): Promise<HttpAnswer<Buffer>> {
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
      throw configError(
        'BODY_TOO_LARGE',
        text(
          `Máy chủ ${url.host} trả về quá ${Math.round(limit / 1024 / 1024)} MB trong một lần. Hãy giảm số dòng mỗi trang trong cấu hình nguồn.`,
          `${url.host} sent more than ${Math.round(limit / 1024 / 1024)} MB in one answer. Lower the page size in the source's configuration.`,
        ),
      );
    }
    chunks.push(chunk as Buffer);
  }
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  const headers = flat(answer.headers);
  if (answer.statusCode < 200 || answer.statusCode > 299) {
    throw statusError(answer.statusCode, url.host, headers['retry-after'], options.clock);
  }
  hash.update(body);
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

/** HTML with status 200 is a login, captcha or maintenance page: told as such and never parsed as "nothing". */
async function parsedJson(
  wanted: HttpRequest,
  send: () => Promise<HttpAnswer<Buffer>>,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  options: HttpOptions,
): Promise<HttpAnswer<unknown>> {
  const host = checkedUrl(wanted.url).host;
  for (let attempt = 1; ; attempt++) {
    const answer = await send();
    const body = answer.body.toString('utf8').replace(/^\uFEFF/, '');
    try {
      return { ...answer, body: JSON.parse(body) as unknown };
    } catch (cause) {
      if (/^\s*</.test(body)) {
        throw configError(
          'HTML_INSTEAD_OF_DATA',
          text(
            `Máy chủ ${host} trả về một trang web (đăng nhập, captcha hoặc bảo trì) thay vì dữ liệu. Hãy kiểm tra địa chỉ API và tài khoản.`,
            `${host} answered with a web page (login, captcha or maintenance) instead of data. Check the API address and the account.`,
          ),
          cause,
        );
      }
      if (attempt >= 2) {
        throw retryError(
          'BROKEN_JSON',
          text(
            `Máy chủ ${host} trả về dữ liệu bị cắt giữa chừng hoặc không phải JSON (${answer.body.length} byte). Hệ thống sẽ thử lại ở lần lấy sau.`,
            `${host} sent a cut-off body or one that is not JSON (${answer.body.length} bytes). The next pull tries again.`,
          ),
          cause,
        );
      }
      await sleep(500, options.signal);
    }
  }
}

/** Network failures by what the caller can do; an abort by the run's own signal stays what it is. */
function asHttpError(thrown: unknown, wanted: HttpRequest, runSignal: AbortSignal): HubError {
  if (thrown instanceof HubError) return thrown;
  const host = checkedUrl(wanted.url).host;
  if (runSignal.aborted) {
    return runSignal.reason instanceof HubError
      ? runSignal.reason
      : stopError('CANCELLED', text('Lần lấy dữ liệu đã được dừng.', 'The pull was stopped.'), thrown);
  }
  const code = codeOf(thrown);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return configError(
      'HOST_NOT_FOUND',
      text(
        `Không tìm thấy máy chủ ${host}. Hãy kiểm tra địa chỉ hoặc DNS.`,
        `Host ${host} was not found. Check the address or the DNS.`,
      ),
      thrown,
    );
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code)) {
    return configError(
      'BAD_CERTIFICATE',
      text(
        `Chứng thư số của máy chủ ${host} không hợp lệ (${code}). Hãy yêu cầu đơn vị vận hành gia hạn hoặc cài chứng thư đúng.`,
        `The certificate of ${host} is not valid (${code}). Ask its operator to renew or install the right one.`,
      ),
      thrown,
    );
  }
  const timedOut = thrown instanceof errors.ConnectTimeoutError || (thrown as Error)?.name === 'TimeoutError';
  return retryError(
    timedOut ? 'TIMEOUT' : code === 'ECONNREFUSED' ? 'CONNECTION_REFUSED' : 'CONNECTION_LOST',
    timedOut
      ? text(
          `Máy chủ ${host} không trả lời kịp thời hạn. Hệ thống sẽ thử lại ở lần lấy sau.`,
          `${host} did not answer in time. The next pull tries again.`,
        )
      : text(
          `Không kết nối được máy chủ ${host} (${code}). Hệ thống sẽ thử lại; nếu kéo dài hãy kiểm tra mạng hoặc địa chỉ.`,
          `No connection to ${host} (${code}). It is tried again; if it lasts, check the network or the address.`,
        ),
    thrown,
  );
}

function codeOf(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code) return code;
  }
  return 'UNKNOWN';
}
