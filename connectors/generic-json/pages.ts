import { isDeepStrictEqual } from 'node:util';
import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { CheckContext } from '../../src/connector-kit/connector.ts';
import { asKnown } from '../../src/connector-kit/declared-auth.ts';
import type { HttpAnswer, HttpRequest } from '../../src/connector-kit/http.ts';
import { MAX_PAGES, repeated, tooMany } from '../../src/connector-kit/paging.ts';
import {
  filledJson,
  filledPath,
  filledTexts,
  type Values,
  windowValues,
} from '../../src/connector-kit/request-template.ts';
import type { Window } from '../../src/core/clock.ts';
import { configError, HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import { answerReader, type OpenedAnswer } from './answer.ts';
import type { Config, ListConfig } from './config.ts';

/** Sends one request as the configuration says who asks. */
export type Ask = (request: HttpRequest) => Promise<HttpAnswer<unknown>>;

/** One per read or check, so that it logs in once. */
export function askerOf({
  config,
  http,
  clock,
}: Pick<CheckContext<Config>, 'config' | 'http' | 'clock'>): Ask {
  const send = asKnown(config, http, clock);
  return (request) => send(request, http.json);
}

export interface Page extends OpenedAnswer {
  readonly number: number;
}

/** Where the next page begins, by every way of paging at once. */
interface Position {
  readonly received: number;
  readonly next: string | number | null;
}

/** All pages of a list over a window, in order. A page or a cursor that comes again is told at once (F10). */
export async function* pagesOf(
  config: Config,
  ask: Ask,
  list: ListConfig,
  window: Window,
): AsyncGenerator<Page> {
  const open = answerReader(config, list);
  const seen = new Set<string | number>();
  let position: Position = { received: 0, next: null };
  let before: readonly unknown[] = [];
  for (let number = 1; ; number++) {
    const answer = await ask(requestOf(config, list, window, number, position)).catch((error: unknown) => {
      if (number > 1 && isShort(before, list) && isRefusal(error)) return null;
      throw error;
    });
    if (answer === null) return;
    const { digest } = answer.mark;
    const page = { ...open(answer), number };
    const isAgain = page.rows.length > 0 && isDeepStrictEqual(page.rows, before);
    if (isAgain && isShort(before, list)) return;
    if (isAgain || (page.rows.length > 0 && seen.has(`page ${digest}`))) throw repeated(number);
    if (number > MAX_PAGES) throw tooMany();
    yield page;
    const received = position.received + page.rows.length;
    if (isLast(page, received, list)) return;
    if (page.next !== null && seen.has(page.next)) throw repeated(number + 1);
    if (page.next !== null) seen.add(page.next);
    seen.add(`page ${digest}`);
    position = { received, next: page.next };
    before = page.rows;
  }
}

const sizeOf = ({ paging }: ListConfig): number => (paging.kind === 'none' ? 0 : paging.size);

const isShort = ({ length }: readonly unknown[], list: ListConfig) => length < sizeOf(list);

/** Some sources refuse a page beyond the last instead of sending an empty one. */
const isRefusal = (error: unknown): boolean =>
  error instanceof HubError && (error.code === 'ADDRESS_NOT_FOUND' || error.code === 'REQUEST_REFUSED');

/**
 * By what the source says follows; else by its total; else by an empty page: one that is not full need not be the
 * last, because a source may send less than it is asked for or hide rows of it (F14).
 */
function isLast({ rows, total, next }: Page, received: number, list: ListConfig) {
  const { kind } = list.paging;
  if (kind === 'none') return true;
  if (kind === 'cursor' || kind === 'next') return next === null;
  return rows.length === 0 || (total !== null && received >= total);
}

function requestOf(
  config: Config,
  list: ListConfig,
  window: Window,
  number: number,
  { received, next }: Position,
): HttpRequest {
  const { paging } = list;
  if (paging.kind === 'next' && next !== null) return { url: sameOrigin(config, list, String(next)) };
  const values: Values = {
    ...windowValues(window, list.dateFormat),
    page: paging.kind === 'page' ? paging.first + number - 1 : null,
    offset: received,
    size: sizeOf(list),
    cursor: next,
  };
  const url = new URL(urlUnder(config.baseUrl, filledPath(list.path, values)));
  for (const [name, value] of Object.entries(filledTexts(list.query, values)))
    url.searchParams.set(name, value);
  return { method: list.method, url, ...bodyOf(list, values) };
}

function bodyOf({ method, body, bodyAs }: ListConfig, values: Values): Partial<HttpRequest> {
  if (method === 'GET') return {};
  if (bodyAs === 'json') return { json: filledJson(body ?? {}, values) };
  return { form: filledTexts((body ?? {}) as Record<string, string>, values) };
}

/** The credentials go nowhere else. */
function sameOrigin({ baseUrl }: Config, { title }: ListConfig, link: string): URL {
  const base = new URL(baseUrl);
  const url = URL.canParse(link, base.href) ? new URL(link, base.href) : null;
  if (url?.origin === base.origin && !url.username && !url.password) return url;
  throw configError(
    'NEXT_PAGE_ELSEWHERE',
    text(
      `Liên kết trang tiếp theo của danh sách "${title}" dẫn ra ngoài máy chủ ${base.host}. Hãy hỏi đơn vị vận hành nguồn, hoặc phân trang theo cách khác.`,
      `The next page of the list "${title}" lies outside of ${base.host}. Ask the source's operator, or use another way of paging.`,
    ),
  );
}
