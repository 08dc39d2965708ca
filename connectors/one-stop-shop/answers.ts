import type { HttpHeaders } from '../../src/connector-kit/http.ts';
import { nextLink } from '../../src/connector-kit/next-link.ts';
import type { OpenedPage } from '../../src/connector-kit/paged-slice.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { rawListOf } from '../../src/connector-kit/record-check.ts';
import { failed, unexpected } from './answer-errors.ts';
import type { Config } from './config.ts';
import type { Query } from './query.ts';
import { isOverGet, ownPathOf, pagingOf } from './requests.ts';

/** Of the data services "00" [found]; others say 0, as the login does. */
const DATA_OK: readonly unknown[] = ['00', '0', 0];
/** Our reading. */
export const SESSION_ENDED = '01';

export interface OpenedList extends OpenedPage {
  /** Where the next page is, as the source says; null when it says nothing. */
  readonly next: string | null;
}

/** What a page of a list says of itself, before its rows are looked at. */
export function openList(
  config: Config,
  body: RawJson,
  { service }: Query,
  headers: HttpHeaders = {},
): OpenedList {
  const ownPath = isOverGet(config) ? ownPathOf(config, service) : '';
  const code = body.field('error_code')?.value();
  if (code === undefined ? ownPath === '' : !DATA_OK.includes(code)) {
    throw code === undefined ? unexpected('error_code') : failed(ownPath || service, code);
  }
  const { items, total, next } = isOverGet(config) ? config.list : ADAPTER;
  const rows = rawListOf(at(body, items), `${ownPath || service}${items && `.${items}`}`);
  // F09: where a total was told it does not vanish unseen; without one rows might be missed.
  if (ownPath && total && at(body, total) === undefined) throw unexpected(total);
  return {
    ...rows,
    total: total ? totalOf(at(body, total)?.value(), total) : null,
    next: (next ? nextOf(at(body, next)?.value()) : null) ?? linkedNext(config, headers),
  };
}

const ADAPTER = { items: 'result', total: 'total', next: '' };

/** "data.items"; nothing names the answer itself. */
const at = (body: RawJson, path: string): RawJson | undefined =>
  path === '' ? body : path.split('.').reduce<RawJson | undefined>((part, name) => part?.field(name), body);

/** A total may come as text; a negative or missing one says nothing. One that cannot be read is told (F09). */
function totalOf(value: unknown, field: string): number | null {
  if (value === undefined || value === null || value === '') return null;
  const total = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof total !== 'number' || !Number.isSafeInteger(total)) throw unexpected(field);
  return total >= 0 ? total : null;
}

const linkedNext = (config: Config, headers: HttpHeaders): string | null =>
  pagingOf(config) === 'link' ? nextLink(headers['link']) : null;

const nextOf = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
