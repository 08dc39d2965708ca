import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { HttpRequest } from '../../src/connector-kit/http.ts';
import type { Day } from '../../src/core/clock.ts';
import { nextElsewhere } from './answer-errors.ts';
import type { Config } from './config.ts';
import type { Position, Query, Service } from './query.ts';

export const isOverGet = ({ protocol }: Config): boolean =>
  protocol === 'rest' || protocol === 'gateway-rest' || protocol === 'key-rest';

/** How a source divides its lists; a service of the adapter numbers its pages. */
export const pagingOf = (config: Config): Config['list']['paging'] =>
  isOverGet(config) ? config.list.paging : 'page';

/** An adapter's answer has its total in a place of its own, which may still be empty. */
export const tellsTotal = (config: Config): boolean => !isOverGet(config) || config.list.total !== '';

export function firstPosition(config: Config): Position {
  const paging = pagingOf(config);
  if (paging === 'page') return { page: config.firstPage };
  return paging === 'offset' ? { offset: 0 } : { cursor: null };
}

/** One page of a list, in the words of the source's protocol. */
export function pageRequest(config: Config, token: string, query: Query, at: Position): HttpRequest {
  const headers = headersOf(config, token);
  if (isOverGet(config)) return { url: listAddress(config, query, at), headers };
  return {
    method: 'POST',
    url: urlUnder(config.baseUrl, config.dataPath),
    headers,
    json: question(config, token, query, at),
  };
}

/** A session stands in the body of the adapter's questions, any other token in the header. */
function headersOf(config: Config, token: string): Record<string, string> {
  const { protocol, appName, accessKey, secretKey, partnerCode } = config;
  const isBearer = protocol !== 'adapter' && protocol !== 'key-rest';
  const keys = { AppName: appName, AccessKey: accessKey, SecretKey: secretKey, PartnerCode: partnerCode };
  return {
    ...(isBearer ? { authorization: `Bearer ${token}` } : {}),
    ...Object.fromEntries(Object.entries(keys).filter((key): key is [string, string] => Boolean(key[1]))),
  };
}

function question({ protocol }: Config, session: string, query: Query, at: Position): object {
  const { service, unit, days, detailed, size } = query;
  const filter =
    typeof days === 'string'
      ? { ngay: compact(days) }
      : {
          loaiNgay: days.kind,
          tuNgay: WRITTEN.compact(days.window.from, FIRST),
          denNgay: WRITTEN.compact(days.window.to, LAST),
          ...(detailed ? { chiTiet: '1' } : {}),
        };
  const data = [{ ...filter, ...at, size }];
  return protocol === 'adapter'
    ? { session, madonvi: unit, service, data }
    : { madonvi: unit, service, data };
}

const FIRST = '00:00:00';
const LAST = '23:59:59';

const compact = (day: Day): string => day.replaceAll('-', '');

/** The ways in which sources want days to be written; the time is the day's first or last second. */
const WRITTEN = {
  compact: (day: Day, time: string) => compact(day) + time.replaceAll(':', ''),
  iso: (day: Day, time: string) => `${day}T${time}`,
  day: (day: Day) => day,
  local: (day: Day) => day.split('-').reverse().join('/'),
};

/** Where the list has a path of its own; blank where it is a service of the common path. */
export const ownPathOf = ({ list }: Config, service: Service): string =>
  ({
    LayDanhSachHoSo: list.dossiersPath,
    LayDanhSachTTHC: list.proceduresPath,
    LayDanhSachPAKN: list.feedbackPath,
  })[service];

function listAddress(config: Config, query: Query, at: Position): string {
  const { baseUrl, dataPath, list } = config;
  const { service, unit, size } = query;
  const path = ownPathOf(config, service);
  if ('link' in at) return linkedAddress(urlUnder(baseUrl, path || dataPath), at.link);
  const asked: Record<string, string> = {
    ...(path ? {} : { service }),
    ...(unit ? { [list.unitParam]: unit } : {}),
    ...daysAsked(config, query, path !== ''),
    ...positionAsked(list, at),
    [list.sizeParam]: String(size),
  };
  // A parameter without a name is one that the source does not know.
  delete asked[''];
  const search = new URLSearchParams(asked).toString();
  return `${urlUnder(baseUrl, path || dataPath)}${search && `?${search}`}`;
}

/** A list with a path of its own holds the received items as a matter of course. */
function daysAsked({ list }: Config, { days, detailed }: Query, hasOwnPath: boolean): Record<string, string> {
  const written = WRITTEN[list.dates];
  if (typeof days === 'string') {
    return { ngay: list.dates === 'compact' ? compact(days) : written(days, FIRST) };
  }
  const { kind, window } = days;
  return {
    ...(hasOwnPath && kind === 'NGAY_TIEP_NHAN' ? {} : { loaiNgay: kind }),
    [list.fromParam]: written(window.from, FIRST),
    [list.toParam]: written(window.to, LAST),
    ...(detailed ? { chiTiet: '1' } : {}),
  };
}

function positionAsked(list: Config['list'], at: Position): Record<string, string> {
  if ('page' in at) return { [list.pageParam]: String(at.page) };
  if ('offset' in at) return { [list.offsetParam]: String(at.offset) };
  return 'link' in at || at.cursor === null ? {} : { [list.cursorParam]: at.cursor };
}

/** The token goes with the request: only to the configured host, and never less protected than the base is. */
function linkedAddress(address: string, link: string): string {
  const base = new URL(address);
  if (!URL.canParse(link, base.href)) throw nextElsewhere(base.host);
  const next = new URL(link, base);
  if (next.hostname !== base.hostname) throw nextElsewhere(base.host);
  return `${base.origin}${next.pathname}${next.search}`;
}
