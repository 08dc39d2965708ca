import type { Http, HttpAnswer } from '../../src/connector-kit/http.ts';
import { clientCredentials } from '../../src/connector-kit/oauth2.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import { outsideRequest } from '../../src/connector-kit/record-day.ts';
import { shape } from '../../src/connector-kit/shape.ts';
import { wholeSlice } from '../../src/connector-kit/whole-slice.ts';
import { addDays, type Day, type Window } from '../../src/core/clock.ts';
import { accountHeaders } from './account.ts';
import type { Item } from './item.ts';
import { bySlug, type CategoryMap, categoryMap } from './kinds.ts';
import { checkedContents, contentItem, type DateField, FIELDS, type RawContent } from './liferay-contents.ts';
import { structureRefused } from './liferay-errors.ts';
import type { Asked, Found, Opened, OpenSite } from './platform.ts';
import type { Site } from './site.ts';
import { steadyPages } from './steady-pages.ts';
import { utc } from './utc.ts';

const answered = shape<{ items: unknown[]; totalCount: number; lastPage: number }>({
  type: 'object',
  required: ['items', 'totalCount', 'lastPage'],
  properties: {
    items: { type: 'array' },
    totalCount: { type: 'integer', minimum: 0 },
    lastPage: { type: 'integer', minimum: 0 },
  },
});

/** Liferay's headless delivery of web contents. It shows approved contents only. */
export async function openLiferay(asked: Asked): Promise<Opened> {
  const get = getter(asked);
  const sites = asked.sites.map((site) => new LiferaySite(asked, get, site));
  return { sites, warnings: [], state: null, asksByDays: true };
}

type Get = (url: string) => Promise<HttpAnswer<unknown>>;

function getter({ config, http, clock }: Asked): Get {
  const { tokenUrl, clientId, clientSecret } = config;
  const get = (url: string, more: Readonly<Record<string, string>>): ReturnType<Http['json']> =>
    http.json({
      url,
      headers: { 'accept-language': 'vi-VN', ...accountHeaders(config, url), ...more },
    });
  if (!tokenUrl || !clientId || !clientSecret) return (url) => get(url, {});
  const withToken = clientCredentials(http, { tokenUrl, clientId, clientSecret }, clock);
  return (url) => withToken((token) => get(url, { authorization: `Bearer ${token}` }));
}

class LiferaySite implements OpenSite {
  readonly site: Site;
  readonly speaksFrom = null;
  readonly #get: Get;
  readonly #size: number;
  readonly #list: string;
  readonly #kinds: CategoryMap;

  constructor({ config }: Asked, get: Get, site: Site) {
    this.site = site;
    this.#get = get;
    this.#size = config.pageSize;
    this.#list = site.own.list ?? config.list ?? '';
    this.#kinds = bySlug(categoryMap(config, site));
  }

  news = async (window: Window): Promise<Found> => {
    const { rows, declared } = await this.#whole(this.#newsFilter(window));
    return { items: this.#news(rows, window), declared };
  };

  someNews = async (window: Window): Promise<Found> => {
    const { items, total } = await this.#page(this.#newsFilter(window), 1, FIELDS);
    return { items: this.#news(checkedContents(items, this.#place), window), declared: total };
  };

  profile = async ({ from }: Window): Promise<Found | null> => {
    if (![...this.#kinds.values()].includes('PROFILE')) return null;
    const { rows } = await this.#whole(`dateModified ge ${utc(from)}`);
    const items = rows.map((row, index) => this.#itemSince(from, row, index + 1));
    return { items: items.filter(({ kind }) => kind === 'PROFILE'), declared: null };
  };

  #newsFilter = ({ from, to }: Window): string =>
    `datePublished ge ${utc(from)} and datePublished lt ${utc(addDays(to, 1))}`;

  get #place(): string {
    return `${this.site.name} structured-contents`;
  }

  #news(rows: readonly RawContent[], { from, to }: Window): Item[] {
    return rows.map((row, index) => {
      const item = this.#item(row, index + 1, 'datePublished');
      const day = item.at.slice(0, 10);
      if (day < from || day > to) throw outsideRequest(this.#place, index + 1, 'datePublished', day);
      return item;
    });
  }

  #itemSince(from: Day, raw: RawContent, row: number): Item {
    const item = this.#item(raw, row, 'dateModified');
    const day = item.at.slice(0, 10);
    if (day < from) throw outsideRequest(this.#place, row, 'dateModified', day);
    return item;
  }

  #item(raw: RawContent, row: number, field: DateField): Item {
    return contentItem(this.site, raw, { list: this.#place, row, field }, this.#kinds);
  }

  async #page(filter: string, number: number, fields: string): Promise<Page<unknown>> {
    const search = new URLSearchParams({
      filter,
      sort: 'dateCreated:asc',
      fields,
      page: String(number),
      pageSize: String(this.#size),
    });
    const path = `/o/headless-delivery/v1.0/content-structures/${encodeURIComponent(this.#list)}/structured-contents`;
    const { body } = await this.#get(`${this.site.address}${path}?${search}`).catch((error: unknown) => {
      throw structureRefused(error, this.site, this.#list);
    });
    const { items, totalCount, lastPage } = answered(body, this.#place);
    return { items, total: totalCount, isLast: number >= lastPage };
  }

  #whole(filter: string) {
    const list = (fields: string) =>
      numberedPages(this.#size, 1, (number) => this.#page(filter, number, fields));
    const place = this.#place;
    async function* rows() {
      let row = 1;
      for await (const page of list(FIELDS)) {
        yield { ...page, items: checkedContents(page.items, place, row) };
        row += page.items.length;
      }
    }
    async function* keys() {
      for await (const page of list('id')) yield { ...page, items: page.items.map(idOf) };
    }
    return wholeSlice<RawContent>(keyOf, () => steadyPages<RawContent>(rows(), keys, keyOf));
  }
}

const keyOf = ({ id }: RawContent): string => String(id);
const idOf = (raw: unknown): string => String((raw as { id?: unknown } | null)?.id);
