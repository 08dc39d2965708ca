import { SECOND } from '../core/clock.ts';
import { retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { networkError } from './network-errors.ts';
import { sharedAgent } from './outbound-agent.ts';
import type { OutboundRules } from './outbound-rules.ts';

/** As libraries of identity providers ask; redirects are theirs to judge. */
export interface FetchRequest {
  readonly method: string;
  readonly headers: Headers | Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export type OutboundFetch = (url: string, request: FetchRequest) => Promise<Response>;

const DEADLINE = 10 * SECOND;
/** Metadata, keys and tokens are some kilobytes. */
const MAX_BYTES = 1_048_576;

/** A `fetch` for libraries that speak a protocol of their own: only where the rules allow, whole and bounded. */
export function outboundFetch(rules: OutboundRules): OutboundFetch {
  return async (url, { method, headers, body, signal }) => {
    const deadline = AbortSignal.timeout(DEADLINE);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const { host } = new URL(url);
    try {
      // Loaded where it is used: it alone takes 20 MB.
      const { request } = await import('undici');
      const answer = await request(url, {
        dispatcher: sharedAgent(rules),
        method: method === 'POST' ? 'POST' : 'GET',
        headers: headers instanceof Headers ? Object.fromEntries(headers) : { ...headers },
        body: body === undefined || body === null ? null : String(body),
        signal: either,
      });
      const bytes = await bounded(answer.body, host);
      const headersBack = Object.entries(answer.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      return new Response(bytes.length === 0 ? null : new Uint8Array(bytes), {
        status: answer.statusCode,
        headers: headersBack,
      });
    } catch (thrown) {
      throw networkError(thrown, host, { signal: either });
    }
  };
}

async function bounded(body: AsyncIterable<Buffer>, host: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MAX_BYTES) throw tooLarge(host);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (host: string) =>
  retryError(
    'ANSWER_TOO_LARGE',
    text(
      `Máy chủ ${host} trả lời dài hơn ${MAX_BYTES} byte. Hãy kiểm tra địa chỉ.`,
      `Host ${host} answered more than ${MAX_BYTES} bytes. Check the address.`,
    ),
  );
