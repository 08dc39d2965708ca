import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../kit/worker.ts';

/** Body of a request -> body of its answer. */
export type Answers = Readonly<Record<string, string>>;

/** What hot keys are held against: bytes that are ready, found by the bytes of the question. */
answerParent<Answers, string>(async (answers) => {
  const ready = new Map(Object.entries(answers).map(([body, answer]) => [body, Buffer.from(answer)]));
  const server = createServer(async (message, response) => {
    const bytes = ready.get(await bodyOf(message));
    response.writeHead(bytes ? 200 : 404, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes?.length ?? 0,
    });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
