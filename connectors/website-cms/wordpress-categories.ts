import { recordCheck } from '../../src/connector-kit/record-check.ts';
import type { Config } from './config.ts';
import { categoryMap, type Kind, slugOf } from './kinds.ts';
import type { Site } from './site.ts';
import type { WordpressClient } from './wordpress-client.ts';
import { noCategories } from './wordpress-errors.ts';
import type { KindsById } from './wordpress-items.ts';

const checkedCategories = recordCheck<{ id: number; slug: string }>({
  type: 'object',
  required: ['id', 'slug'],
  properties: { id: { type: 'integer' }, slug: { type: 'string' } },
});

const LIKE_A_SLUG = /^[\w%.-]+$/;

/** Ids differ from site to site, slugs do not: the site says which is which. */
export async function findCategories(
  config: Config,
  client: WordpressClient,
  site: Site,
): Promise<KindsById> {
  // Profile pages of WordPress are pages, not posts of a category.
  const wanted = new Map(
    [...categoryMap(config, site)]
      .filter(([, kind]) => kind !== 'PROFILE')
      .map(([name, kind]) => [LIKE_A_SLUG.test(name) ? name : slugOf(name), kind]),
  );
  const kinds = new Map<number, Kind>();
  const slugs: string[] = [];
  for (const [name, kind] of wanted) {
    if (/^\d+$/.test(name)) kinds.set(Number(name), kind);
    else slugs.push(name);
  }
  if (slugs.length > 0) {
    for await (const page of client.pages('categories', { slug: slugs.join(',') })) {
      for (const { id, slug } of checkedCategories(page.items, `${site.name} categories`)) {
        const kind = wanted.get(slug);
        if (kind) kinds.set(id, kind);
      }
    }
  }
  // It would look like a unit without news.
  if (kinds.size === 0) throw noCategories(site, slugs);
  return kinds;
}
