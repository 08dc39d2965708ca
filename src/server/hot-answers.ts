import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { SECOND } from '../core/clock.ts';
import { languageOf } from '../core/text.ts';
import { malformedBody } from './json-answers.ts';

/** Operations of clients take 2 KB; longer ones go the ordinary way. */
const LONGEST_BODY = 16_384;
const LONGEST_ANSWER = 262_144;
const MOST_ANSWERS = 100;
/** How fresh a value is and which stage an assessment has reached change with the time alone. */
const OLDEST = 1 * SECOND;

interface Kept {
  readonly version: string;
  readonly since: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly bytes: Buffer;
}

/**
 * Answers what strangers ask again and again with the bytes of the last answer, before any other part of the server
 * is asked. The version of the data is asked for by every request, so the first one after a commit of any process is
 * executed anew. Whoever sends a credential is never answered from here.
 */
export function hotAnswers(path: string, dataVersion: () => Promise<string>) {
  const answers = new Map<string, Kept>();

  function keep(key: string, kept: Kept): void {
    answers.delete(key);
    if (answers.size >= MOST_ANSWERS) answers.delete(answers.keys().next().value as string);
    answers.set(key, kept);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, rest: RequestListener) {
    const [body, version] = await Promise.all([bodyOf(request), dataVersion().catch(() => null)]);
    if (body === null) return;
    bodies.set(request, body);
    if (version === null) return rest(request, response);
    const { accept = '', 'accept-language': language } = request.headers;
    // No header holds a line feed.
    const key = `${accept}\n${languageOf(language)}\n${body}`;
    const since = performance.now();
    const known = answers.get(key);
    if (known?.version === version && since - known.since < OLDEST) {
      response.writeHead(200, known.headers as Record<string, string>).end(known.bytes);
      return;
    }
    whenAnswered(response, (headers, bytes) => keep(key, { version, since, headers, bytes }));
    rest(request, response);
  }

  return (rest: RequestListener): RequestListener =>
    (request, response) => {
      if (isOfStranger(request, path)) void answer(request, response, rest);
      else rest(request, response);
    };
}

function isOfStranger({ method, url, headers }: IncomingMessage, path: string): boolean {
  if (method !== 'POST' || url !== path) return false;
  if (headers.authorization !== undefined || headers.cookie !== undefined) return false;
  if (headers['content-encoding'] !== undefined || headers.expect !== undefined) return false;
  const isJson = /^application\/json(; *charset=utf-8)?$/i.test(headers['content-type'] ?? '');
  return isJson && Number(headers['content-length'] ?? Number.NaN) <= LONGEST_BODY;
}

/** null: the caller went away. */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const length = Number(request.headers['content-length']);
    let read = 0;
    request
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        read += chunk.length;
        // Not at its end, which comes a turn later.
        if (read === length) resolve(chunks.length === 1 ? chunk : Buffer.concat(chunks));
      })
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', () => resolve(null))
      .once('close', () => resolve(null));
  });
}

/** Only what its own headers allow to keep: the answers of queries without errors. */
function whenAnswered(
  response: ServerResponse,
  keep: (headers: Kept['headers'], bytes: Buffer) => void,
): void {
  const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
  response.end = ((body?: unknown, ...more: unknown[]) => {
    const isKept = response.getHeader('cache-control') === KEEPABLE && !response.hasHeader('set-cookie');
    if (response.statusCode === 200 && isKept && (typeof body === 'string' || Buffer.isBuffer(body))) {
      const bytes = Buffer.from(body as string);
      if (bytes.length <= LONGEST_ANSWER) keep(ownHeaders(response), bytes);
    }
    return end(body, ...more);
  }) as ServerResponse['end'];
}

/** A client may keep the answer, and must ask whether it still holds. */
export const KEEPABLE = 'private, no-cache';

/** Without those that depend on the site the request came from, which stand in the next answer already. */
function ownHeaders(response: ServerResponse): Kept['headers'] {
  const all = Object.entries(response.getHeaders()).filter(([name]) => !name.startsWith('access-control-'));
  return Object.fromEntries(all) as Kept['headers'];
}

const bodies = new WeakMap<IncomingMessage, Buffer>();

/** What express.json would make of a body that was read here. */
export const bodyReadBefore: RequestHandler = (request, _response, next) => {
  const bytes = bodies.get(request);
  if (bytes === undefined) return next();
  try {
    request.body = JSON.parse(bytes.toString());
  } catch {
    return next(malformedBody());
  }
  next();
};
