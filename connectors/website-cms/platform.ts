import type { Json } from '../../src/connector-kit/connector.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import type { Clock, Day, Window } from '../../src/core/clock.ts';
import type { Text } from '../../src/core/text.ts';
import type { Config } from './config.ts';
import { openFeeds } from './feed.ts';
import type { Item } from './item.ts';
import { openLiferay } from './liferay.ts';
import { openSharepoint } from './sharepoint.ts';
import type { Site } from './site.ts';
import { openSitemaps } from './sitemap.ts';
import { openWordpress } from './wordpress.ts';

/** What all platforms are given. */
export interface Asked {
  readonly config: Config;
  readonly http: Http;
  readonly clock: Clock;
  readonly sites: readonly Site[];
  readonly state: Json;
}

/** Items of one site, and how many there are by the site's own count; null when it does not say. */
export interface Found {
  readonly items: readonly Item[];
  readonly declared: number | null;
}

/** A site that was reached. */
export interface OpenSite {
  readonly site: Site;
  /** The first day it can speak of; null: all days. NEVER: none. */
  readonly speaksFrom: Day | null;
  news(window: Window): Promise<Found>;
  /** As many as one request gives, for `check`. */
  someNews(window: Window): Promise<Found>;
  /** Profile items changed since the first day, also those changed after the last; null when it cannot tell. */
  profile(window: Window): Promise<Found | null>;
}

export interface Opened {
  readonly sites: readonly OpenSite[];
  readonly warnings: readonly Text[];
  readonly state: Json;
  /** True when each slice has requests of its own, so that a stopped run need not read it again. */
  readonly asksByDays: boolean;
}

export function openPlatform(asked: Asked): Promise<Opened> {
  switch (asked.config.platform) {
    case 'wordpress':
      return openWordpress(asked);
    case 'liferay':
      return openLiferay(asked);
    case 'sharepoint':
      return openSharepoint(asked);
    case 'sitemap':
      return openSitemaps(asked);
    default:
      return openFeeds(asked);
  }
}
