import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { MINUTE, SECOND } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { HttpAnswer, HttpHeaders, HttpOptions, HttpRequest } from './http.ts';
import { bodyMemory } from './http-body-memory.ts';
import { ACCEPTED_ENCODINGS, decoded } from './http-decoding.ts';
import { isPart, statusError } from './http-errors.ts';
import { exchange, type WireRequest } from './http-exchange.ts';
import { followed } from './http-redirects.ts';
import { defaultSleep, Retries } from './http-retries.ts';
import { USER_AGENT } from './http-user-agent.ts';
import { networkError, stopped } from './network-errors.ts';
import { outboundAgent, sharedAgent } from './outbound-agent.ts';
import { OrderedDigests } from './ordered-digests.ts';
import { hostPlaces, RateBudget } from './outbound-limits.ts';
import { PUBLIC_ONLY } from './outbound-rules.ts';

/** What is left out and what is given as undefined are the same: the strict rules hold for both. */
const withDefaults = (given: HttpOptions) => ({
  ...given,
  rules: given.rules ?? PUBLIC_ONLY,
  places: given.places ?? hostPlaces,
  deadlineMs: given.deadlineMs ?? MINUTE,
  headersMs: given.headersMs ?? MINUTE,
  idleMs: given.idleMs ?? 30 * SECOND,
  // The page size of a source can always be lowered.
  maxBytes: given.maxBytes ?? 64 * 1024 * 1024,
  attempts: given.attempts ?? 4,
  budgetMs: given.budgetMs ?? 5 * MINUTE,
  sleep: given.sleep ?? defaultSleep,
});

/** One run's way out: its retries, its rate, its payload hash. */
export class HttpClient {
  readonly #options: ReturnType<typeof withDefaults>;
  readonly #dispatcher: Dispatcher;
  readonly #rate: RateBudget | null;
  readonly #retries: Retries;
  readonly #digests = new OrderedDigests();
  answers = 0;
  oldest = 0;

  constructor(given: HttpOptions) {
    const options = withDefaults(given);
    const { rules, resolve, dispatcher, clock, requestsPerMinute } = options;
    this.#options = options;
    this.#dispatcher = dispatcher ?? (resolve ? outboundAgent(rules, resolve) : sharedAgent(rules));
    this.#rate = requestsPerMinute === undefined ? null : new RateBudget(clock, requestsPerMinute);
    this.#retries = new Retries({ ...options, wait: (ms) => this.#wait(ms) });
  }

  get retries(): number {
    return this.#retries.count;
  }

  payloadHash(): string {
    return this.#digests.sum();
  }

  /**
   * An answer counts once it is understood: nothing of a page that was cut off is kept (F07). `interpret` must not
   * keep the body when it says so: the next answer is then read into the same memory.
   */
  async read<T>(
    request: HttpRequest,
    interpret: (answer: HttpAnswer<Buffer>) => T,
    keepsBody = true,
  ): Promise<T> {
    const url = checkedUrl(request.url);
    const wire = wireRequest(url, request);
    const place = this.#digests.begin();
    const attempt = async () => {
      const answer = await this.#ask(wire, request);
      const read = interpret(answer);
      place.is(answer.mark.digest);
      this.answers++;
      const age = Number(answer.headers['age'] ?? 0);
      if (age > this.oldest) this.oldest = age;
      if (!keepsBody) bodyMemory.give(answer.body);
      return read;
    };
    return this.#retries.run(attempt).finally(place.end);
  }

  async #ask(wire: WireRequest, { known, received }: HttpRequest): Promise<HttpAnswer<Buffer>> {
    const wait = this.#rate?.reserve() ?? 0;
    if (wait > 0) await this.#wait(wait);
    const { answer, url } = await followed(wire, (hop) => this.#send(hop));
    const { status, headers } = answer;
    const unchanged = status === 304 && wire.headers['if-none-match'] ? known : null;
    if (!unchanged && (status < 200 || status > 299 || isPart(status))) {
      throw statusError(status, url.host, headers['retry-after'], this.#options.clock);
    }
    const body = unchanged
      ? NOTHING
      : await decoded(answer.body, headers['content-encoding'], url.host, this.#options.maxBytes);
    if (received && (unchanged || body.length > LONGEST_REFUSAL)) {
      received();
      // Reading a page takes this thread as long as the source takes to send the next one.
      await setImmediate();
    }
    if (unchanged) return { status, headers, body, mark: unchanged };
    const digest = createHash('sha256').update(body).digest('base64url');
    return { status, headers, body, mark: { digest, etag: etagOf(headers) } };
  }

  async #send(hop: WireRequest) {
    const { host } = hop.url;
    const { signal, places } = this.#options;
    const limits = { ...this.#options, dispatcher: this.#dispatcher, onReplay: this.#retries.note };
    try {
      return await places.hold(host, signal, () => exchange(hop, limits));
    } catch (thrown) {
      throw networkError(thrown, host, { signal });
    }
  }

  #wait(ms: number): Promise<void> {
    const { sleep, signal } = this.#options;
    return sleep(ms, signal).catch((thrown) => {
      throw stopped(signal, thrown);
    });
  }
}

const NOTHING = Buffer.alloc(0);

/** Bytes. What is shorter may say with status 200 that the session has ended, and is read before anything else is asked. */
const LONGEST_REFUSAL = 1_024;

/** Stored with the page: longer ones are of no use to us. */
const LONGEST_ETAG = 200;

const etagOf = ({ etag }: HttpHeaders): string | null =>
  etag !== undefined && etag.length <= LONGEST_ETAG ? etag : null;

function wireRequest(
  url: URL,
  { method = 'GET', headers = {}, json, form, known }: HttpRequest,
): WireRequest {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    url,
    headers: {
      accept: 'application/json, */*;q=0.5',
      'accept-encoding': ACCEPTED_ENCODINGS,
      'user-agent': USER_AGENT,
      // A cache in between asks the source before it answers.
      'cache-control': 'no-cache',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(method === 'GET' && known?.etag ? { 'if-none-match': known.etag } : {}),
      ...Object.fromEntries(own),
    },
    body: form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json),
  };
}

export function checkedUrl(value: string | URL): URL {
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
