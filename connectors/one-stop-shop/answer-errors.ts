import { configError, type HubError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';

/** The source's own words may hold anything, its short code may be shown. */
const codeOf = (code: unknown): string => (/^[\w.-]{1,12}$/.test(String(code)) ? String(code) : '?');

export const refused = (code: unknown): HubError =>
  configError(
    'CREDENTIALS_REFUSED',
    text(
      `Hệ thống một cửa từ chối tài khoản (mã ${codeOf(code)}). Hãy nhập lại tên đăng nhập, mật khẩu và mã dstcode (hoặc mã và mật khẩu ứng dụng) của nguồn.`,
      `The one-stop shop refused the account (code ${codeOf(code)}). Enter the source's user, password and dstcode (or its application's key and secret) again.`,
    ),
  );

/** `list` is the service or the path that was asked. */
export const failed = (list: string, code: unknown): HubError =>
  configError(
    'SOURCE_REFUSED',
    text(
      `Hệ thống một cửa báo lỗi mã ${codeOf(code)} khi gọi ${list}. Hãy hỏi đơn vị vận hành về mã này và quyền của tài khoản; nếu hệ thống không có danh sách này thì bỏ nó khỏi trường "streams" của nguồn.`,
      `The one-stop shop answers ${list} with error code ${codeOf(code)}. Ask its operator about the code and the account's rights; if the system has no such list, take it out of the source's "streams".`,
    ),
  );

export const noRight = (list: string, host: string): HubError =>
  configError(
    'NO_PERMISSION',
    text(
      `Tài khoản hoặc ứng dụng này chưa được quyền gọi ${list} ở máy chủ ${host} (403). Hãy đề nghị đơn vị vận hành trục LGSP/NDXP cấp quyền (đăng ký sử dụng API) cho đúng ứng dụng đang dùng.`,
      `This account or application has no right to call ${list} at ${host} (403). Ask the operator of the LGSP/NDXP to grant it (a subscription to the API) to the application in use.`,
    ),
  );

export const unexpected = (fields: string): HubError =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Câu trả lời của hệ thống một cửa thiếu trường ${fields}, hoặc trường đó không đọc được. Hãy kiểm tra đường dẫn và tên trường trong cấu hình nguồn, hoặc báo đơn vị vận hành.`,
      `The one-stop shop's answer lacks ${fields}, or what stands there cannot be read. Check the paths and names of fields in the source's configuration, or tell its operator.`,
    ),
  );

export const nextElsewhere = (host: string): HubError =>
  configError(
    'NEXT_PAGE_ELSEWHERE',
    text(
      `Liên kết trang tiếp theo của nguồn không thuộc máy chủ ${host} nên không được đọc. Hãy đề nghị đơn vị vận hành trả về liên kết cùng máy chủ.`,
      `The source's link to the next page does not lead to ${host}, so it is not followed. Ask its operator for links to the same host.`,
    ),
  );
