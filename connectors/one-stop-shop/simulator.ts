import { createHash } from 'node:crypto';
import {
  type RunningSimulator,
  type SimulatorAnswer,
  type SimulatorOptions,
  type SimulatorRequest,
  startSimulator,
} from '../../src/connector-kit/simulator-server.ts';
import { type Gate, gateOf } from './simulator-access.ts';
import { type Lists, listsOf } from './simulator-lists.ts';
import { restPage } from './simulator-pages.ts';

interface Question {
  readonly session?: string;
  readonly madonvi?: string;
  readonly service?: string;
  readonly data?: readonly Readonly<Record<string, unknown>>[];
}

/** One server that speaks all protocols of the connector; see the README for its addresses. */
export function simulate(options: SimulatorOptions): Promise<RunningSimulator> {
  const [gate, lists] = [gateOf(options), listsOf(options)];
  return startSimulator(options.port, (request) => answer(request, gate, lists) ?? NOT_FOUND);
}

const NOT_FOUND: SimulatorAnswer = { status: 404, body: { message: 'Not Found' } };
const FORBIDDEN: SimulatorAnswer = { status: 403, body: { code: 900908, message: 'Resource forbidden' } };

function answer(request: SimulatorRequest, gate: Gate, lists: Lists): SimulatorAnswer | null {
  const { method, path } = request;
  if (path === '/auth' && method === 'POST') return gate.login(request);
  if (path === '/token' && method === 'POST') return gate.token(request);
  if (path === '/service') return sessionService(request, gate, lists);
  if (path.startsWith('/gateway/')) {
    return gate.withoutToken(request) ?? behindGateway(request, lists);
  }
  if (path.startsWith('/api/')) return gate.withoutKeys(request) ?? restList(request, lists);
  return null;
}

function sessionService(request: SimulatorRequest, gate: Gate, lists: Lists): SimulatorAnswer | null {
  if (request.method === 'POST') {
    const question = JSON.parse(request.body) as Question;
    return gate.isSession(question.session) ? service(question, lists) : SESSION_ENDED;
  }
  const bearer = request.headers.authorization?.replace(/^Bearer /, '');
  return gate.isSession(bearer) ? serviceOverGet(request, lists) : SESSION_ENDED;
}

const SESSION_ENDED: SimulatorAnswer = { body: { error_code: '01', message: 'Session expired' } };

/** The same services without a session; this application has no right to one of the addresses. */
function behindGateway(request: SimulatorRequest, lists: Lists): SimulatorAnswer | null {
  if (request.path === '/gateway/khong-co-quyen') return FORBIDDEN;
  if (request.path !== '/gateway/service') return restList(request, lists);
  return request.method === 'POST'
    ? service(JSON.parse(request.body) as Question, lists)
    : serviceOverGet(request, lists);
}

function restList(request: SimulatorRequest, lists: Lists): SimulatorAnswer | null {
  const page = restPage(request, lists);
  if (page === null) return null;
  const answer = withEtag(request, page);
  const next = 'next' in page ? page.next : '';
  return next ? { ...answer, headers: { ...answer.headers, link: `<${next}>; rel="next"` } } : answer;
}

function serviceOverGet(request: SimulatorRequest, lists: Lists): SimulatorAnswer {
  const { service: name = '', madonvi = '', ...filter } = Object.fromEntries(request.query);
  const { body } = service({ service: name, madonvi, data: [filter] }, lists);
  return withEtag(request, body);
}

/** An unchanged page is told without being sent. */
function withEtag({ headers }: SimulatorRequest, body: unknown): SimulatorAnswer {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' };
  return { headers: { etag, 'content-type': 'application/json; charset=utf-8' }, body: text };
}

function service({ service: name = '', madonvi = '', data }: Question, lists: Lists): SimulatorAnswer {
  const { page, size, ...filter } = data?.[0] ?? {};
  const items = lists({ service: name, unit: madonvi, filter });
  const [number, rows] = [Number(page ?? 1), Number(size ?? 500)];
  const shown = items.slice((number - 1) * rows, number * rows);
  return { body: { error_code: '00', result: shown.map((item) => item()), total: items.length } };
}
