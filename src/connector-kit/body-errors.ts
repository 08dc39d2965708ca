import { configError, type HubError, retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';

export function bodyTooLarge(host: string, limitBytes: number): HubError {
  const limit = `${Math.round(limitBytes / 1024 / 1024)} MB`;
  return configError(
    'BODY_TOO_LARGE',
    text(
      `Máy chủ ${host} trả về quá ${limit} trong một lần. Hãy giảm số dòng mỗi trang trong cấu hình nguồn.`,
      `${host} sent more than ${limit} in one answer. Lower the page size in the source's configuration.`,
    ),
  );
}

export const brokenJson = (host: string, bytes: number): HubError =>
  retryError(
    'BROKEN_JSON',
    bytes === 0
      ? text(
          `Máy chủ ${host} trả lời nhưng không gửi dữ liệu nào (0 byte). Hệ thống sẽ thử lại ở lần lấy sau; nếu kéo dài hãy báo đơn vị vận hành.`,
          `${host} answered without sending anything (0 bytes). The next pull tries again; if it lasts, tell its operator.`,
        )
      : text(
          `Máy chủ ${host} trả về dữ liệu bị cắt giữa chừng hoặc không phải JSON (${bytes} byte). Hệ thống sẽ thử lại ở lần lấy sau.`,
          `${host} sent a cut-off body or one that is not JSON (${bytes} bytes). The next pull tries again.`,
        ),
  );

export const brokenEncoding = (host: string): HubError =>
  retryError(
    'BROKEN_ENCODING',
    text(
      `Dữ liệu nén của máy chủ ${host} bị hỏng hoặc bị cắt giữa chừng. Hệ thống sẽ thử lại ở lần lấy sau.`,
      `The compressed body of ${host} is damaged or cut off. The next pull tries again.`,
    ),
  );

export const unknownEncoding = (host: string): HubError =>
  configError(
    'UNKNOWN_ENCODING',
    text(
      `Máy chủ ${host} nén dữ liệu theo cách không được hỗ trợ (chỉ nhận gzip, deflate, br, tối đa hai lớp). Hãy báo đơn vị vận hành.`,
      `${host} compresses its answer in a way that is not supported (gzip, deflate and br are, in two layers at most). Tell its operator.`,
    ),
  );

/** `declared` as the source's header names it, or null. */
export function otherCharset(host: string, declared: string | null): HubError {
  const vi = declared === null ? '' : ` (máy chủ khai báo ${declared})`;
  const en = declared === null ? '' : ` (the server declares ${declared})`;
  return configError(
    'OTHER_CHARSET',
    text(
      `Dữ liệu JSON của máy chủ ${host} không phải bảng mã UTF-8${vi}. Hãy đề nghị đơn vị vận hành xuất dữ liệu bằng UTF-8.`,
      `The JSON of ${host} is not in UTF-8${en}. Ask its operator to send UTF-8.`,
    ),
  );
}
