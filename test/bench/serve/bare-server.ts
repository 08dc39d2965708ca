import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { answerParent } from '../kit/worker.ts';
import { RANKING, SCOREBOARD, TREND } from './bare-sql.ts';

interface Question {
  readonly operationName: string;
  readonly variables: Readonly<Record<string, string | number>>;
}

const CONNECTIONS = 10;

/** What the hub is held against: no GraphQL, no layers, one SQL a request whose text is the answer. */
answerParent<string, string>(async (databaseUrl) => {
  const sql = postgres(databaseUrl, { max: CONNECTIONS });
  const server = createServer(async (message, response) => {
    const { operationName, variables } = JSON.parse(await bodyOf(message)) as Question;
    const { indexSet, year, level, first, unit } = variables;
    const [statement, parameters] =
      operationName === 'Ranking'
        ? [RANKING, [indexSet, year, level, first]]
        : operationName === 'Trend'
          ? [TREND, [unit, indexSet]]
          : [SCOREBOARD, [indexSet, year, unit]];
    const rows = await sql.unsafe(statement, parameters as never[], { prepare: true });
    const body = Buffer.from(rows[0]?.['answer']);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
