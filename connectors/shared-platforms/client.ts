import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { clientCredentials } from '../../src/connector-kit/oauth2.ts';
import { joined, numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { ApiConfig } from './config.ts';
import { decodeMapCount } from './map-layer.ts';
import { decodeUsage, distinctUnits, type MonthUsage, type UnitUsage } from './usage.ts';

export interface Access {
  readonly config: ApiConfig;
  readonly http: Http;
  readonly clock: Clock;
}

export interface PlatformClient {
  usagePage(month: string, page: number, size: number): Promise<Page<UnitUsage>>;
  usage(month: string): Promise<MonthUsage>;
  /** null when the unit has no layer. */
  mapRecords(unit: string): Promise<number | null>;
}

export function platformClient({ config, http, clock }: Access): PlatformClient {
  const withToken = clientCredentials(
    http,
    {
      tokenUrl: urlUnder(config.baseUrl, '/token'),
      clientId: config.consumerKey,
      clientSecret: config.consumerSecret,
    },
    clock,
  );

  async function usagePage(month: string, page: number, size: number): Promise<Page<UnitUsage>> {
    const place = `thongke?thang=${month}&page=${page}&size=${size}`;
    const answer = await withToken((token) =>
      http.json({
        url: urlUnder(config.baseUrl, `/${place}`),
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    return decodeUsage(answer.body, month, place);
  }

  return {
    usagePage,
    async usage(month) {
      const { items, total } = await joined(
        numberedPages(config.pageSize, 1, (number) => usagePage(month, number, config.pageSize)),
      );
      const units = distinctUnits(items, `thongke?thang=${month}`);
      return { month, units, declaredTotal: total ?? units.length };
    },
    async mapRecords(unit) {
      const place = `server/rest/services/${encodeURIComponent(unit)}/HienTrang/FeatureServer/0/query`;
      const answer = await http.json({
        url: urlUnder(config.baseUrl, `/${place}?where=1%3D1&returnCountOnly=true&f=json`),
      });
      return decodeMapCount(answer.body, unit, place);
    },
  };
}
