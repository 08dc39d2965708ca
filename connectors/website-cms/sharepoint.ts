import type { Http } from '../../src/connector-kit/http.ts';
import { checkedUrl } from '../../src/connector-kit/http-client.ts';
import { MAX_PAGES, tooMany } from '../../src/connector-kit/paging.ts';
import { listOf, recordCheck } from '../../src/connector-kit/record-check.ts';
import { outsideRequest, unreadableDate } from '../../src/connector-kit/record-day.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { addDays, isInside, type Window } from '../../src/core/clock.ts';
import { accountHeaders } from './account.ts';
import type { Config } from './config.ts';
import type { Item } from './item.ts';
import { bySlug, type CategoryMap, categoryMap, firstKind, slugOf } from './kinds.ts';
import type { Asked, Found, Opened, OpenSite } from './platform.ts';
import { badNextLink, listRefused } from './sharepoint-errors.ts';
import type { Site } from './site.ts';
import { titleText } from './title-text.ts';
import { isTranslation } from './translation.ts';
import { utc } from './utc.ts';

/** Columns have the names that the site's owner gave them. */
type RawRow = Readonly<Record<string, unknown>> & { readonly Id: number };

const checkedRows = recordCheck<RawRow>({
  type: 'object',
  required: ['Id'],
  properties: { Id: { type: 'integer' } },
});

/** Lists of SharePoint, such as the pages of a publishing portal. */
export async function openSharepoint({ config, http, sites }: Asked): Promise<Opened> {
  const open = sites.map((site) => new SharepointSite(config, http, site));
  return { sites: open, warnings: [], state: null, asksByDays: true };
}

class SharepointSite implements OpenSite {
  readonly site: Site;
  readonly speaksFrom = null;
  readonly #config: Config;
  readonly #http: Http;
  readonly #kinds: CategoryMap;

  constructor(config: Config, http: Http, site: Site) {
    this.site = site;
    this.#config = config;
    this.#http = http;
    this.#kinds = bySlug(categoryMap(config, site));
  }

  news = async (window: Window): Promise<Found> => this.#found(window, Number.POSITIVE_INFINITY);
  someNews = async (window: Window): Promise<Found> => this.#found(window, 1);

  profile = async ({ from }: Window): Promise<Found | null> => {
    if (![...this.#kinds.values()].includes('PROFILE')) return null;
    const rows = await this.#rows(`Modified ge datetime'${utc(from)}'`, Number.POSITIVE_INFINITY);
    const items = rows.map((raw, index) => {
      const item = this.#item(raw, index + 1, 'Modified');
      const day = item.at.slice(0, 10);
      if (day < from) throw outsideRequest(this.#place, index + 1, 'Modified', day);
      return item;
    });
    return { items: items.filter(({ kind }) => kind === 'PROFILE'), declared: null };
  };

  async #found(window: Window, mostPages: number): Promise<Found> {
    const field = this.#config.dateField;
    const filter = `${field} ge datetime'${utc(window.from)}' and ${field} lt datetime'${utc(addDays(window.to, 1))}'`;
    const rows = await this.#rows(filter, mostPages);
    const items = rows.map((raw, index) => {
      const item = this.#item(raw, index + 1, field);
      const day = item.at.slice(0, 10);
      if (!isInside(day, window)) throw outsideRequest(this.#place, index + 1, field, day);
      return item;
    });
    return { items, declared: null };
  }

  get #place(): string {
    return `${this.site.name} ${this.#list}`;
  }

  get #list(): string {
    return this.site.own.list ?? this.#config.list ?? '';
  }

  /** Nothing else is asked for: author, editor and body may name people. */
  get #fields(): readonly string[] {
    const { dateField, categoryField, statusField } = this.#config;
    const own = [dateField, categoryField, ...(statusField ? [statusField] : [])];
    return [...new Set(['Id', 'Title', 'Modified', 'FileRef', ...own])];
  }

  /** Page by page on the way that SharePoint points: it goes on after the last Id, so nothing slips (F13). */
  async #rows(filter: string, mostPages: number): Promise<RawRow[]> {
    const headers = {
      accept: 'application/json;odata=nometadata',
      ...accountHeaders(this.#config, this.site.address),
    };
    const rows = new Map<number, RawRow>();
    const visited = new Set<string>();
    for (let url: string | null = this.#address(filter); url !== null && visited.size < mostPages; ) {
      if (visited.has(url) || visited.size >= MAX_PAGES) throw tooMany();
      visited.add(url);
      const { body } = await this.#http.json({ url, headers }).catch((error: unknown) => {
        throw listRefused(error, this.site, this.#list, this.#fields);
      });
      for (const row of checkedRows(listOf(rowsOf(body), this.#place), this.#place, rows.size + 1)) {
        rows.set(row.Id, row);
      }
      url = nextOf(body, url, this.site);
    }
    return [...rows.values()];
  }

  #address(filter: string): string {
    const list = encodeURIComponent(this.#list.replaceAll("'", "''"));
    const query = [
      `$select=${this.#fields.join(',')}`,
      `$filter=${filter}`,
      '$orderby=Id',
      `$top=${this.#config.pageSize}`,
    ];
    const search = query.map((part) => encodeURI(part)).join('&');
    return `${this.site.address}/_api/web/lists/getbytitle('${list}')/items?${search}`;
  }

  #item(raw: RawRow, row: number, field: string): Item {
    const { categoryField, statusField } = this.#config;
    const at = parseSourceTime(raw[field]);
    if (at === null) throw unreadableDate(this.#place, row, field, raw[field]);
    const link = typeof raw['FileRef'] === 'string' ? raw['FileRef'] : null;
    const status = statusField ? raw[statusField] : 0;
    return {
      id: String(raw.Id),
      at,
      title: titleText(typeof raw['Title'] === 'string' ? raw['Title'] : ''),
      link,
      kind: firstKind(namesOf(raw[categoryField]).map((name) => this.#kinds.get(slugOf(name)))),
      hidden: status === 0 || status === undefined || status === null ? null : 'DRAFT',
      isTranslation: isTranslation(link, this.site.address),
    };
  }
}

/** A choice is a text, several are a list, a lookup or a term of the managed metadata is an object. */
function namesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(';').map((name) => name.trim());
  if (Array.isArray(value)) return value.flatMap(namesOf);
  if (typeof value !== 'object' || value === null) return [];
  const { results, Label, Title } = value as Readonly<Record<string, unknown>>;
  return namesOf(results ?? Label ?? Title);
}

/** "value" without metadata, "d.results" in the old verbose form. */
function rowsOf(body: unknown): unknown {
  const { value, d } = (body ?? {}) as { value?: unknown; d?: { results?: unknown } };
  return value ?? d?.results;
}

function nextOf(body: unknown, from: string, site: Site): string | null {
  const answer = body as Readonly<Record<string, unknown>> & { d?: { __next?: unknown } };
  const next = answer['odata.nextLink'] ?? answer['@odata.nextLink'] ?? answer['__next'] ?? answer.d?.__next;
  if (next === undefined || next === null) return null;
  const url = typeof next === 'string' && URL.canParse(next, from) ? new URL(next, from) : null;
  // The account goes with the request: to no other server.
  if (!url || url.origin !== checkedUrl(from).origin) throw badNextLink(site);
  return url.href;
}
