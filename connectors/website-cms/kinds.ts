import { withoutAccents } from '../../src/core/text.ts';
import type { Config } from './config.ts';
import type { Site } from './site.ts';

export type NewsKind = 'LEADER' | 'ACTIVITY' | 'TRAINING';
export type Kind = NewsKind | 'PROFILE';

/** An item in several categories has the first of these, so that none counts twice. */
const ORDER: readonly Kind[] = ['LEADER', 'ACTIVITY', 'TRAINING', 'PROFILE'];

/** What kind of items a category of one site holds, by its name as it is configured. */
export type CategoryMap = ReadonlyMap<string, Kind>;

/** The site's own categories, each list that it does not have taken from the source. A name in two lists has the first kind. */
export const categoryMap = (config: Config, { own }: Pick<Site, 'own'>): CategoryMap =>
  new Map([
    ...of(own.profileCategories ?? config.profileCategories, 'PROFILE'),
    ...of(own.trainingCategories ?? config.trainingCategories, 'TRAINING'),
    ...of(own.activityCategories ?? config.activityCategories, 'ACTIVITY'),
    ...of(own.leaderCategories ?? config.leaderCategories, 'LEADER'),
  ]);

const of = (names: readonly string[], kind: Kind) => names.map((name) => [name, kind] as const);

/** "Tin lãnh đạo" -> "tin-lanh-dao": as sites make addresses of names, so that either may be configured. */
export const slugOf = (name: string): string =>
  withoutAccents(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export const bySlug = (map: CategoryMap): CategoryMap =>
  new Map([...map].map(([name, kind]) => [slugOf(name), kind]));

export const firstKind = (kinds: Iterable<Kind | null | undefined>): Kind | null => {
  const found = new Set(kinds);
  return ORDER.find((kind) => found.has(kind)) ?? null;
};
