import { addDays, type Window } from '../../src/core/clock.ts';
import type { Query } from './client.ts';
import type { Config } from './config.ts';
import { PAGE_FIELDS, POST_FIELDS } from './records.ts';
import type { CategoryKinds } from './sites.ts';

export const newsQuery = (config: Config, window: Window, kinds: CategoryKinds): Query => ({
  // Neither end is included by WordPress.
  after: `${addDays(window.from, -1)}T23:59:59`,
  before: `${addDays(window.to, 1)}T00:00:00`,
  categories: [...kinds.keys()].join(','),
  orderby: 'date',
  order: 'asc',
  ...visibility(config),
  _fields: POST_FIELDS,
});

/** Without an end: see changesInside. */
export const profileQuery = (config: Config, window: Window): Query => ({
  slug: config.profilePages.join(','),
  modified_after: `${addDays(window.from, -1)}T23:59:59`,
  orderby: 'modified',
  order: 'asc',
  ...visibility(config),
  _fields: PAGE_FIELDS,
});

/** Without an account WordPress shows published items only, and refuses to be asked for others. */
const visibility = ({ username }: Config): Query =>
  username ? { status: 'publish,future,draft,pending,private,trash' } : {};
