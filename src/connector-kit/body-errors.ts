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

export const htmlInsteadOfData = (host: string): HubError =>
  configError(
    'HTML_INSTEAD_OF_DATA',
    text(
      `Máy chủ ${host} trả về một trang web (đăng nhập, captcha hoặc bảo trì) thay vì dữ liệu. Hãy kiểm tra địa chỉ API và tài khoản.`,
      `${host} answered with a web page (login, captcha or maintenance) instead of data. Check the API address and the account.`,
    ),
  );

export const brokenJson = (host: string, bytes: number): HubError =>
  retryError(
    'BROKEN_JSON',
    text(
      `Máy chủ ${host} trả về dữ liệu bị cắt giữa chừng hoặc không phải JSON (${bytes} byte). Hệ thống sẽ thử lại ở lần lấy sau.`,
      `${host} sent a cut-off body or one that is not JSON (${bytes} bytes). The next pull tries again.`,
    ),
  );
