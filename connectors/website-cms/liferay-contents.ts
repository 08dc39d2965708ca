import { recordCheck } from '../../src/connector-kit/record-check.ts';
import { unreadableDate } from '../../src/connector-kit/record-day.ts';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import type { Item } from './item.ts';
import { type CategoryMap, firstKind, slugOf } from './kinds.ts';
import type { Site } from './site.ts';
import { titleText } from './title-text.ts';
import { isTranslation } from './translation.ts';

/* The allow-list: contentFields, creator and keywords may name people and are not asked for. */
export const FIELDS = 'id,title,datePublished,dateModified,friendlyUrlPath,taxonomyCategoryBriefs';

export interface RawContent {
  readonly id: number;
  readonly title: string;
  readonly datePublished: string;
  readonly dateModified: string;
  readonly friendlyUrlPath?: string;
  readonly taxonomyCategoryBriefs?: readonly {
    readonly taxonomyCategoryId: number | string;
    readonly taxonomyCategoryName: string;
  }[];
}

const string = { type: 'string' } as const;
export const checkedContents = recordCheck<RawContent>({
  type: 'object',
  required: ['id', 'title', 'datePublished', 'dateModified'],
  properties: {
    id: { type: 'integer' },
    title: string,
    datePublished: string,
    dateModified: string,
    friendlyUrlPath: string,
    taxonomyCategoryBriefs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['taxonomyCategoryId', 'taxonomyCategoryName'],
        properties: { taxonomyCategoryId: { type: ['integer', 'string'] }, taxonomyCategoryName: string },
      },
    },
  },
});

/** News count on the day of publication, the profile on that of its change. */
export type DateField = 'datePublished' | 'dateModified';

export function contentItem(
  site: Site,
  raw: RawContent,
  { list, row, field }: { readonly list: string; readonly row: number; readonly field: DateField },
  kinds: CategoryMap,
): Item {
  const at = parseSourceTime(raw[field]);
  if (at === null) throw unreadableDate(list, row, field, raw[field]);
  const link = raw.friendlyUrlPath ?? null;
  return {
    id: String(raw.id),
    at,
    title: titleText(raw.title),
    link,
    kind: firstKind(
      (raw.taxonomyCategoryBriefs ?? []).flatMap(({ taxonomyCategoryId, taxonomyCategoryName }) => [
        kinds.get(String(taxonomyCategoryId)),
        kinds.get(slugOf(taxonomyCategoryName)),
      ]),
    ),
    hidden: null,
    isTranslation: isTranslation(link, site.address),
  };
}
