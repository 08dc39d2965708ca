import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../core/clock.ts';
import { stopError } from '../core/errors.ts';
import type { Unit } from '../core/unit.ts';

export interface SimulatorOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The same seed gives the same answers for the same units and days, in any process. */
  readonly seed: number;
  /** The units that "exist" in the source system, of all times; codes as the hub spells them. */
  readonly units: readonly Unit[];
  readonly clock: Clock;
  /** How many records per unit, relative to the default of 1. */
  readonly scale: number;
}

export interface RunningSimulator {
  /** "http://127.0.0.1:43121" */
  readonly url: string;
  close(): Promise<void>;
}

export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The whole body as text. */
  readonly body: string;
}

export interface SimulatorAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes are sent as they are; anything else as JSON. */
  readonly body: unknown;
}

export type Answer = (request: SimulatorRequest) => SimulatorAnswer | Promise<SimulatorAnswer>;

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function handle(answer: Answer, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://simulator');
  const {
    status = 200,
    headers = {},
    body,
  } = await answer({
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body: await bodyOf(message),
  });
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isText || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

/** A real HTTP server on 127.0.0.1 that answers with `answer`; a port in use is a `stop` error. */
export const startSimulator = (port: number, answer: Answer): Promise<RunningSimulator> =>
  running(
    createServer((message, response) => {
      handle(answer, message, response).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    }),
    port,
  );

/** Opens the port; closing ends what is still being answered. */
export async function running(server: Server, port: number): Promise<RunningSimulator> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        stopError(
          cause.code === 'EADDRINUSE' ? 'PORT_TAKEN' : 'LISTEN_FAILED',
          {
            vi: `Không mở được cổng ${port} (${cause.code}). Hãy chọn cổng khác.`,
            en: `Port ${port} cannot be opened (${cause.code}). Choose another port.`,
          },
          cause,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
