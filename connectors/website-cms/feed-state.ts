import type { Json } from '../../src/connector-kit/connector.ts';
import { compiled } from '../../src/connector-kit/shape.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Item } from './item.ts';

/** What a site's feeds have shown, of the days that they still reach: an item that has left them counts on. */
export interface Memory {
  /** The first day of which nothing is forgotten; empty at first. */
  readonly from: Day;
  readonly items: readonly Item[];
}

export const NO_MEMORY: Memory = { from: '', items: [] };

/** By the site's name. */
export type FeedState = ReadonlyMap<string, Memory>;

/** Of one site; whole days are forgotten beyond it. */
export const MOST_SEEN = 1_000;

const VERSION = 1;
const nullable = (value: object) => ({ anyOf: [value, { type: 'null' }] });

const SEEN_ITEM = {
  type: 'object',
  required: ['id', 'at', 'title', 'link', 'kind', 'hidden', 'isTranslation'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', minLength: 1 },
    at: { type: 'string', format: 'source-time', pattern: '\\+07:00$' },
    title: { type: 'string' },
    link: nullable({ type: 'string' }),
    kind: { enum: ['LEADER', 'ACTIVITY', 'TRAINING', 'PROFILE', null] },
    hidden: { enum: ['DRAFT', 'DELETED', 'FUTURE', null] },
    isTranslation: { type: 'boolean' },
  },
};

interface StoredState {
  readonly version: number;
  readonly sites: Readonly<Record<string, Memory>>;
}

const fits = compiled<StoredState>({
  type: 'object',
  required: ['version', 'sites'],
  properties: {
    version: { const: VERSION },
    sites: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['from', 'items'],
        properties: {
          from: { type: 'string', pattern: '^(\\d{4}-\\d{2}-\\d{2})?$' },
          items: { type: 'array', maxItems: MOST_SEEN, items: SEEN_ITEM },
        },
      },
    },
  },
});

/** null when something lies there that cannot be read (F28): not the same as nothing, which is a first poll. */
export function feedState(state: Json): FeedState | null {
  if (state === null) return new Map();
  return fits()(state) ? new Map(Object.entries(state.sites)) : null;
}

export const storedState = (sites: FeedState): Json =>
  ({ version: VERSION, sites: Object.fromEntries(sites) }) as unknown as Json;
