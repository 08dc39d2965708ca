import { IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request } from 'express';
import { expect, test } from 'vitest';
import { jsonBody, rememberRead } from '../../../src/server/quick/read-body.ts';

/** What is passed on: an error, or nothing. */
const passedOn = (request: Request) =>
  new Promise((resolve) => jsonBody({ limit: 100 })(request, {} as ServerResponse as never, resolve));

function askedBefore(body: string): Request {
  const request = new IncomingMessage(new Socket()) as Request;
  request.headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
  rememberRead(request, { body, dataVersion: undefined });
  return request;
}

test('a body that was read on the quick road is not waited for again, though its request has not ended', async () => {
  const request = askedBefore('{"query":"{ __typename }"}');
  expect(await passedOn(request)).toBeUndefined();
  expect(request.body).toEqual({ query: '{ __typename }' });
});

test('one that is no JSON is told as express.json would tell it', async () => {
  expect(await passedOn(askedBefore('{"query":'))).toMatchObject({ type: 'entity.parse.failed' });
});
