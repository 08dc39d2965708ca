import type { Http } from '../../src/connector-kit/http.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import type { Clock } from '../../src/core/clock.ts';
import { withTokens } from './access-token.ts';
import type { PlatformConfig } from './config.ts';
import { decodeMapCount } from './map-layer.ts';
import { decodeUsage, distinctUnits, type MonthUsage, type UnitUsage } from './usage.ts';

export interface PlatformClient {
  usagePage(month: string, page: number, size: number): Promise<Page<UnitUsage>>;
  usage(month: string): Promise<MonthUsage>;
  /** null when the unit has no layer. */
  mapRecords(unit: string): Promise<number | null>;
}

export function platformClient(context: {
  config: PlatformConfig;
  http: Http;
  clock: Clock;
}): PlatformClient {
  const { config, http } = context;
  const baseUrl = config.baseUrl.replace(/\/+$/, '');
  const withToken = withTokens(context);

  async function usagePage(month: string, page: number, size: number): Promise<Page<UnitUsage>> {
    const place = `thongke?thang=${month}&page=${page}&size=${size}`;
    const answer = await withToken((token) =>
      http.json({ url: `${baseUrl}/${place}`, headers: { authorization: `Bearer ${token}` } }),
    );
    return decodeUsage(answer.body, month, place);
  }

  return {
    usagePage,
    async usage(month) {
      const items: UnitUsage[] = [];
      let declaredTotal = 0;
      for await (const page of numberedPages(config.pageSize, 1, (number) =>
        usagePage(month, number, config.pageSize),
      )) {
        items.push(...page.items);
        declaredTotal = page.total ?? items.length;
      }
      return { month, units: distinctUnits(items, `thongke?thang=${month}`), declaredTotal };
    },
    async mapRecords(unit) {
      const place = `server/rest/services/${encodeURIComponent(unit)}/HienTrang/FeatureServer/0/query`;
      const answer = await http.json({ url: `${baseUrl}/${place}?where=1%3D1&returnCountOnly=true&f=json` });
      return decodeMapCount(answer.body, unit, place);
    },
  };
}
