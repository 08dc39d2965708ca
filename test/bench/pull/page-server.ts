import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oneStopShop } from '../../../connectors/one-stop-shop/index.ts';
import { practiceUnits } from '../../../src/app/practice-sources.ts';
import { buildUnits } from '../../../src/app/units/build-units.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import { createHttp } from '../../../src/connector-kit/http.ts';
import { silentLog } from '../../../src/connector-kit/log.ts';
import type { RunningSimulator } from '../../../src/connector-kit/simulator-server.ts';
import { NOW, PROVINCE, SEED, WINDOW } from '../kit/bench-deps.ts';
import { answerParent } from '../kit/worker.ts';

export interface PagesWanted {
  readonly dossiers: number;
}

export interface PagesServed {
  readonly url: string;
  /** In the order in which the connector asks, the login included. */
  readonly requests: readonly RecordedRequest[];
  readonly bytes: number;
  readonly dossiers: number;
  /** What the connector makes of the pages: dossiers, requests to complete them, procedures. */
  readonly records: number;
}

export interface RecordedRequest {
  readonly path: string;
  readonly body: string;
}

const clock = { now: () => NOW };
const { units: allUnits, successions } = buildUnits();
const units = practiceUnits({ directory: new UnitDirectory(allUnits, successions), province: PROVINCE });

/**
 * Stands before the practice source: the first time a request is passed on and its answer kept, from then on
 * the kept bytes are the answer. So the pages are a real source's and cost its process nothing.
 */
answerParent<PagesWanted, PagesServed>(async ({ dossiers }) => {
  const atScaleOne = await simulated(1, (simulator) => countRecords(simulator.url));
  return simulated(dossiers / atScaleOne.dossiers, async (simulator) => {
    const pages = new Map<string, Buffer>();
    const requests: RecordedRequest[] = [];
    const url = await serve(async (message) => {
      const request = { path: message.url as string, body: (await bodyOf(message)).toString() };
      const key = `${request.path} ${request.body}`;
      const known = pages.get(key);
      if (known) return known;
      const answer = await fetch(simulator.url + request.path, {
        method: 'POST',
        body: request.body,
        headers: dstcode(message),
      });
      const page = Buffer.from(await answer.arrayBuffer());
      pages.set(key, page);
      requests.push(request);
      return page;
    });
    const counted = await countRecords(url);
    const bytes = [...pages.values()].reduce((sum, page) => sum + page.length, 0);
    return { url, requests, bytes, ...counted };
  });
});

async function simulated<T>(scale: number, work: (simulator: RunningSimulator) => Promise<T>): Promise<T> {
  const simulator = await oneStopShop.simulate({ port: 0, seed: SEED, units, clock, scale });
  try {
    return await work(simulator);
  } finally {
    await simulator.close();
  }
}

/** Reads everything once, as the connector does. */
async function countRecords(url: string): Promise<{ dossiers: number; records: number }> {
  const { signal } = new AbortController();
  const common = { clock, log: silentLog, signal };
  const batches = oneStopShop.read({
    ...common,
    config: oneStopShop.practiceConfig(url),
    http: createHttp(common),
    window: WINDOW,
    asOf: WINDOW.to,
    units: units.map((unit) => ({ code: unit.code, unit })),
    state: null,
  });
  let [dossiers, records] = [0, 0];
  for await (const batch of batches) {
    if (batch.type !== 'records') continue;
    records += batch.records.length;
    if (batch.stream === 'dossiers') dossiers += batch.records.length;
  }
  return { dossiers, records };
}

async function serve(pageOf: (message: IncomingMessage) => Promise<Buffer>): Promise<string> {
  const server = createServer((message: IncomingMessage, response: ServerResponse) => {
    pageOf(message).then(
      (page) => {
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': page.length,
        });
        response.end(page);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const dstcode = ({ headers }: IncomingMessage): Record<string, string> =>
  typeof headers['dstcode'] === 'string' ? { dstcode: headers['dstcode'] } : {};
