import { wholeSlice } from '../../src/connector-kit/whole-slice.ts';
import { addDays, type Window } from '../../src/core/clock.ts';
import { hasAccount } from './account.ts';
import type { Config } from './config.ts';
import { openEach } from './open-each.ts';
import type { Asked, Found, Opened, OpenSite } from './platform.ts';
import { silentSite } from './silent-site.ts';
import type { Site } from './site.ts';
import { steadyPages } from './steady-pages.ts';
import { findCategories } from './wordpress-categories.ts';
import { type Query, type WordpressClient, type WordpressList, wordpressClient } from './wordpress-client.ts';
import {
  checkedIds,
  checkedPages,
  checkedPosts,
  type KindsById,
  PAGE_FIELDS,
  POST_FIELDS,
  pageItem,
  postItem,
} from './wordpress-items.ts';

/** Asks every site for its categories: they stand behind other numbers on each. */
export async function openWordpress({ config, http, sites }: Asked): Promise<Opened> {
  const { opened, failed, warnings } = await openEach(sites, async (site) => {
    const client = wordpressClient(config, http, site);
    return new WordpressSite(config, client, site, await findCategories(config, client, site));
  });
  const open = [...opened.map(([, one]) => one), ...failed.map(silentSite)];
  return { sites: open, warnings, state: null, asksByDays: true };
}

class WordpressSite implements OpenSite {
  readonly site: Site;
  readonly speaksFrom = null;
  readonly #config: Config;
  readonly #client: WordpressClient;
  readonly #kinds: KindsById;

  constructor(config: Config, client: WordpressClient, site: Site, kinds: KindsById) {
    this.site = site;
    this.#config = config;
    this.#client = client;
    this.#kinds = kinds;
  }

  news = async (window: Window): Promise<Found> => {
    const query = this.#newsQuery(window);
    const { rows, received, total, declared } = await this.#whole('posts', query, checkedPosts);
    const isHiding = total !== null && total > received;
    const items = rows.map((post, index) => postItem(this.site, post, index + 1, window, this.#kinds));
    const isExplained = isHiding && (await this.#hidesDraftsOnly(query, items.filter(isPublic).length));
    return { items, declared: isExplained ? rows.length : declared };
  };

  someNews = async (window: Window): Promise<Found> => {
    const { items, total } = await this.#client.firstPage('posts', this.#newsQuery(window));
    const posts = checkedPosts(items, `${this.site.name} posts`);
    return {
      items: posts.map((post, index) => postItem(this.site, post, index + 1, window, this.#kinds)),
      declared: total,
    };
  };

  /** Without an end: see changesInside. */
  profile = async (window: Window): Promise<Found> => {
    const query = {
      slug: (this.site.own.profilePages ?? this.#config.profilePages).join(','),
      modified_after: `${addDays(window.from, -1)}T23:59:59`,
      orderby: 'id',
      order: 'asc',
      ...visibility(this.#config, this.site),
      _fields: PAGE_FIELDS,
    };
    const { rows, declared } = await this.#whole('pages', query, checkedPages);
    const pages = rows.map((page, index) => pageItem(this.site, page, index + 1, window.from));
    const items = pages.filter((page) => page !== null);
    return { items, declared: declared === null ? null : declared - (pages.length - items.length) };
  };

  #newsQuery(window: Window): Query {
    return {
      // Neither end is included by WordPress.
      after: `${addDays(window.from, -1)}T23:59:59`,
      before: `${addDays(window.to, 1)}T00:00:00`,
      categories: [...this.#kinds.keys()].join(','),
      // By number: two items may bear the same second, and what is added comes at the end.
      orderby: 'id',
      order: 'asc',
      ...visibility(this.#config, this.site),
      _fields: POST_FIELDS,
    };
  }

  #whole<T extends { readonly id: number }>(
    list: WordpressList,
    query: Query,
    checked: (items: readonly unknown[], list: string, firstRow: number) => readonly T[],
  ) {
    const client = this.#client;
    const place = `${this.site.name} ${list}`;
    async function* rows() {
      let row = 1;
      for await (const page of client.pages(list, query)) {
        yield { ...page, items: checked(page.items, place, row) };
        row += page.items.length;
      }
    }
    async function* keys() {
      for await (const page of client.pages(list, { ...query, _fields: 'id' })) {
        yield { ...page, items: checkedIds(page.items, place).map(keyOf) };
      }
    }
    return wholeSlice<T>(keyOf, () => steadyPages<T>(rows(), keys, keyOf));
  }

  /**
   * The total also counts drafts of others that the account may not see (Trac #42947). When as many public items
   * came as the site counts, only such are missing.
   */
  async #hidesDraftsOnly(query: Query, received: number): Promise<boolean> {
    if (!('status' in query)) return false;
    const publicOnly = { ...query, status: 'publish', _fields: 'id' };
    const { total } = await this.#client.firstPage('posts', publicOnly);
    return total === received;
  }
}

const keyOf = ({ id }: { readonly id: number }): string => String(id);
const isPublic = ({ hidden }: Found['items'][number]): boolean => hidden === null;

/** Without an account WordPress shows published items only, and refuses to be asked for others. */
const visibility = (config: Config, { address }: Site): Query =>
  hasAccount(config, address) ? { status: 'publish,future,draft,pending,private,trash' } : {};
