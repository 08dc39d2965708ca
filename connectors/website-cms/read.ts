import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { dayOf, monthsOf, type Window } from '../../src/core/clock.ts';
import { type Client, createClient, type Kind, type Query } from './client.ts';
import type { Config, Site } from './config.ts';
import { news, profile } from './measures.ts';
import { newsQuery, profileQuery } from './queries.ts';
import { newsRecords, profileRecords, type Reading, type Seen } from './records.ts';
import { type CategoryKinds, categoryKinds, sitesOf } from './sites.ts';

/** What stays the same during one pull. */
interface Pull {
  readonly client: Client;
  readonly kinds: ReadonlyMap<Site, CategoryKinds>;
  readonly now: string;
}

/** Every pull reads its whole window again, because items are changed and deleted later: no state is kept. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  const { config, window, clock } = context;
  const client = createClient(config, context.http);
  const today = dayOf(clock.now());
  if (window.from > today) return;
  const kinds = new Map<Site, CategoryKinds>();
  for (const site of await sitesAskedFor(client, context)) {
    kinds.set(site, await categoryKinds(config, client, site));
  }
  const pull: Pull = { client, kinds, now: vietnamTime(clock.now()) };
  for (const month of monthsOf(window)) {
    if (month.from <= today) yield* slice(pull, month, newsListing(config, month));
  }
  // One slice for the whole window: a page shows only its latest change, so an earlier month would empty itself.
  yield* slice(pull, window, profileListing(config, window));
}

/** A portal lists sites of units that this source is not asked for; they are left out, and said so. */
async function sitesAskedFor(client: Client, { config, units, log }: ReadContext<Config>) {
  const asked = new Set(units.map(({ code }) => code));
  const sites = await sitesOf(config, client);
  const kept = sites.filter(({ unit }) => asked.has(unit));
  const known = new Set(kept.map(({ unit }) => unit));
  const unitsWithoutSite = [...asked].filter((code) => !known.has(code)).length;
  log.info({ sites: sites.length, read: kept.length, unitsWithoutSite }, 'sites of the portal');
  return kept;
}

/** A list that every site has: how to ask for it and what becomes of its items. */
interface Listing {
  readonly stream: string;
  readonly kind: Kind;
  readonly query: (kinds: CategoryKinds) => Query;
  /** A function of one site; it is handed the page's items and the row of the first. */
  readonly projection: (
    reading: Reading,
    kinds: CategoryKinds,
  ) => (items: readonly unknown[], firstRow: number) => readonly SourceRecord[];
}

const newsListing = (config: Config, window: Window): Listing => ({
  stream: news.name,
  kind: 'posts',
  query: (kinds) => newsQuery(config, window, kinds),
  projection: (reading, kinds) => {
    const seen: Seen = new Set();
    return (items, firstRow) => newsRecords(items, reading, kinds, seen, firstRow);
  },
});

const profileListing = (config: Config, window: Window): Listing => ({
  stream: profile.name,
  kind: 'pages',
  query: () => profileQuery(config, window),
  projection: (reading) => (items, firstRow) => profileRecords(items, reading, firstRow),
});

/** The same list of all sites, as one slice. */
async function* slice({ client, kinds, now }: Pull, window: Window, listing: Listing): AsyncGenerator<Batch> {
  const { stream } = listing;
  let declaredTotal: number | null = 0;
  for (const [site, siteKinds] of kinds) {
    const project = listing.projection({ site, window, now }, siteKinds);
    let received = 0;
    let total: number | null = 0;
    for await (const page of client.pages(site, listing.kind, listing.query(siteKinds))) {
      const records = project(page.items, received + 1);
      received += records.length;
      total = page.total;
      if (records.length > 0) yield { type: 'records', stream, records };
    }
    declaredTotal = sum(declaredTotal, total);
  }
  yield { type: 'slice', stream, window, declaredTotal, state: null };
}

/** An unknown part makes the whole unknown. */
const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
