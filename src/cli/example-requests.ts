import { pino } from 'pino';
import type { Connector } from '../connector-kit/connector.ts';
import { dropFolder } from '../connector-kit/drop-folder.ts';
import { createHttp, type Http, type HttpRequest } from '../connector-kit/http.ts';
import { PUBLIC_ONLY, withLoopback } from '../connector-kit/outbound-rules.ts';
import { systemClock } from '../core/clock.ts';

export interface ExampleRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What the connector itself asks a simulator: the requests of its own check, in order. */
export async function exampleRequests(
  connector: Connector,
  config: unknown,
  signal: AbortSignal,
): Promise<ExampleRequest[]> {
  const log = pino({ level: 'silent' });
  const asked: HttpRequest[] = [];
  const rules = withLoopback(PUBLIC_ONLY);
  const http = recording(createHttp({ clock: systemClock, log, signal, rules, attempts: 1 }), asked);
  const files = dropFolder(null, systemClock);
  await connector.check({ config, http, files, clock: systemClock, log, signal });
  return asked.map(exampleOf);
}

const recording = (http: Http, asked: HttpRequest[]): Http => {
  const noted = (request: HttpRequest) => {
    asked.push(request);
    return request;
  };
  return {
    ...http,
    json: (request) => http.json(noted(request)),
    page: (request) => http.page(noted(request)),
    text: (request) => http.text(noted(request)),
    bytes: (request) => http.bytes(noted(request)),
  };
};

function exampleOf({ method = 'GET', url, headers = {}, json, form }: HttpRequest): ExampleRequest {
  const request = { method, url: String(url), headers, body: null };
  if (json !== undefined) {
    return {
      ...request,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    };
  }
  return form === undefined ? request : { ...request, body: new URLSearchParams(form).toString() };
}

export const asCurl = ({ method, url, headers, body }: ExampleRequest): string =>
  [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    quoted(url),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]),
    ...(body === null ? [] : ['-d', quoted(body)]),
  ].join(' ');

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
