import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { malformedBody } from '../json-answers.ts';

/** Operations of clients take 2 KB; longer ones go the ordinary way. */
const LONGEST_BODY = 16_384;

/** Whether the body may be read here, before it is known who asks. */
export function hasShortJson({ headers }: IncomingMessage): boolean {
  if (headers['content-encoding'] !== undefined || headers.expect !== undefined) return false;
  const isJson = /^application\/json(; *charset=utf-8)?$/i.test(headers['content-type'] ?? '');
  const length = Number(headers['content-length'] ?? Number.NaN);
  return isJson && length > 0 && length <= LONGEST_BODY;
}

/** null: the caller went away. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve) => {
    const length = Number(request.headers['content-length']);
    const chunks: Buffer[] = [];
    let read = 0;
    const gone = () => resolve(null);
    request
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        read += chunk.length;
        // Not at its end, which comes a turn later.
        if (read === length) resolve((chunks.length === 1 ? chunk : Buffer.concat(chunks)).toString());
      })
      .on('error', gone)
      .on('close', gone);
  });
}

/** What was asked for on the quick road before a request left it. */
interface ReadBefore {
  readonly body: string;
  readonly dataVersion: string | undefined;
}

const readBefore = new WeakMap<IncomingMessage, ReadBefore>();

export const rememberRead = (request: IncomingMessage, read: ReadBefore) =>
  void readBefore.set(request, read);

export const versionAskedBefore = (request: IncomingMessage): string | undefined =>
  readBefore.get(request)?.dataVersion;

/** What express.json makes of a body; one that was read here is not read again. */
export function jsonBody(options: { readonly limit: number }): RequestHandler {
  const readNow = express.json(options);
  return (request, response, next) => {
    const body = readBefore.get(request)?.body;
    if (body === undefined) return readNow(request, response, next);
    try {
      request.body = JSON.parse(body);
    } catch {
      return next(malformedBody());
    }
    next();
  };
}
