import {
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { SECOND } from '../core/clock.ts';
import { brokenAnswer, FAULTY_ANSWERS, pageless, type WholeAnswer } from './simulator-fault-answers.ts';
import type { SimulatorFault } from './simulator-faults.ts';
import { type RunningSimulator, running } from './simulator-server.ts';

const SLOWNESS = 5 * SECOND;

/** Stands before a simulator, which needs to know nothing of it, and breaks each n-th of its answers. */
export function startFaulty(port: number, target: string, fault: SimulatorFault): Promise<RunningSimulator> {
  let requests = 0;
  const firstPages = new Map<string, WholeAnswer>();
  const server = createServer((message, response) => {
    const isHit = ++requests % fault.every === 0;
    handle(message, response).catch(() => response.destroy());

    async function handle(request: IncomingMessage, out: ServerResponse): Promise<void> {
      const body = await bytesOf(request);
      if (!isHit) return send(out, await forwarded(target, request, body));
      if (fault.kind === 'reset') return void request.socket.destroy();
      if (fault.kind === 'silent') return;
      if (fault.kind === 'slow') await delay(SLOWNESS, undefined, { ref: false });
      const made = FAULTY_ANSWERS[fault.kind];
      if (made) return send(out, made);
      const answer = await forwarded(target, request, body);
      send(
        out,
        fault.kind === 'same-page' ? firstPage(request, body, answer) : brokenAnswer(fault.kind, answer),
      );
    }
  });

  function firstPage({ method, url }: IncomingMessage, body: Buffer, answer: WholeAnswer): WholeAnswer {
    const key = pageless(`${method} ${url}\n${body}`);
    const first = firstPages.get(key) ?? answer;
    firstPages.set(key, first);
    return first;
  }

  return running(server, port);
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function forwarded(target: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const out = ask(new URL(url ?? '/', target), { method, headers: plain(headers), agent: false });
    out.once('response', resolve).once('error', reject).end(body);
  });
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await bytesOf(answer) };
}

/** A compressed answer could not be broken where it should be. */
const plain = ({ 'accept-encoding': _, ...headers }: IncomingHttpHeaders) => headers;

/** These tell of the connection or of a length that may have changed. */
const OWN = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

function send(response: ServerResponse, { status, headers, body }: WholeAnswer): void {
  const kept: IncomingHttpHeaders = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OWN.includes(name)),
  );
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}
