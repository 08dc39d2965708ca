import type { Http } from '../../src/connector-kit/http.ts';
import { numberedPages, type Page } from '../../src/connector-kit/paging.ts';
import type { Window } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
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
  const get = session(access);
  async function page(window: Window, number: number, size: number): Promise<Page<BulletinRow>> {
    const url = address(access.config, '/bantin');
    url.search = new URLSearchParams({
      tuNgay: window.from,
      denNgay: window.to,
      page: String(number),
      size: String(size),
    }).toString();
    const place = text(`danh sách bản tin, trang ${number}`, `the list of bulletins, page ${number}`);
    const { data, total = null } = bulletinPage(await get(url), place);
    return { items: data, total };
  }
  const size = access.config.pageSize;
  return {
    first: (window) => page(window, FIRST_PAGE, 1),
    pages: (window) => numberedPages(size, FIRST_PAGE, (number) => page(window, number, size)),
  };
}

/** Logs in again once for a request that the token no longer opens, then sends that request again. */
function session(access: Access): (url: URL) => Promise<unknown> {
  let token: string | null = null;
  const get = async (url: URL, bearer: string) => {
    const answer = await access.http.json({ url, headers: { Authorization: `Bearer ${bearer}` } });
    return answer.body;
  };
  return async (url) => {
    token ??= await login(access);
    try {
      return await get(url, token);
    } catch (thrown) {
      if (!(thrown instanceof HubError && thrown.code === 'CREDENTIALS_REFUSED')) throw thrown;
      token = await login(access);
      return get(url, token);
    }
  };
}

async function login({ config, http }: Access): Promise<string> {
  const { body } = await http.json({
    method: 'POST',
    url: address(config, '/token'),
    json: { tenDangNhap: config.username, matKhau: config.password },
  });
  return loginAnswer(body, text('câu trả lời đăng nhập', 'the answer to the login')).token;
}

const address = ({ baseUrl }: BroadcastConfig, path: string): URL =>
  new URL(baseUrl.replace(/\/+$/, '') + path);
