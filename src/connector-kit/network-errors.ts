import { errors } from 'undici';
import { configError, HubError, retryError, stopError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { bodyTooLarge } from './body-errors.ts';

export interface NetworkLimits {
  /** The run's own signal. */
  readonly signal: AbortSignal;
  readonly maxBytes?: number;
}

/** What failed before there was a whole answer, by what the caller can do about it. */
export function networkError(thrown: unknown, host: string, limits: NetworkLimits): HubError {
  if (thrown instanceof HubError) return thrown;
  if (limits.signal.aborted) return stopped(limits.signal, thrown);
  const code = codeOf(thrown);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return bodyTooLarge(host, limits.maxBytes ?? MAX_BYTES);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return hostNotFound(host, thrown);
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME|UNABLE_TO_/.test(code)) return badCertificate(host, code, thrown);
  const timedOut = thrown instanceof errors.ConnectTimeoutError || (thrown as Error)?.name === 'TimeoutError';
  return timedOut ? timeout(host, thrown) : noConnection(host, code, thrown);
}

/** Of one decoded answer; the page size of a source can always be lowered. */
export const MAX_BYTES = 64 * 1024 * 1024;

function codeOf(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return 'UNKNOWN';
}

/** An abort by the run's own signal keeps the run's own reason. */
const stopped = (signal: AbortSignal, thrown: unknown): HubError =>
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

const badCertificate = (host: string, code: string, cause: unknown) =>
  configError(
    'BAD_CERTIFICATE',
    text(
      `Chứng thư số của máy chủ ${host} không hợp lệ (${code}). Hãy yêu cầu đơn vị vận hành gia hạn hoặc cài chứng thư đúng.`,
      `The certificate of ${host} is not valid (${code}). Ask its operator to renew or install the right one.`,
    ),
    cause,
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

const noConnection = (host: string, code: string, cause: unknown) =>
  retryError(
    code === 'ECONNREFUSED' ? 'CONNECTION_REFUSED' : 'CONNECTION_LOST',
    text(
      `Không kết nối được máy chủ ${host} (${code}). Hệ thống sẽ thử lại; nếu kéo dài hãy kiểm tra mạng hoặc địa chỉ.`,
      `No connection to ${host} (${code}). It is tried again; if it lasts, check the network or the address.`,
    ),
    cause,
  );
