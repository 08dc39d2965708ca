import type { CheckContext, CheckResult } from '../../src/connector-kit/connector.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { addDays, dayOf } from '../../src/core/clock.ts';
import { formatDay, formatNumber, text } from '../../src/core/text.ts';
import { createClient } from './client.ts';
import type { Config, Site } from './config.ts';
import { newsQuery } from './queries.ts';
import { newsRecords, type Reading } from './records.ts';
import { categoryKinds, sitesOf } from './sites.ts';

/** Reads the list of sites and the first items of one of them. */
export async function check({ config, http, clock }: CheckContext<Config>): Promise<CheckResult> {
  const client = createClient(config, http);
  const sites = await sitesOf(config, client);
  const site = sites[0] as Site;
  const kinds = await categoryKinds(config, client, site);
  const today = dayOf(clock.now());
  const window = { from: addDays(today, -365), to: today };
  const { value: page } = await client.pages(site, 'posts', newsQuery(config, window, kinds)).next();
  const reading: Reading = { site, window, now: vietnamTime(clock.now()) };
  const [post] = newsRecords(page?.items.slice(0, 1) ?? [], reading, kinds, new Set(), 1);
  const total = page?.total ?? (post ? 1 : 0);
  return {
    ok: true,
    message: text(
      `Đọc được ${formatNumber(sites.length, 'vi')} trang; trang ${site.path} có ${formatNumber(total, 'vi')} tin trong 12 tháng qua.`,
      `Read ${formatNumber(sites.length, 'en')} sites; site ${site.path} has ${formatNumber(total, 'en')} items of the last 12 months.`,
    ),
    sample: post ? `${formatDay(post.at.slice(0, 10))}: ${post.title}` : '0',
  };
}
