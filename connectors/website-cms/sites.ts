import { listOf, recordCheck } from '../../src/connector-kit/record-check.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Client } from './client.ts';
import type { Config, Site } from './config.ts';

const checkedSites = recordCheck<Site>({
  type: 'object',
  required: ['unit', 'path'],
  properties: {
    unit: { type: 'string', minLength: 1 },
    path: { type: 'string', pattern: '^/[\\w./-]*$' },
  },
});

const checkedCategories = recordCheck<{ id: number; slug: string }>({
  type: 'object',
  required: ['id', 'slug'],
  properties: { id: { type: 'integer' }, slug: { type: 'string' } },
});

/** The sites of the configuration, or else those that the portal lists. */
export async function sitesOf(config: Config, client: Client): Promise<readonly Site[]> {
  if (config.sites) return config.sites;
  const body = (await client.siteList()) as { sites?: unknown } | null;
  const sites = checkedSites(listOf(body?.sites, 'sites.json'), 'sites.json');
  if (sites.length > 0) return sites;
  throw configError(
    'NO_SITES',
    text(
      'Danh sách sites.json của cổng thông tin không có trang nào. Hãy khai báo các trang trong cấu hình nguồn.',
      "The portal's sites.json lists no site. Enter the sites in the source's configuration.",
    ),
  );
}

/** What kind of news a category of one site holds, by its id there. */
export type CategoryKinds = ReadonlyMap<number, NewsKind>;
export type NewsKind = 'LEADER' | 'ACTIVITY' | 'TRAINING';

/** Ids differ from site to site, slugs do not: the site says which is which. */
export async function categoryKinds(config: Config, client: Client, site: Site): Promise<CategoryKinds> {
  const wanted = new Map<string, NewsKind>([
    ...config.trainingCategories.map((name) => [name, 'TRAINING'] as const),
    ...config.activityCategories.map((name) => [name, 'ACTIVITY'] as const),
    ...config.leaderCategories.map((name) => [name, 'LEADER'] as const),
  ]);
  const kinds = new Map<number, NewsKind>();
  const slugs: string[] = [];
  for (const [name, kind] of wanted) {
    if (/^\d+$/.test(name)) kinds.set(Number(name), kind);
    else slugs.push(name);
  }
  if (slugs.length > 0) {
    for await (const page of client.pages(site, 'categories', { slug: slugs.join(',') })) {
      for (const { id, slug } of checkedCategories(page.items, `${site.path} categories`)) {
        const kind = wanted.get(slug);
        if (kind) kinds.set(id, kind);
      }
    }
  }
  if (kinds.size === 0) throw noCategories(site, slugs);
  return kinds;
}

const noCategories = (site: Site, slugs: readonly string[]) =>
  configError(
    'CATEGORIES_NOT_FOUND',
    text(
      `Trang ${site.path} (${site.unit}) không có chuyên mục nào trong: ${slugs.join(', ')}. Hãy sửa bảng chuyên mục trong cấu hình nguồn.`,
      `Site ${site.path} (${site.unit}) has none of the categories ${slugs.join(', ')}. Correct the categories in the source's configuration.`,
    ),
  );
