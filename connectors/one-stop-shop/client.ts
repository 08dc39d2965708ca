import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http, HttpRequest, PageAnswer, PageMark } from '../../src/connector-kit/http.ts';
import { loginOnce } from '../../src/connector-kit/login.ts';
import type { OpenedPage } from '../../src/connector-kit/paged-slice.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import { rawListOf } from '../../src/connector-kit/record-check.ts';
import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Config } from './config.ts';

/** LayDanhSachHoSo is our name: the found specification writes dossiers but has no list of them. */
export type Service = 'LayDanhSachHoSo' | 'LayDanhSachTTHC';

export interface Query {
  readonly service: Service;
  /** Empty asks for all units at once. */
  readonly unit: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly size: number;
}

export interface Client {
  page(query: Query, number: number, known: PageMark | null): Promise<PageAnswer>;
}

/** Codes of answers: the login says 0, the data service "00" [found]; "01" for an ended session is our reading. */
const LOGIN_OK = 0;
const DATA_OK = '00';
const SESSION_ENDED = '01';

type Fields = Readonly<Record<string, unknown>>;

/** One session for the whole run. */
export function createClient(config: Config, http: Http): Client {
  async function login(): Promise<string> {
    const { body } = await http.json({
      method: 'POST',
      url: urlUnder(config.baseUrl, config.authPath),
      headers: { dstcode: config.dstcode },
      json: { username: config.username, password: config.password },
    });
    const { session: token, error_code: code } = fieldsOf(body);
    if (code === undefined) throw unexpected('session, error_code');
    if (code !== LOGIN_OK) throw refused(code);
    if (typeof token !== 'string' || token === '') throw unexpected('session');
    return token;
  }

  async function ask(
    session: string,
    query: Query,
    number: number,
    known: PageMark | null,
  ): Promise<PageAnswer> {
    const request = config.protocol === 'rest' ? restRequest : adapterRequest;
    const answer = await http.page({ ...request(config, session, query, number), known });
    if (!answer.unchanged && answer.body.field('error_code')?.value() === SESSION_ENDED) {
      throw refused(SESSION_ENDED);
    }
    return answer;
  }

  const withSession = loginOnce(login);
  return { page: (query, number, known) => withSession((session) => ask(session, query, number, known)) };
}

function adapterRequest(config: Config, session: string, query: Query, page: number): HttpRequest {
  const { service, unit, filter, size } = query;
  return {
    method: 'POST',
    url: urlUnder(config.baseUrl, config.dataPath),
    json: { session, madonvi: unit, service, data: [{ ...filter, page, size }] },
  };
}

function restRequest(config: Config, session: string, query: Query, page: number): HttpRequest {
  const { service, unit, filter, size } = query;
  const asked = { service, madonvi: unit, ...filter, page: String(page), size: String(size) };
  const url = `${urlUnder(config.baseUrl, config.dataPath)}?${new URLSearchParams(asked)}`;
  return { url, headers: { authorization: `Bearer ${session}` } };
}

export function openPage(body: RawJson, { service }: Query): OpenedPage {
  const code = body.field('error_code')?.value();
  if (code === undefined) throw unexpected('error_code');
  if (code !== DATA_OK) throw failed(service, code);
  const list = rawListOf(body.field('result'), `${service}.result`);
  return { ...list, total: totalOf(body.field('total')?.value()) };
}

/** A total may come as text; a negative or missing one says nothing. */
function totalOf(value: unknown): number | null {
  const total = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : null;
}

const fieldsOf = (body: unknown): Fields =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Fields) : {};

/** The source's own words may hold anything, its short code may be shown. */
const codeOf = (code: unknown): string => (/^[\w.-]{1,12}$/.test(String(code)) ? String(code) : '?');

const refused = (code: unknown) =>
  configError(
    'CREDENTIALS_REFUSED',
    text(
      `Hệ thống một cửa từ chối tài khoản (mã ${codeOf(code)}). Hãy nhập lại tên đăng nhập, mật khẩu và mã dstcode của nguồn.`,
      `The one-stop shop refused the account (code ${codeOf(code)}). Enter the source's user, password and dstcode again.`,
    ),
  );

const failed = (service: Service, code: unknown) =>
  configError(
    'SOURCE_REFUSED',
    text(
      `Hệ thống một cửa báo lỗi mã ${codeOf(code)} khi gọi ${service}. Hãy hỏi đơn vị vận hành về mã này và quyền của tài khoản.`,
      `The one-stop shop answers ${service} with error code ${codeOf(code)}. Ask its operator about the code and the account's rights.`,
    ),
  );

const unexpected = (fields: string) =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Câu trả lời của hệ thống một cửa thiếu trường ${fields}. Hãy kiểm tra đường dẫn API hoặc báo đơn vị vận hành.`,
      `The one-stop shop's answer lacks ${fields}. Check the API paths or tell its operator.`,
    ),
  );
