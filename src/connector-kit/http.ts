import type { Dispatcher } from 'undici';
import type { Clock } from '../core/clock.ts';
import type { AskedFields } from './asked-fields.ts';
import { checkedUrl, HttpClient } from './http-client.ts';
import { parsedJson } from './http-json.ts';
import type { Log } from './log.ts';
import type { Resolve } from './outbound-agent.ts';
import type { Waiting } from './outbound-limits.ts';
import type { OutboundRules } from './outbound-rules.ts';
import { RawJson } from './raw-json.ts';

/** What a page looked like when it was last read. `digest`: sha256 of the decoded body, base64url. */
export interface PageMark {
  readonly digest: string;
  readonly etag: string | null;
}

export interface HttpRequest {
  /** A POST is a question, too: the hub writes nothing at its sources, so what fails is asked again. */
  readonly method?: 'GET' | 'POST';
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** For `page` only: what the page looked like before. */
  readonly known?: PageMark | null;
  /** For `page` only: all that will be read of its rows. */
  readonly fields?: AskedFields;
  /** For `page` only: told when a page has come, before it is read. What is asked for then goes out at once. */
  readonly received?: (() => void) | undefined;
}

export type HttpHeaders = Readonly<Record<string, string | undefined>>;

export interface HttpAnswer<T> {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: T;
  readonly mark: PageMark;
}

export type PageAnswer =
  | { readonly unchanged: true; readonly mark: PageMark; readonly headers: HttpHeaders }
  | {
      readonly unchanged: false;
      readonly mark: PageMark;
      readonly headers: HttpHeaders;
      readonly body: RawJson;
    };

/**
 * The only way out of the hub. Retries what may pass (network, 429, 5xx, a cut-off body), then throws a HubError
 * of the family that tells what to do. Messages name the host, never the path's query.
 */
export interface Http {
  /** A JSON answer; an HTML page, an empty or a cut-off body is an error and never an empty list. */
  json(request: HttpRequest): Promise<HttpAnswer<unknown>>;
  /** A JSON page for reading rows. Not parsed when its bytes are those of `known`. Errors as `json`. */
  page(request: HttpRequest): Promise<PageAnswer>;
  text(request: HttpRequest): Promise<HttpAnswer<string>>;
  bytes(request: HttpRequest): Promise<HttpAnswer<Buffer>>;
  /** sha256 of the digests of all bodies received so far, hex: where facts come from. */
  payloadHash(): string;
  /** How many bodies were received so far: the pages of a pull. */
  answers(): number;
  /** How many requests were sent again so far. */
  retries(): number;
  /** Seconds that the oldest answer had lain in a cache in between, as that cache says. */
  oldest(): number;
}

export interface HttpOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Where requests may go; without them to public servers only. */
  readonly rules?: OutboundRules;
  /** Tests answer through one of these; otherwise an agent that keeps the rules. */
  readonly dispatcher?: Dispatcher;
  /** Tests answer in place of the DNS. */
  readonly resolve?: Resolve;
  /** Of a reading thread: the places that all threads of the process share; otherwise those of this thread. */
  readonly places?: Waiting;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From the first byte sent to the last byte of the body. */
  readonly deadlineMs?: number;
  /** Until the answer's head is whole. */
  readonly headersMs?: number;
  /** Between two pieces of a body. */
  readonly idleMs?: number;
  /** Of the decoded body. */
  readonly maxBytes?: number;
  readonly attempts?: number;
  /** For one answer, with all its attempts and the waits between them. */
  readonly budgetMs?: number;
  /** What the source's operator asked for; without it as fast as it answers. */
  readonly requestsPerMinute?: number;
}

/** One per pull run or check: it carries the run's signal and payload hash. */
export function createHttp(options: HttpOptions): Http {
  const client = new HttpClient(options);
  const read = <T>(request: HttpRequest, interpret: (answer: HttpAnswer<Buffer>) => T) =>
    client.read({ ...request, known: null }, (answer) => ({ ...answer, body: interpret(answer) }));
  return {
    bytes: (request) => read(request, ({ body }) => body),
    text: (request) => read(request, ({ body }) => body.toString('utf8')),
    json: (request) =>
      read(request, (answer) =>
        parsedJson(jsonBody(request, answer), (utf8) => JSON.parse(utf8.toString('utf8')) as unknown),
      ),
    page: (request) => client.read(request, (answer) => pageOf(request, answer), false),
    payloadHash: () => client.payloadHash(),
    answers: () => client.answers,
    retries: () => client.retries,
    oldest: () => client.oldest,
  };
}

function pageOf(request: HttpRequest, answer: HttpAnswer<Buffer>): PageAnswer {
  const { mark, headers } = answer;
  if (mark.digest === request.known?.digest) return { unchanged: true, mark, headers };
  const body = parsedJson(jsonBody(request, answer), (utf8) => RawJson.parse(utf8, request.fields));
  return { unchanged: false, mark, headers, body };
}

const jsonBody = ({ url }: HttpRequest, { body, headers }: HttpAnswer<Buffer>) => ({
  host: checkedUrl(url).host,
  bytes: body,
  contentType: headers['content-type'],
});
