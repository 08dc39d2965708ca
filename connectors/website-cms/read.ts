import type { Batch, ReadContext, SourceRecord } from '../../src/connector-kit/connector.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { unlessRead } from '../../src/connector-kit/unless-read.ts';
import { dayOf, type Window } from '../../src/core/clock.ts';
import { askedSites } from './asked-sites.ts';
import { atSite } from './at-site.ts';
import type { Config } from './config.ts';
import { newsRecords, profileRecords } from './item.ts';
import { news, type ProfileVerdict, profile } from './measures.ts';
import { type Opened, openPlatform } from './platform.ts';
import { changesInside } from './profile-changes.ts';
import { type SpeakingDays, speakingDays } from './speaking-days.ts';

/** What stays the same during one pull. */
interface Pull {
  readonly opened: Opened;
  /** Units without a site: nothing is known of them, not even a zero. */
  readonly silent: readonly string[];
  readonly now: string;
}

/** Every pull reads its whole window again, because items are changed and deleted later. */
export async function* read(context: ReadContext<Config>): AsyncGenerator<Batch> {
  const { window, clock } = context;
  const today = dayOf(clock.now());
  const { sites, silent, warnings } = await askedSites(context);
  const opened = await openPlatform({ ...context, sites });
  const pull: Pull = { opened, silent, now: vietnamTime(clock.now()) };
  for (const warning of [...warnings, ...opened.warnings]) yield { type: 'warning', text: warning };
  for (const days of speakingDays(window, opened.sites, silent)) {
    const slice = () => newsSlice(pull, days);
    if (!opened.asksByDays) yield* slice();
    else if (days.window.from <= today) yield* unlessRead(context, news.name, days.window, slice);
  }
  if (window.from <= today) yield* profileSlice(pull, window);
}

async function* newsSlice(
  { opened, now }: Pull,
  { window, silentUnits }: SpeakingDays,
): AsyncGenerator<Batch> {
  const stream = news.name;
  let declaredTotal: number | null = 0;
  for (const { site, news: newsOf } of opened.sites.filter((one) => !silentUnits.includes(one.site.unit))) {
    const { items, declared } = await atSite(site, () => newsOf(window));
    const records = newsRecords(site, items, now);
    if (records.length > 0) yield { type: 'records', stream, records };
    // Profile items among them are no news.
    declaredTotal = sum(declaredTotal, sum(declared, records.length - items.length));
  }
  yield { type: 'slice', stream, window, declaredTotal, silentUnits, state: opened.state };
}

/** One slice for the whole window: a page shows only its latest change, so an earlier month would empty itself. */
async function* profileSlice({ opened, silent, now }: Pull, window: Window): AsyncGenerator<Batch> {
  const stream = profile.name;
  const changes: SourceRecord<ProfileVerdict>[] = [];
  const cannotTell: string[] = [];
  let total: number | null = 0;
  for (const { site, profile: changesOf } of opened.sites) {
    const found = await atSite(site, () => changesOf(window));
    if (!found) cannotTell.push(site.unit);
    else {
      changes.push(...profileRecords(site, found.items, now));
      total = sum(total, found.declared);
    }
  }
  const { records, silentUnits } = changesInside(changes, window);
  if (records.length > 0) yield { type: 'records', stream, records };
  const speaking = new Set(records.map(({ unit }) => unit));
  yield {
    type: 'slice',
    stream,
    window,
    declaredTotal: sum(total, records.length - changes.length),
    silentUnits: [...silent, ...cannotTell.filter((unit) => !speaking.has(unit)), ...silentUnits],
    state: opened.state,
  };
}

/** An unknown part makes the whole unknown. */
const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
