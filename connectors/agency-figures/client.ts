import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { joined, numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import type { Window } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import type { ApiConfig } from './config.ts';
import { decodeFigures, type Figure, standingFigures } from './figure.ts';

/** What an agency has handed over for a window. */
export interface Handover {
  readonly figures: readonly Figure[];
  /** Rows that the source declared and that did not come; below 0 when more came. */
  readonly missingRows: number;
  /** What staff should know of files. */
  readonly warnings: readonly Text[];
}

export interface AgencyClient {
  page(window: Window, page: number, size: number): Promise<Page<Figure>>;
  all(window: Window): Promise<Handover>;
}

export function agencyClient({ config, http }: { config: ApiConfig; http: Http }): AgencyClient {
  const headers = { 'x-api-key': config.apiKey };

  async function page(window: Window, number: number, size: number): Promise<Page<Figure>> {
    const place = `solieu?tuNgay=${window.from}&denNgay=${window.to}&page=${number}&size=${size}`;
    const answer = await http.json({ url: urlUnder(config.baseUrl, `/${place}`), headers });
    return decodeFigures(answer.body, place);
  }

  return {
    page,
    async all(window) {
      const { items, total } = await joined(
        numberedPages(config.pageSize, 1, (number) => page(window, number, config.pageSize)),
      );
      const place = `solieu?tuNgay=${window.from}&denNgay=${window.to}`;
      return {
        figures: standingFigures(items, place),
        missingRows: total === null ? 0 : total - items.length,
        warnings: [],
      };
    },
  };
}
