import { gzipSync } from 'node:zlib';
import type { Step } from './bad-source.ts';

type Headers = Readonly<Record<string, string>>;

const JSON_TYPE = 'application/json; charset=utf-8';

export const answer =
  (status: number, body: string | Buffer = '', headers: Headers = {}): Step =>
  (response) =>
    void response.writeHead(status, headers).end(body);

export const json = (value: unknown, headers: Headers = {}): Step =>
  answer(200, JSON.stringify(value), { 'content-type': JSON_TYPE, ...headers });

export const redirect = (location: string, status = 302): Step => answer(status, '', { location });

/** Accepts the request and says nothing, ever. */
export const silence: Step = () => {};

/** The connection ends before there is an answer. */
export const hangUp: Step = (response) => void response.socket?.destroy();

/** Promises the whole body, sends its first `count` bytes and ends the connection. */
export const cutAt =
  (count: number, body: string): Step =>
  (response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body) });
    response.write(Buffer.from(body).subarray(0, count), () => response.socket?.destroySoon());
    // Nothing of the body may be written at all; the head must still go out.
    if (count === 0) response.flushHeaders();
  };

/** One byte after the other, of the head or of a body that never ends. */
export const drip =
  (part: 'head' | 'body', everyMs = 20): Step =>
  (response) => {
    const { socket } = response;
    socket?.write(
      part === 'head' ? 'HTTP/1.1 200 OK\r\nx-drip: ' : 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n',
    );
    const timer = setInterval(() => socket?.write(' '), everyMs);
    socket?.once('close', () => clearInterval(timer));
  };

/** Sends as fast as it is read. */
export const endless =
  (headers: Headers = {}, status = 200): Step =>
  (response) => {
    response.writeHead(status, headers);
    const piece = Buffer.alloc(64 * 1024, 'x');
    const push = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', push);
    push();
  };

/** Bytes of JSON in so many layers of gzip. */
export function layered(layers: number, value: unknown): Step {
  let body = Buffer.from(JSON.stringify(value));
  for (let layer = 0; layer < layers; layer++) body = gzipSync(body);
  return answer(200, body, { 'content-encoding': Array(layers).fill('gzip').join(', ') });
}

/** 200 MB that travel as some 200 KB. */
export const gzipBomb = (): Step =>
  answer(200, gzipSync(Buffer.alloc(200 * 1024 * 1024)), { 'content-encoding': 'gzip' });

/** Closes a kept connection when the next request comes, as a server with a short idle time does. */
export const closesKept =
  (step: Step): Step =>
  (response, request) =>
    request.nthOnConnection === 1 ? step(response, request) : hangUp(response, request);
