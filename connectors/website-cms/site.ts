import { createHash } from 'node:crypto';
import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { listOf, recordCheck } from '../../src/connector-kit/record-check.ts';
import { configError, HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Config, SiteConfig } from './config.ts';

/** The web site of one unit. */
export interface Site {
  readonly unit: string;
  /** Its path or address, as staff entered it; leads the keys of its records. */
  readonly name: string;
  /** Without a slash at its end: others are put below it. */
  readonly address: string;
  /** As it was entered: some servers know an address with its last slash only. */
  readonly exactAddress: string;
  /** What is configured for it alone. */
  readonly own: Partial<SiteConfig>;
}

interface ListedSite {
  readonly unit: string;
  readonly path: string;
}

const checkedSites = recordCheck<ListedSite>({
  type: 'object',
  required: ['unit', 'path'],
  properties: {
    unit: { type: 'string', minLength: 1 },
    path: { type: 'string', pattern: '^/[\\w./-]*$' },
  },
});

/** The sites of the configuration, or else those that the portal lists. */
export async function sitesOf(config: Config, http: Http): Promise<readonly Site[]> {
  if (config.sites) return config.sites.map((site) => siteAt(config, site));
  const sites = checkedSites(listOf(await siteList(config, http), 'sites.json'), 'sites.json');
  if (sites.length > 0) return sites.map((site) => siteAt(config, site));
  throw noSites('không có trang nào', 'lists no site');
}

export function siteAt({ baseUrl }: Pick<Config, 'baseUrl'>, site: SiteConfig): Site {
  const exactAddress = site.url ?? urlUnder(baseUrl, site.path ?? '/');
  return {
    unit: site.unit,
    name: site.url ? nameOf(new URL(site.url)) : (site.path ?? '/'),
    address: exactAddress.replace(/\/+$/, ''),
    exactAddress,
    own: site,
  };
}

/** What stands after "?" may be a key: it leads no record and no message. */
const nameOf = ({ host, pathname, search }: URL): string =>
  search
    ? `${host}${pathname}?${createHash('sha256').update(search).digest('hex').slice(0, 6)}`
    : `${host}${pathname}`;

async function siteList({ baseUrl }: Config, http: Http): Promise<unknown> {
  try {
    const { body } = await http.json({ url: urlUnder(baseUrl, '/sites.json') });
    return (body as { sites?: unknown } | null)?.sites;
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'ADDRESS_NOT_FOUND')) throw error;
    throw noSites('không có ở địa chỉ này (404)', 'is not at this address (404)');
  }
}

const noSites = (vi: string, en: string) =>
  configError(
    'NO_SITES',
    text(
      `Danh sách sites.json của cổng thông tin ${vi}. Hãy khai báo các trang trong cấu hình nguồn.`,
      `The portal's sites.json ${en}. Enter the sites in the source's configuration.`,
    ),
  );
