import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oneStopShop } from '../../../connectors/one-stop-shop/index.ts';
import { practiceUnits } from '../../../src/app/practice-sources.ts';
import { buildUnits } from '../../../src/app/units/build-units.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import { dropFolder } from '../../../src/connector-kit/drop-folder.ts';
import { createHttp } from '../../../src/connector-kit/http.ts';
import { silentLog } from '../../../src/connector-kit/log.ts';
import { PUBLIC_ONLY, withLoopback } from '../../../src/connector-kit/outbound-rules.ts';
import type { RunningSimulator } from '../../../src/connector-kit/simulator-server.ts';
import { NOW, PROVINCE, SEED, WINDOW } from '../kit/bench-deps.ts';
import { answerParent } from '../kit/worker.ts';
import { sourceConfig } from './source-config.ts';

/** First the pages; then what the source does from now on. */
export type PageQuestion =
  | { readonly dossiers: number }
  /** Whether it says that a page is as it was, when it is asked so. */
  | { readonly tellsUnchanged: boolean }
  /** One dossier of every n-th page is filed another way from now on. */
  | { readonly changeEvery: number };

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
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly authorization: string | null;
}

interface Page {
  bytes: Buffer;
  etag: string;
}

const clock = { now: () => NOW };
const { units: allUnits, successions } = buildUnits();
const units = practiceUnits({ directory: new UnitDirectory(allUnits, successions), province: PROVINCE });
const pages = new Map<string, Page>();
let tellsUnchanged = false;

/**
 * Stands before the practice source: the first time a request is passed on and its answer kept, from then on
 * the kept bytes are the answer. So the pages are a real source's and cost its process nothing.
 */
answerParent<PageQuestion, PagesServed | 'done'>(async (question) => {
  if ('dossiers' in question) return allPages(question.dossiers);
  if ('changeEvery' in question) changePages(question.changeEvery);
  else tellsUnchanged = question.tellsUnchanged;
  return 'done';
});

async function allPages(dossiers: number): Promise<PagesServed> {
  const atScaleOne = await simulated(1, (simulator) => countRecords(simulator.url));
  return simulated(dossiers / atScaleOne.dossiers, async (simulator) => {
    const requests: RecordedRequest[] = [];
    const url = await serve((message, body) => passedOn(simulator, requests, message, body));
    const counted = await countRecords(url);
    const bytes = [...pages.values()].reduce((sum, page) => sum + page.bytes.length, 0);
    return { url, requests, bytes, ...counted };
  });
}

async function passedOn(
  simulator: RunningSimulator,
  requests: RecordedRequest[],
  message: IncomingMessage,
  body: string,
): Promise<Page> {
  const [method, path] = [message.method as string, message.url as string];
  const authorization = message.headers.authorization ?? null;
  const answer = await fetch(simulator.url + path, {
    method,
    body: method === 'GET' ? null : body,
    headers: { ...(authorization && { authorization }), ...dstcode(message) },
  });
  requests.push({ method, path, body, authorization });
  return pageOf(Buffer.from(await answer.arrayBuffer()));
}

const pageOf = (bytes: Buffer): Page => ({
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
});

/** Each second time back to what they were, so that every round finds a change. */
function changePages(every: number): void {
  [...pages].forEach(([key, page], index) => {
    if (index % every !== 0) return;
    const other = others.get(key) ?? changed(page);
    others.set(key, page);
    pages.set(key, other);
  });
}

const others = new Map<string, Page>();

/** Another origin of its first dossier, if it has one. */
function changed(page: Page): Page {
  const at = page.bytes.indexOf('"NguonNop":"');
  if (at < 0) return page;
  // Six letters as before, so that the page keeps its length.
  const bytes = Buffer.from(page.bytes);
  const value = at + '"NguonNop":"'.length;
  const isCounter = bytes.toString('latin1', value, value + 6) === 'MOTCUA';
  if (isCounter) bytes.write('KHONGR', value, 'latin1');
  else bytes.write('K', value, 'latin1');
  return pageOf(bytes);
}

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
    config: oneStopShop.config.parse(sourceConfig(url)),
    files: dropFolder(null, clock),
    http: createHttp({ ...common, rules: withLoopback(PUBLIC_ONLY) }),
    window: WINDOW,
    asOf: WINDOW.to,
    units: units.map((unit) => ({ code: unit.code, unit })),
    state: null,
    known: async () => ({ isRead: false, pages: [] }),
  });
  let [dossiers, records] = [0, 0];
  for await (const batch of batches) {
    if (batch.type !== 'records') continue;
    records += batch.records.length;
    if (batch.stream === 'dossiers') dossiers += batch.records.length;
  }
  return { dossiers, records };
}

type Origin = (message: IncomingMessage, body: string) => Promise<Page>;

async function serve(origin: Origin): Promise<string> {
  const server = createServer((message, response) => {
    answer(message, response, origin).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(message: IncomingMessage, response: ServerResponse, origin: Origin): Promise<void> {
  const body = await bodyOf(message);
  const key = `${message.method} ${message.url} ${body}`;
  const page = pages.get(key) ?? (await origin(message, body));
  pages.set(key, page);
  if (tellsUnchanged && message.headers['if-none-match'] === page.etag) {
    response.writeHead(304, { etag: page.etag }).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': page.bytes.length,
    etag: page.etag,
  });
  response.end(page.bytes);
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const dstcode = ({ headers }: IncomingMessage): Record<string, string> =>
  typeof headers['dstcode'] === 'string' ? { dstcode: headers['dstcode'] } : {};
