import type { Http, HttpAnswer } from '../../src/connector-kit/http.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import { listOf } from '../../src/connector-kit/record-check.ts';
import { HubError } from '../../src/core/errors.ts';
import { accountHeaders, hasAccount } from './account.ts';
import type { Config } from './config.ts';
import type { Site } from './site.ts';
import { MOVED } from './steady-pages.ts';
import { accountRefused, closedToPublic, notWordpress } from './wordpress-errors.ts';

export type WordpressList = 'posts' | 'pages' | 'categories';
export type Query = Readonly<Record<string, string>>;

/** One WordPress site. */
export interface WordpressClient {
  /** All pages of a list. */
  pages(list: WordpressList, query: Query): AsyncGenerator<Page<unknown>>;
  firstPage(list: WordpressList, query: Query): Promise<Page<unknown>>;
}

/**
 * Where the interface stands. Without speaking permalinks, as Debian installs WordPress, there is no /wp-json;
 * the other form always works, but is what firewalls like least.
 */
const FORMS = [
  (address: string, list: string, search: string) => `${address}/wp-json/wp/v2/${list}?${search}`,
  (address: string, list: string, search: string) => `${address}/?rest_route=/wp/v2/${list}&${search}`,
] as const;
type Form = (typeof FORMS)[number];

export function wordpressClient(config: Config, http: Http, site: Site): WordpressClient {
  const headers = accountHeaders(config, site.address);
  let form: Form | null = null;

  const ask = (by: Form, list: string, search: string) =>
    http.json({ url: by(site.address, list, search), headers });

  /** The first form that the site knows; both unknown: it is no WordPress. */
  async function found(list: WordpressList, search: string): Promise<HttpAnswer<unknown>> {
    if (form) return ask(form, list, search);
    for (const candidate of FORMS) {
      try {
        const answer = await ask(candidate, list, search);
        form = candidate;
        return answer;
      } catch (error) {
        if (!isCode(error, 'ADDRESS_NOT_FOUND', 'HTML_INSTEAD_OF_DATA')) throw error;
      }
    }
    throw notWordpress(site);
  }

  async function page(list: WordpressList, query: Query, number: number): Promise<Page<unknown>> {
    const search = `${new URLSearchParams({ ...query, per_page: String(config.pageSize), page: String(number) })}`;
    try {
      const answer = await found(list, search);
      const lastPage = headerNumber(answer, 'x-wp-totalpages');
      return {
        items: listOf(answer.body, `${site.name} ${list}`),
        total: headerNumber(answer, 'x-wp-total'),
        // A page may be short before the end (Trac #42947).
        isLast: lastPage !== null && number >= lastPage,
      };
    } catch (error) {
      // There is no such page any more: items went away while the list was read (F13).
      if (number > 1 && isCode(error, 'REQUEST_REFUSED')) return MOVED;
      throw told(error, site, hasAccount(config, site.address), query);
    }
  }

  return {
    pages: (list, query) => numberedPages(config.pageSize, 1, (number) => page(list, query, number)),
    firstPage: (list, query) => page(list, query, 1),
  };
}

/** What the general words for a status would hide. */
function told(error: unknown, site: Site, isKnown: boolean, query: Query): unknown {
  // A plugin closes the interface to all who are not logged in (rest_not_logged_in).
  if (!isKnown && isCode(error, 'CREDENTIALS_REFUSED', 'NO_PERMISSION')) return closedToPublic(site);
  // An account that may not edit, or that the server never saw, may not ask for drafts (rest_invalid_param,
  // of older versions rest_forbidden_status).
  if (isKnown && query['status'] && isCode(error, 'REQUEST_REFUSED', 'NO_PERMISSION')) {
    return accountRefused(site);
  }
  return error;
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof HubError && codes.includes(error.code);

function headerNumber(answer: HttpAnswer<unknown>, name: string): number | null {
  const value = answer.headers[name];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}
