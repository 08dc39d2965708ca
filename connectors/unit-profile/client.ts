import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { joined, numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import type { ApiConfig } from './config.ts';
import { decodeVersions, distinctVersions, type ProfileVersion } from './version.ts';

/** Every version that took effect on or before a day. */
export interface Profiles {
  readonly versions: readonly ProfileVersion[];
  readonly declaredVersions: number;
  /** What staff should know of files. */
  readonly warnings: readonly Text[];
}

export interface ProfileClient {
  page(until: Day, page: number, size: number): Promise<Page<ProfileVersion>>;
  all(until: Day): Promise<Profiles>;
}

export function profileClient({ config, http }: { config: ApiConfig; http: Http }): ProfileClient {
  const headers = { 'x-api-key': config.apiKey };

  async function page(until: Day, number: number, size: number): Promise<Page<ProfileVersion>> {
    const place = `thongtinchung?hieuLucDen=${until}&page=${number}&size=${size}`;
    const answer = await http.json({ url: urlUnder(config.baseUrl, `/${place}`), headers });
    return decodeVersions(answer.body, until, place);
  }

  return {
    page,
    async all(until) {
      const { items, total } = await joined(
        numberedPages(config.pageSize, 1, (number) => page(until, number, config.pageSize)),
      );
      const versions = distinctVersions(items, `thongtinchung?hieuLucDen=${until}`);
      return { versions, declaredVersions: total ?? versions.length, warnings: [] };
    },
  };
}
