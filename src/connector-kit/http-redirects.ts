import { configError, type HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { WireAnswer, WireRequest } from './http-exchange.ts';

const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_HOPS = 3;

/** The answer at the end of the way, and whose it is. Each hop goes through `send`, so each address is checked anew (F25). */
export async function followed(
  first: WireRequest,
  send: (request: WireRequest) => Promise<WireAnswer>,
): Promise<{ readonly answer: WireAnswer; readonly url: URL }> {
  const visited = new Set<string>();
  for (let request = first; ; ) {
    const { url } = request;
    visited.add(url.href);
    const answer = await send(request);
    const { location } = answer.headers;
    if (!REDIRECTS.includes(answer.status) || !location) return { answer, url };
    if (request.method !== 'GET') throw redirected(url.host, answer.status);
    const next = nextAddress(url, location);
    if (visited.has(next.href) || visited.size > MAX_HOPS) throw endless(url.host);
    request = { ...request, url: next, headers: headersFor(next, request) };
  }
}

/** An answer that points elsewhere without saying where, or to a request that is not to be repeated. */
export const redirected = (host: string, status: number): HubError =>
  configError(
    'REDIRECTED',
    text(
      `Máy chủ ${host} chuyển hướng sang địa chỉ khác (${status}). Hãy nhập thẳng địa chỉ mới vào cấu hình nguồn.`,
      `${host} redirects to another address (${status}). Enter the new address in the source's configuration.`,
    ),
  );

function nextAddress(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw refused(from.host);
  const to = new URL(location, from);
  to.hash = '';
  const isWeb = to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  if (!isWeb) throw refused(from.host);
  return to;
}

/** What another host may see: a token stands in Authorization, in Cookie or in a header of the source's own. */
function headersFor(next: URL, { url, headers }: WireRequest): WireRequest['headers'] {
  if (next.host === url.host) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.startsWith('accept') || name === 'user-agent'),
  );
}

const refused = (host: string) =>
  configError(
    'REDIRECT_REFUSED',
    text(
      `Máy chủ ${host} chuyển hướng sang địa chỉ không an toàn (từ https về http, hoặc không phải http/https). Hãy nhập thẳng địa chỉ đúng vào cấu hình nguồn.`,
      `${host} redirects to an unsafe address (from https to http, or neither of them). Enter the right address in the source's configuration.`,
    ),
  );

const endless = (host: string) =>
  configError(
    'REDIRECT_LOOP',
    text(
      `Máy chủ ${host} chuyển hướng vòng lặp hoặc quá ${MAX_HOPS} lần. Hãy nhập thẳng địa chỉ cuối cùng vào cấu hình nguồn.`,
      `${host} redirects in a loop or more than ${MAX_HOPS} times. Enter the final address in the source's configuration.`,
    ),
  );
