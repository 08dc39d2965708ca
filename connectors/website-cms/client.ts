import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http, HttpAnswer } from '../../src/connector-kit/http.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import { listOf } from '../../src/connector-kit/record-check.ts';
import type { Config, Site } from './config.ts';

export type Kind = 'posts' | 'pages' | 'categories';
export type Query = Readonly<Record<string, string>>;

export interface Client {
  /** Where the sites of all units are listed. */
  siteList(): Promise<unknown>;
  /** All pages of a list of one site. */
  pages(site: Site, kind: Kind, query: Query): AsyncGenerator<Page<unknown>>;
}

export function createClient(config: Config, http: Http): Client {
  const headers = authorization(config);
  const get = (path: string) => http.json({ url: urlUnder(config.baseUrl, path), headers });

  async function page(site: Site, kind: Kind, query: Query, number: number): Promise<Page<unknown>> {
    const search = new URLSearchParams({ ...query, per_page: String(config.pageSize), page: String(number) });
    const answer = await get(`${site.path.replace(/\/$/, '')}/wp-json/wp/v2/${kind}?${search}`);
    const lastPage = headerNumber(answer, 'x-wp-totalpages');
    return {
      items: listOf(answer.body, `${site.path} ${kind}`),
      total: headerNumber(answer, 'x-wp-total'),
      // A page may be short before the end, and asking beyond the last page is an error (Trac #42947).
      isLast: lastPage !== null && number >= lastPage,
    };
  }

  return {
    siteList: async () => (await get('/sites.json')).body,
    pages: (site, kind, query) =>
      numberedPages(config.pageSize, 1, (number) => page(site, kind, query, number)),
  };
}

function authorization({ username, applicationPassword }: Config): Readonly<Record<string, string>> {
  if (!username || !applicationPassword) return {};
  const credentials = Buffer.from(`${username}:${applicationPassword}`).toString('base64');
  return { authorization: `Basic ${credentials}` };
}

function headerNumber(answer: HttpAnswer<unknown>, name: string): number | null {
  const value = answer.headers[name];
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}
