import type { IncomingMessage, ServerResponse } from 'node:http';

const ALLOWED_HEADERS =
  'Accept-Language, Apollo-Require-Preflight, Authorization, Content-Type, If-None-Match, X-Apollo-Operation-Name';
/** Seconds for which a browser need not ask again. */
const REMEMBER = '600';

/**
 * Lets pages of the listed sites read the API (S29). They send an API token: cookies of another site are never
 * asked for. True when the request was the browser's question and is answered.
 */
export type CrossOrigin = (request: IncomingMessage, response: ServerResponse) => boolean;

export function crossOrigin(origins: readonly string[]): CrossOrigin {
  if (origins.length === 0) return () => false;
  return ({ method, headers }, response) => {
    response.setHeader('Vary', 'Origin');
    const { origin } = headers;
    if (origin === undefined || !origins.includes(origin)) return false;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', 'ETag');
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    response.setHeader('Access-Control-Max-Age', REMEMBER);
    response.writeHead(204).end();
    return true;
  };
}
