import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { addDays, dayOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber, text } from '../../src/core/text.ts';
import { atSite } from './at-site.ts';
import type { Config } from './config.ts';
import { openPlatform } from './platform.ts';
import { type Site, sitesOf } from './site.ts';

/** So many sites are tried for an item that can be shown: the first may have none. */
const TRIED = 3;

/** Reads the list of sites and the first items of one of them. */
export async function check(context: CheckContext<Config>): Promise<CheckResult> {
  const { config, http, clock } = context;
  const sites = await sitesOf(config, http);
  const today = dayOf(clock.now());
  const window = { from: addDays(today, -365), to: today };
  for (const site of sites.slice(0, TRIED)) {
    const { sites: opened } = await openPlatform({ config, http, clock, sites: [site], state: null });
    const found = await atSite(site, async () => opened[0]?.someNews(window));
    const [item] = found?.items ?? [];
    if (!found || !item) continue;
    const total = found.declared ?? found.items.length;
    return {
      ok: true,
      message: text(
        `Khai báo ${formatNumber(sites.length, 'vi')} trang; trang ${site.name} đọc được, có ${formatNumber(total, 'vi')} tin trong 12 tháng qua.`,
        `${formatNumber(sites.length, 'en')} sites; site ${site.name} was read and has ${formatNumber(total, 'en')} items of the last 12 months.`,
      ),
      sample: `${formatDay(item.at.slice(0, 10))}: ${item.title}`,
    };
  }
  return nothingFound(sites.slice(0, TRIED));
}

const nothingFound = (sites: readonly Site[]): CheckResult => {
  const names = sites.map(({ name }) => name).join(', ');
  return {
    ok: false,
    message: text(
      `Đã kết nối nhưng không có tin nào trong 12 tháng qua ở: ${names}. Hãy kiểm tra đường dẫn và bảng chuyên mục trong cấu hình nguồn.`,
      `Reached, but there is no item of the last 12 months at: ${names}. Check the paths and the categories in the source's configuration.`,
    ),
    sample: null,
  };
};
