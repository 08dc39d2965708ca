import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { loginOnce } from '../../src/connector-kit/login.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import type { Window } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { type BulletinRow, bulletinPage, loginAnswer } from './answers.ts';
import type { BroadcastConfig } from './config.ts';

export interface Access {
  readonly config: BroadcastConfig;
  readonly http: Http;
}

export interface Client {
  /** The list's first row, if any, and how many rows the system says there are. */
  first(window: Window): Promise<Page<BulletinRow>>;
  /** Bulletins made or aired in the window. */
  pages(window: Window): AsyncGenerator<Page<BulletinRow>>;
}

const FIRST_PAGE = 1;

/** One per read or check: it logs in once and keeps the token. */
export function broadcastClient(access: Access): Client {
  const withToken = loginOnce(() => login(access));
  async function page(window: Window, number: number, size: number): Promise<Page<BulletinRow>> {
    const url = new URL(urlUnder(access.config.baseUrl, '/bantin'));
    url.search = new URLSearchParams({
      tuNgay: window.from,
      denNgay: window.to,
      page: String(number),
      size: String(size),
    }).toString();
    const place = text(`danh sách bản tin, trang ${number}`, `the list of bulletins, page ${number}`);
    const { body } = await withToken((token) =>
      access.http.json({ url, headers: { Authorization: `Bearer ${token}` } }),
    );
    const { data, total = null } = bulletinPage(body, place);
    return { items: data, total };
  }
  const size = access.config.pageSize;
  return {
    first: (window) => page(window, FIRST_PAGE, 1),
    pages: (window) => numberedPages(size, FIRST_PAGE, (number) => page(window, number, size)),
  };
}

async function login({ config, http }: Access): Promise<string> {
  const { body } = await http.json({
    method: 'POST',
    url: urlUnder(config.baseUrl, '/token'),
    json: { tenDangNhap: config.username, matKhau: config.password },
  });
  return loginAnswer(body, text('câu trả lời đăng nhập', 'the answer to the login')).token;
}
