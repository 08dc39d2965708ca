import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import type { Page } from '../../src/connector-kit/paging.ts';
import type { Window } from '../../src/core/clock.ts';
import { formatDay, text } from '../../src/core/text.ts';
import type { List } from './answers.ts';
import type { CitizenAppConfig } from './config.ts';
import { countedPages } from './total-row.ts';

export interface Access {
  readonly config: CitizenAppConfig;
  readonly http: Http;
}

const FIRST_PAGE = 1;

export async function readPage<T>(
  { config, http }: Access,
  list: List<T>,
  window: Window,
  page: number,
  size: number,
): Promise<Page<T>> {
  const url = new URL(urlUnder(config.baseUrl, list.path));
  url.search = new URLSearchParams({
    ...list.query,
    page: String(page),
    perpage: String(size),
    tuNgay: formatDay(window.from),
    denNgay: formatDay(window.to),
  }).toString();
  const { body } = await http.json({ url, headers: { Token: config.token } });
  const place = text(`${list.title.vi}, trang ${page}`, `${list.title.en}, page ${page}`);
  const { data, totalrow = null } = list.check(body, place);
  return { items: data, total: totalrow };
}

/** The list's first row, if any, and how many rows the system says there are. */
export const readOne = <T>(access: Access, list: List<T>, window: Window): Promise<Page<T>> =>
  readPage(access, list, window, FIRST_PAGE, 1);

export const allPages = <T>(access: Access, list: List<T>, window: Window): AsyncGenerator<Page<T>> => {
  const { pageSize, totalCounts } = access.config;
  return countedPages(pageSize, totalCounts, (page) => readPage(access, list, window, page, pageSize));
};
