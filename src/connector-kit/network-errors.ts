import { configError, HubError, retryError, stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { tlsError } from './http-tls-errors.ts';

/** What failed before there was a whole answer, by what the caller can do about it. `signal` is the run's own. */
export function networkError(thrown: unknown, host: string, { signal }: { signal: AbortSignal }): HubError {
  const known = hubErrorOf(thrown);
  if (known) return known;
  if (signal.aborted) return stopped(signal, thrown);
  const code = codeOf(thrown);
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
      return hostNotFound(host, thrown);
    case 'EAI_AGAIN':
      return dnsSilent(host, thrown);
    case 'UND_ERR_INVALID_ARG':
      return badHeader(host);
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'ETIMEDOUT':
    case TIMEOUT:
      return timeout(host, thrown);
    default:
      return tlsError(code, host, thrown) ?? noConnection(host, code, thrown);
  }
}

/** A refused address comes back from the connection's depths. */
function hubErrorOf(thrown: unknown): HubError | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof HubError) return error;
  }
  return null;
}

const TIMEOUT = 'TimeoutError';

function codeOf(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code, name } = error as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    if (name === TIMEOUT) return TIMEOUT;
  }
  return 'UNKNOWN';
}

/** An abort by the run's own signal keeps the run's own reason. */
export const stopped = (signal: AbortSignal, thrown: unknown): HubError =>
  signal.reason instanceof HubError
    ? signal.reason
    : stopError('CANCELLED', text('Lần lấy dữ liệu đã được dừng.', 'The pull was stopped.'), thrown);

const hostNotFound = (host: string, cause: unknown) =>
  configError(
    'HOST_NOT_FOUND',
    text(
      `Không tìm thấy máy chủ ${host}. Hãy kiểm tra địa chỉ hoặc DNS.`,
      `Host ${host} was not found. Check the address or the DNS.`,
    ),
    cause,
  );

const dnsSilent = (host: string, cause: unknown) =>
  retryError(
    'DNS_FAILED',
    text(
      `Máy chủ DNS không trả lời khi tìm ${host}. Hệ thống sẽ thử lại; nếu kéo dài hãy kiểm tra mạng và DNS của máy này.`,
      `The DNS did not answer for ${host}. It is tried again; if it lasts, check this machine's network and DNS.`,
    ),
    cause,
  );

/** The cause is not kept: it may quote a token. */
const badHeader = (host: string) =>
  configError(
    'BAD_HEADER',
    text(
      `Không gửi được yêu cầu tới ${host}: mã truy cập hoặc tài khoản có ký tự không hợp lệ (xuống dòng, dấu tiếng Việt). Hãy nhập lại trong cấu hình nguồn.`,
      `The request to ${host} cannot be sent: a token or account has characters that are not allowed (line breaks, accents). Enter it again in the source's configuration.`,
    ),
  );

const timeout = (host: string, cause: unknown) =>
  retryError(
    'TIMEOUT',
    text(
      `Máy chủ ${host} không trả lời kịp thời hạn. Hệ thống sẽ thử lại ở lần lấy sau.`,
      `${host} did not answer in time. The next pull tries again.`,
    ),
    cause,
  );

/** The system's own name of what happened is for machines. */
const noConnection = (host: string, code: string, cause: unknown) =>
  new HubError(
    'retry',
    code === 'ECONNREFUSED' ? 'CONNECTION_REFUSED' : 'CONNECTION_LOST',
    code === 'ECONNREFUSED'
      ? text(
          `Máy chủ ${host} không nhận kết nối ở cổng này. Hệ thống sẽ thử lại; nếu kéo dài hãy kiểm tra địa chỉ và cổng, rồi hỏi đơn vị vận hành dịch vụ có đang chạy không.`,
          `${host} takes no connection at this port. It is tried again; if it lasts, check address and port, then ask its operator whether the service runs.`,
        )
      : text(
          `Không kết nối được hoặc kết nối bị ngắt giữa chừng với máy chủ ${host}. Hệ thống sẽ thử lại; nếu kéo dài hãy kiểm tra mạng và tường lửa giữa hai bên.`,
          `The connection to ${host} could not be made or was lost. It is tried again; if it lasts, check the network and the firewalls between the two.`,
        ),
    { cause, details: { reason: code } },
  );
