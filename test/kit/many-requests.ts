import { Agent, request } from 'node:http';
import type { FuzzedRequest } from './fuzzed-request.ts';

export interface PlainAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends requests over connections that stay open, some of them at a time; each answer is handed to `check`. */
export async function sendAll(
  url: string,
  requests: readonly FuzzedRequest[],
  check: (answer: PlainAnswer, sent: FuzzedRequest) => void,
  inFlight = 8,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let next = 0;
  const worker = async () => {
    for (let sent = requests[next++]; sent; sent = requests[next++])
      check(await send(url, sent, agent), sent);
  };
  try {
    await Promise.all(Array.from({ length: inFlight }, worker));
  } finally {
    agent.destroy();
  }
}

/** fetch refuses half of the headers that are to be tried. */
const send = (url: string, { method, path, headers, body }: FuzzedRequest, agent: Agent) =>
  new Promise<PlainAnswer>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sending = request({ agent, hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('error', reject)
        .on('end', () => {
          const type = response.headers['content-type'] ?? '';
          resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString() });
        });
    });
    sending.on('error', reject).end(body ?? undefined);
  });
