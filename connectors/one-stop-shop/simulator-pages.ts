import type { SimulatorRequest } from '../../src/connector-kit/simulator-server.ts';
import type { Items, ListQuestion, Lists } from './simulator-lists.ts';

/** The services behind a REST list's last step. */
const SERVICES: Readonly<Record<string, string>> = {
  'ho-so': 'LayDanhSachHoSo',
  'thu-tuc': 'LayDanhSachTTHC',
  pakn: 'LayDanhSachPAKN',
  'ho-so-don-gian': 'don-gian',
};

/** Ways in which REST systems divide a list, by the step before: /api/cursor/ho-so. */
const STYLES: Readonly<Record<string, (items: Items, request: SimulatorRequest) => object>> = {
  page0: (items, { query }) => {
    const [page, size] = [numberOf(query, 'pageNumber', 0), numberOf(query, 'pageSize', 20)];
    return { total: items.length, items: shown(items, page * size, size) };
  },
  // Takes page 0 for the first one, as many do.
  page1: (items, { query }) => {
    const [page, size] = [Math.max(1, numberOf(query, 'page', 1)), numberOf(query, 'limit', 20)];
    return { result: shown(items, (page - 1) * size, size), total: String(items.length) };
  },
  // Sends fewer rows than it is asked for, as systems do that protect themselves.
  offset: (items, { query }) => {
    const [offset, limit] = [numberOf(query, 'offset', 0), numberOf(query, 'limit', 20)];
    return { data: { items: shown(items, offset, Math.min(limit, 50)), count: items.length } };
  },
  cursor: (items, { query }) => {
    const [at, size] = [positionOf(query.get('after')), numberOf(query, 'size', 20)];
    const isLast = at + size >= items.length;
    return { items: shown(items, at, size), paging: { next: isLast ? null : cursorAt(at + size) } };
  },
  link: (items, { query, path }) => {
    const [at, size] = [numberOf(query, 'start', 0), numberOf(query, 'size', 20)];
    const next = new URLSearchParams(query);
    next.set('start', String(at + size));
    const isLast = at + size >= items.length;
    return { items: shown(items, at, size), next: isLast ? '' : `${path}?${next}` };
  },
};

/** The answer of a REST list; null where there is none at this path. */
export function restPage(request: SimulatorRequest, lists: Lists): object | null {
  const [style, list] = request.path.split('/').slice(-2);
  const service = SERVICES[list ?? ''];
  const page = STYLES[style ?? ''];
  return service && page ? page(lists(questionOf(service, request.query)), request) : null;
}

const FILTERS = ['loaiNgay', 'tuNgay', 'denNgay', 'ngay', 'chiTiet'];

function questionOf(service: string, query: URLSearchParams): ListQuestion {
  const filter = Object.fromEntries([...query].filter(([name]) => FILTERS.includes(name)));
  return { service, unit: query.get('madonvi') ?? '', filter };
}

const shown = (items: Items, from: number, size: number): object[] =>
  items.slice(from, from + size).map((item) => item());

const numberOf = (query: URLSearchParams, name: string, otherwise: number): number =>
  Number(query.get(name) ?? otherwise);

const cursorAt = (position: number): string => Buffer.from(`sau:${position}`).toString('base64url');

const positionOf = (cursor: string | null): number =>
  cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString().replace('sau:', ''));
