import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import { shape } from '../../src/connector-kit/shape.ts';
import type { Window } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import type { Config } from './config.ts';

/** The only fields that are looked at: every other key stays behind, above all what is personal. */
export interface ItemRow {
  readonly id: string;
  readonly maDonVi: string;
  readonly ngay: string;
  readonly trangThai: string;
}

const TEXT = { type: 'string', minLength: 1 };

const itemPage = shape<{ readonly data: readonly ItemRow[]; readonly total: number }>({
  type: 'object',
  required: ['data', 'total'],
  properties: {
    total: { type: 'integer', minimum: 0 },
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'maDonVi', 'ngay', 'trangThai'],
        properties: {
          id: TEXT,
          maDonVi: TEXT,
          ngay: { type: 'string', format: 'source-time' },
          trangThai: TEXT,
        },
      },
    },
  },
});

export interface Access {
  readonly config: Config;
  readonly http: Http;
}

const FIRST_PAGE = 1;

async function readPage(
  { config, http }: Access,
  window: Window,
  page: number,
  size: number,
): Promise<Page<ItemRow>> {
  const url = new URL(urlUnder(config.baseUrl, '/muc'));
  url.search = new URLSearchParams({
    tuNgay: window.from,
    denNgay: window.to,
    page: String(page),
    size: String(size),
  }).toString();
  const { body } = await http.json({ url, headers: { 'x-api-key': config.apiKey } });
  const { data, total } = itemPage(body, text(`danh sách mục, trang ${page}`, `the list, page ${page}`));
  return { items: data, total };
}

/** The list's first row, if any, and how many rows the source says there are. */
export const readOne = (access: Access, window: Window): Promise<Page<ItemRow>> =>
  readPage(access, window, FIRST_PAGE, 1);

export const allPages = (access: Access, window: Window): AsyncGenerator<Page<ItemRow>> => {
  const size = access.config.pageSize;
  return numberedPages(size, FIRST_PAGE, (page) => readPage(access, window, page, size));
};
