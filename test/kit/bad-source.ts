import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the source saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** From 1: how many requests this connection has brought. */
  readonly nthOnConnection: number;
}

/** What the source does with one request. */
export type Step = (response: ServerResponse, request: SeenRequest) => void;

export interface BadSource {
  readonly url: string;
  readonly port: number;
  /** In the order of their coming. */
  readonly seen: readonly SeenRequest[];
  /** How many connections were opened so far. */
  connections(): number;
}

export interface BadSourceOptions {
  /** Makes it speak https. */
  readonly tls?: ServerOptions;
  readonly host?: string;
}

/** A real server that does one step after the other, the last one for ever; it ends with the test. */
export async function badSource(
  steps: readonly Step[],
  { tls, host = '127.0.0.1' }: BadSourceOptions = {},
): Promise<BadSource> {
  const seen: SeenRequest[] = [];
  const sockets = new Map<Socket, number>();
  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    const nthOnConnection = (sockets.get(message.socket) ?? 0) + 1;
    sockets.set(message.socket, nthOnConnection);
    const request = await seenRequest(message, nthOnConnection);
    seen.push(request);
    steps[Math.min(seen.length, steps.length) - 1]?.(response, request);
  };
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  let connections = 0;
  server.on(tls ? 'secureConnection' : 'connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${tls ? 'https' : 'http'}://${host}:${port}`, port, seen, connections: () => connections };
}

async function seenRequest(message: IncomingMessage, nthOnConnection: number): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { method = '', url: path = '', headers } = message;
  return { method, path, headers, body: Buffer.concat(chunks).toString('utf8'), nthOnConnection };
}
