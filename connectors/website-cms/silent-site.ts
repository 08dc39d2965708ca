import type { OpenSite } from './platform.ts';
import { NEVER } from './platform-days.ts';
import type { Site } from './site.ts';

/** A site of which nothing can be said this time. */
export const silentSite = (site: Site): OpenSite => ({
  site,
  speaksFrom: NEVER,
  news: async () => ({ items: [], declared: null }),
  someNews: async () => ({ items: [], declared: null }),
  profile: async () => null,
});
