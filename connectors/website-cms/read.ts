import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import { joined } from '../../src/connector-kit/paging.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import { dayOf, monthsOf, type Window } from '../../src/core/clock.ts';
import { type Client, createClient } from './client.ts';
import type { Config, Site } from './config.ts';
import { news, type ProfileVerdict, profile } from './measures.ts';
import { changesInside } from './profile-changes.ts';
import { newsQuery, profileQuery } from './queries.ts';
import { newsRecords, profileRecords, type Seen } from './records.ts';
import { type CategoryKinds, categoryKinds, sitesOf } from './sites.ts';

/** What stays the same during one pull. */
interface Pull {
  readonly client: Client;
  readonly config: Config;
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
  const pull: Pull = { client, config, kinds, now: vietnamTime(clock.now()) };
  for (const month of monthsOf(window)) {
    if (month.from <= today) yield* unlessRead(context, news.name, month, () => newsSlice(pull, month));
  }
  yield* profileSlice(pull, window);
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

async function* newsSlice({ client, config, kinds, now }: Pull, window: Window): AsyncGenerator<Batch> {
  const stream = news.name;
  let declaredTotal: number | null = 0;
  for (const [site, siteKinds] of kinds) {
    const seen: Seen = new Set();
    let received = 0;
    let total: number | null = 0;
    for await (const page of client.pages(site, 'posts', newsQuery(config, window, siteKinds))) {
      const records = newsRecords(page.items, { site, window, now }, siteKinds, seen, received + 1);
      received += records.length;
      total = page.total;
      if (records.length > 0) yield { type: 'records', stream, records };
    }
    declaredTotal = sum(declaredTotal, total);
  }
  yield { type: 'slice', stream, window, declaredTotal, state: null };
}

/** One slice for the whole window: a page shows only its latest change, so an earlier month would empty itself. */
async function* profileSlice({ client, config, kinds, now }: Pull, window: Window): AsyncGenerator<Batch> {
  const stream = profile.name;
  const changes: SourceRecord<ProfileVerdict>[] = [];
  let total: number | null = 0;
  for (const site of kinds.keys()) {
    const pages = await joined(client.pages(site, 'pages', profileQuery(config, window)));
    changes.push(...profileRecords(pages.items, { site, window, now }));
    total = sum(total, pages.total);
  }
  const { records, silentUnits } = changesInside(changes, window);
  if (records.length > 0) yield { type: 'records', stream, records };
  const declaredTotal = sum(total, records.length - changes.length);
  yield { type: 'slice', stream, window, declaredTotal, silentUnits, state: null };
}

/** An unknown part makes the whole unknown. */
const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
