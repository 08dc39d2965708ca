import { HttpResponse, http, type RequestHandler } from 'msw';
import type { ErrorFamily } from '../../src/core/errors.ts';

/** `nth` counts the requests that the fault has met, from 1; undefined lets the source itself answer. */
type FaultAnswer = (request: Request, nth: number) => Response | undefined | Promise<Response | undefined>;

export interface Fault {
  /** Begins with the number in the reliability list. */
  readonly name: string;
  readonly answer: FaultAnswer;
  /** Families the read may end in; 'none' when it must end as if nothing had happened. */
  readonly ends: 'none' | readonly ErrorFamily[];
  /** The longest wait asked for must be about this long. */
  readonly waits?: number;
  /** Only sources that speak JSON can tell such a body. */
  readonly jsonOnly?: boolean;
}

/** In bodies of faults, so that a message which repeats what the source sent is found. */
const LEAK = 'CANARY 000999123456';
const SECONDS_OF_TEN_YEARS = '315360000';

const status = (code: number, headers: Record<string, string> = {}) =>
  HttpResponse.text(`${LEAK} at handler.js:1`, { status: code, headers });
const page = (type: string) =>
  new HttpResponse(`<!DOCTYPE html><html><title>Đăng nhập</title>${LEAK}</html>`, {
    headers: { 'content-type': type },
  });
const once = (answer: () => Response): FaultAnswer => {
  return (_, nth) => (nth === 1 ? answer() : undefined);
};
const always = (answer: () => Response): FaultAnswer => answer;

async function cutOff(request: Request): Promise<Response> {
  const body = await (await fetch(request)).text();
  return HttpResponse.text(body.slice(0, Math.floor(body.length / 2)), {
    headers: { 'content-type': 'application/json' },
  });
}

/** The source's own answer without its lists: null instead of each, or no such field. Answers without a list stay. */
const withoutLists = (isLeft: boolean) => async (request: Request) => {
  const answer = await fetch(request);
  const body = await answer.clone().json();
  const changed = listless(body, isLeft);
  return JSON.stringify(changed) === JSON.stringify(body)
    ? undefined
    : HttpResponse.json(changed as null, { headers: answer.headers });
};

function listless(value: unknown, isLeft: boolean): unknown {
  if (Array.isArray(value)) return isLeft ? null : undefined;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, listless(part, isLeft)]));
}

const CONFIG: readonly ErrorFamily[] = ['config'];
const RETRY: readonly ErrorFamily[] = ['retry'];
const EITHER: readonly ErrorFamily[] = ['retry', 'config'];

/** What a source may do to us over HTTP; `now` is the clock's, for dates in headers. */
export const faults = (now: Date): readonly Fault[] => [
  { name: 'F01 500 once, then fine', answer: once(() => status(500)), ends: 'none' },
  { name: 'F02 500 for ever', answer: always(() => status(500)), ends: RETRY },
  {
    name: 'F03 429 with seconds, then fine',
    answer: once(() => status(429, { 'retry-after': '7' })),
    ends: 'none',
    waits: 7_000,
  },
  {
    name: 'F03 429 with a date, then fine',
    answer: once(() => status(429, { 'retry-after': new Date(now.getTime() + 9_000).toUTCString() })),
    ends: 'none',
    waits: 9_000,
  },
  {
    name: 'F03 429 that asks for ten years',
    answer: always(() => status(429, { 'retry-after': SECONDS_OF_TEN_YEARS })),
    ends: RETRY,
  },
  {
    name: 'F03 429 that asks for less than nothing',
    answer: once(() => status(429, { 'retry-after': '-5' })),
    ends: 'none',
  },
  { name: 'F04 401', answer: always(() => status(401)), ends: CONFIG },
  { name: 'F04 403', answer: always(() => status(403)), ends: CONFIG },
  { name: '404', answer: always(() => status(404)), ends: CONFIG },
  { name: 'F05 login page with 200', answer: always(() => page('text/html')), ends: CONFIG },
  { name: 'F06 web page that says it is JSON', answer: always(() => page('application/json')), ends: CONFIG },
  { name: 'F07 empty body', answer: always(() => new HttpResponse('')), ends: EITHER },
  { name: 'F07 connection lost once, then fine', answer: once(() => HttpResponse.error()), ends: 'none' },
  {
    name: 'F07 JSON cut off once, then fine',
    answer: (request, nth) => (nth === 1 ? cutOff(request) : undefined),
    ends: 'none',
    jsonOnly: true,
  },
  { name: 'F07 JSON cut off for ever', answer: cutOff, ends: EITHER, jsonOnly: true },
  { name: 'F08 null instead of a list', answer: withoutLists(true), ends: EITHER, jsonOnly: true },
  { name: 'F08 no list', answer: withoutLists(false), ends: EITHER, jsonOnly: true },
  ...[
    {},
    null,
    { error_code: '99', message: LEAK },
    { code: 300, data: null },
    { result: null, items: null },
  ].map((body) => ({
    name: `F08 ${JSON.stringify(body)} with 200`,
    answer: always(() => HttpResponse.json(body)),
    ends: EITHER,
  })),
];

/** The fault as msw handlers, from the `position`-th request of the run on. */
export function faultHandlers(answer: FaultAnswer, position: number): RequestHandler[] {
  let seen = 0;
  return [
    http.all('*', ({ request }) => {
      seen++;
      return seen < position ? undefined : answer(request, seen - position + 1);
    }),
  ];
}

/**
 * Answers every later page with the first one: requests that differ only in what `pageNumber` matches
 * (in address and body) get the same answer. `repeats` tells how often that happened.
 */
export function samePageForEver(pageNumber: RegExp) {
  const answers = new Map<string, Response>();
  const fault = { repeats: 0, handlers: [] as RequestHandler[] };
  fault.handlers = [
    http.all('*', async ({ request }) => {
      const key = `${request.url}\n${await request.clone().text()}`.replace(pageNumber, '');
      const known = answers.get(key);
      if (known) fault.repeats++;
      const answer = known ?? (await fetch(request));
      answers.set(key, answer);
      return answer.clone() as HttpResponse<string>;
    }),
  ];
  return fault;
}
