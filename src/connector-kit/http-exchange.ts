import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { bodyTooLarge } from './body-errors.ts';
import { bodyMemory } from './http-body-memory.ts';

/** One request as it goes on the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it was sent, still encoded; empty unless the status is 2xx. */
  readonly body: Buffer;
}

export interface ExchangeLimits {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  /** From the first byte sent to the last byte of the body (F21). */
  readonly deadlineMs: number;
  /** Until the answer's head is whole. */
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  readonly maxBytes: number;
  /** Told when a request is sent again on a fresh connection. */
  readonly onReplay: () => void;
}

/**
 * Sends and reads to the end. A kept connection that the server had closed is no fault of the request: a GET that
 * got no byte of an answer is sent once more at once (F23). A POST is not, since it may have arrived.
 */
export async function exchange(request: WireRequest, limits: ExchangeLimits): Promise<WireAnswer> {
  const deadline = performance.now() + limits.deadlineMs;
  try {
    return await new Exchange(request, limits).run(deadline);
  } catch (thrown) {
    if (!(thrown instanceof UnansweredError)) throw thrown;
    if (request.method !== 'GET' || !CLOSED_BY_PEER.includes(thrown.code)) throw thrown.cause;
  }
  limits.onReplay();
  return new Exchange(request, limits).run(deadline).catch((thrown) => {
    throw thrown instanceof UnansweredError ? thrown.cause : thrown;
  });
}

const CLOSED_BY_PEER = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];

/** The connection failed before the first byte of an answer. */
class UnansweredError extends Error {
  override readonly cause: Error;

  constructor(cause: Error) {
    super('unanswered', { cause });
    this.cause = cause;
  }

  get code(): string {
    return (this.cause as NodeJS.ErrnoException).code ?? '';
  }
}

/** Of an answer that is not wanted: read on, so that the connection can be used again, but not for ever. */
const DRAIN = 64 * 1024;

/** Straight on undici's dispatch, without a stream between socket and buffer: this is the way of every page. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: WireRequest;
  readonly #limits: ExchangeLimits;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: WireAnswer['headers'] = {};
  #body = new Body(0);
  #failure: Error | null = null;
  #settle: (failure: Error | null) => void = () => {};

  constructor(request: WireRequest, limits: ExchangeLimits) {
    this.#request = request;
    this.#limits = limits;
  }

  async run(deadline: number): Promise<WireAnswer> {
    const { signal, dispatcher, headersMs, idleMs } = this.#limits;
    const { url, method, headers, body } = this.#request;
    signal.throwIfAborted();
    const stop = () => this.#fail(signal.reason);
    // undici's own timeouts start anew with each byte; this one does not.
    const timer = setTimeout(
      () => this.#fail(new DOMException('deadline', 'TimeoutError')),
      deadline - performance.now(),
    );
    signal.addEventListener('abort', stop, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        this.#settle = (failure) => (failure ? reject(failure) : resolve());
        const path = url.pathname + url.search;
        dispatcher.dispatch(
          { origin: url.origin, path, method, headers, body, headersTimeout: headersMs, bodyTimeout: idleMs },
          this,
        );
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
    return { status: this.#status, headers: this.#headers, body: this.#body.whole() };
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Stopped while it still waited for a connection.
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = flat(headers);
    if (!this.#isWanted) return;
    const length = Number(this.#headers['content-length'] ?? 0);
    if (length > this.#limits.maxBytes) this.#tooLarge();
    else this.#body = new Body(Number.isInteger(length) && length > 0 ? length : 0);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body.size += chunk.length;
    if (this.#isWanted) {
      if (this.#body.size > this.#limits.maxBytes) this.#tooLarge();
      else this.#body.add(chunk);
    } else if (this.#body.size > DRAIN) {
      this.#settle(null);
      this.#controller?.abort(new Error('the rest is not wanted'));
    }
  }

  onResponseEnd(): void {
    this.#settle(null);
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#settle(this.#status === 0 && !this.#failure ? new UnansweredError(error) : error);
  }

  get #isWanted(): boolean {
    return this.#status >= 200 && this.#status <= 299;
  }

  #tooLarge(): void {
    this.#fail(bodyTooLarge(this.#request.url.host, this.#limits.maxBytes));
  }

  /** The connection goes with it: what still arrives on it must not be taken for another answer (F22). */
  #fail(failure: Error): void {
    this.#failure = failure;
    this.#settle(failure);
    this.#controller?.abort(failure);
  }
}

/** One buffer when the length was declared truly; what goes beyond it is joined once, at the end. */
class Body {
  size = 0;
  readonly #declared: Buffer;
  #filled = 0;
  readonly #more: Buffer[] = [];

  constructor(declared: number) {
    this.#declared = bodyMemory.take(declared);
  }

  add(chunk: Buffer): void {
    if (this.#more.length > 0 || this.#filled + chunk.length > this.#declared.length) {
      this.#more.push(chunk);
    } else {
      this.#declared.set(chunk, this.#filled);
      this.#filled += chunk.length;
    }
  }

  whole(): Buffer {
    const declared = this.#declared.subarray(0, this.#filled);
    if (this.#more.length === 0) return declared;
    if (this.#filled === 0 && this.#more.length === 1) return this.#more[0] as Buffer;
    return Buffer.concat([declared, ...this.#more]);
  }
}

const flat = (headers: IncomingHttpHeaders): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
