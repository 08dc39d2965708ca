import type { Hub } from '../../src/app/hub.ts';
import { type ServerOptions, startServer } from '../../src/server/server.ts';
import { fakeHub } from './fake-hub.ts';

export const ADMIN_TOKEN = 'test-administrator';
export const ADMIN = { authorization: `Bearer ${ADMIN_TOKEN}` };

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** Without the date. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any operation.
  readonly body: any;
}

export interface Api {
  readonly url: string;
  query(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  send(path: string, init?: RequestInit): Promise<Answer>;
  close(): Promise<void>;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A real server on a free port over a fake hub. */
export async function startApi(hub: Partial<Hub> = {}, options: Partial<ServerOptions> = {}): Promise<Api> {
  const server = await startServer({
    hub: fakeHub(hub),
    port: 0,
    host: '127.0.0.1',
    adminToken: ADMIN_TOKEN,
    readiness: () => [],
    log: { info() {}, error() {} },
    ...options,
  });
  const send: Api['send'] = async (path, init) => {
    const response = await fetch(server.url + path, init);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const { date: _now, ...headers } = Object.fromEntries(response.headers);
    return { status: response.status, type, headers, text, body: jsonOrNull(text) };
  };
  return {
    url: server.url,
    close: () => server.close(),
    send,
    query: (query, variables = {}, headers = {}) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
  };
}
