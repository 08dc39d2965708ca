import { type Clock, DAY, SECOND } from '../core/clock.ts';
import { configError, HubError, retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { redirected } from './http-redirects.ts';

/** An HTTP status outside 200-299 as the error whose family tells what to do. */
export function statusError(
  status: number,
  host: string,
  retryAfterHeader: string | undefined,
  clock: Clock,
): HubError {
  if (status === 401 || status === 403) {
    return configError(
      status === 401 ? 'CREDENTIALS_REFUSED' : 'NO_PERMISSION',
      status === 401
        ? text(
            `Máy chủ ${host} từ chối tài khoản (401). Hãy nhập lại tên đăng nhập, mật khẩu hoặc mã truy cập của nguồn.`,
            `${host} refused the credentials (401). Enter the source's user, password or token again.`,
          )
        : text(
            `Tài khoản không có quyền đọc dữ liệu ở máy chủ ${host} (403). Hãy đề nghị đơn vị vận hành cấp quyền.`,
            `The account may not read from ${host} (403). Ask its operator for the right.`,
          ),
    );
  }
  if (status === 429 || status >= 500) {
    return new HubError(
      'retry',
      status === 429 ? 'TOO_MANY_REQUESTS' : 'SERVER_ERROR',
      status === 429
        ? text(
            `Máy chủ ${host} đang giới hạn số lượt gọi (429). Hệ thống sẽ thử lại ở lần lấy sau.`,
            `${host} limits the number of calls (429). The next pull tries again.`,
          )
        : text(
            `Máy chủ ${host} báo lỗi ${status}. Dữ liệu cũ được giữ nguyên; hệ thống sẽ thử lại ở lần lấy sau.`,
            `${host} reports error ${status}. Earlier data are kept; the next pull tries again.`,
          ),
      { details: { status, retryAfterSeconds: waitOf(retryAfterHeader, clock) } },
    );
  }
  if (isPart(status)) return onlyPart(host, status);
  if (status === 304) return notAsked(host);
  if (status >= 300 && status < 400) return redirected(host, status);
  return configError(
    status === 404 ? 'ADDRESS_NOT_FOUND' : 'REQUEST_REFUSED',
    status === 404
      ? text(
          `Máy chủ ${host} không có địa chỉ này (404). Hãy kiểm tra đường dẫn API trong cấu hình nguồn.`,
          `${host} has no such address (404). Check the API path in the source's configuration.`,
        )
      : text(
          `Máy chủ ${host} từ chối yêu cầu (${status}). Hãy kiểm tra cấu hình nguồn.`,
          `${host} refused the request (${status}). Check the source's configuration.`,
        ),
  );
}

/** Successes that say themselves that the answer is not, or not yet, all of it; no request asks for a part. */
export const isPart = (status: number): boolean => status === 202 || status === 205 || status === 206;

const onlyPart = (host: string, status: number): HubError =>
  retryError(
    'PARTIAL_ANSWER',
    text(
      `Máy chủ ${host} chỉ trả về một phần, hoặc còn đang chuẩn bị dữ liệu (${status}). Không nhận phần này, số liệu cũ được giữ nguyên; hệ thống sẽ thử lại. Nếu lặp lại, hãy báo đơn vị vận hành.`,
      `${host} sent only a part, or is still preparing its data (${status}). It is not taken, earlier figures are kept; it is tried again. If it happens again, tell its operator.`,
    ),
  );

/** "Not modified" to somebody who holds nothing: a cache in between mixes up its callers. */
const notAsked = (host: string): HubError =>
  retryError(
    'UNASKED_NOT_MODIFIED',
    text(
      `Máy chủ ${host} trả lời "không thay đổi" (304) cho một yêu cầu chưa từng nhận dữ liệu, thường do bộ nhớ đệm trung gian lẫn lộn. Hệ thống sẽ thử lại; nếu lặp lại, hãy báo đơn vị vận hành.`,
      `${host} answered "not modified" (304) to a request that holds no data yet: a cache in between is mixed up. It is tried again; if it happens again, tell its operator.`,
    ),
  );

/** Longer promises are not kept by anybody. */
const LONGEST_WAIT = DAY / SECOND;

/** Retry-After in whole seconds, a day at most; null when absent, blank or senseless (negative, not a date). */
function waitOf(header: string | undefined, clock: Clock): number | null {
  if (!header?.trim()) return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? (Date.parse(header) - clock.now().getTime()) / SECOND : seconds;
  return wait >= 0 ? Math.min(Math.ceil(wait), LONGEST_WAIT) : null;
}

/** Milliseconds that the source asked to wait. */
export function retryAfter(error: HubError): number | null {
  const seconds = error.details['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds * SECOND : null;
}
