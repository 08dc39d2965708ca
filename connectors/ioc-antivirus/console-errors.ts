import type { Window } from '../../src/core/clock.ts';
import { configError } from '../../src/core/errors.ts';
import { formatDay, text } from '../../src/core/text.ts';

/** Code and module of a PxgError; its message may quote anything and is not repeated. */
function codeOf(error: unknown): string {
  const { code, module } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  const parts = [
    Number.isSafeInteger(code) ? String(code) : '?',
    typeof module === 'string' && /^[A-Z_]{1,20}$/.test(module) ? module : '',
  ];
  return parts.filter(Boolean).join(' ');
}

export const refusedByConsole = (error: unknown) =>
  configError(
    'CREDENTIALS_REFUSED',
    text(
      `Máy chủ quản trị không nhận tên đăng nhập hoặc mật khẩu (mã ${codeOf(error)}). Hãy kiểm tra tài khoản và mục "tài khoản nội bộ" trong cấu hình.`,
      `The administration server refuses the user or the password (code ${codeOf(error)}). Check the account and whether it is an internal one.`,
    ),
  );

export const consoleError = (method: string, error: unknown) =>
  configError(
    'CONSOLE_ERROR',
    text(
      `Máy chủ quản trị báo lỗi ở ${method} (mã ${codeOf(error)}). Hãy kiểm tra quyền đọc của tài khoản; nếu lặp lại, hãy báo đơn vị vận hành.`,
      `The administration server reports an error at ${method} (code ${codeOf(error)}). Check the account's right to read; if it happens again, tell its operator.`,
    ),
  );

export const badConsoleAnswer = (method: string) =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Máy chủ quản trị trả lời ${method} không đúng dạng. Hãy kiểm tra địa chỉ (cổng 13299) và phiên bản của máy chủ.`,
      `The administration server's answer to ${method} has another form. Check the address (port 13299) and the server's version.`,
    ),
  );

export const onlyToday = ({ from, to }: Window) =>
  configError(
    'ONLY_TODAY',
    text(
      `Máy chủ quản trị chỉ cho biết tình trạng hôm nay, mà kỳ ${formatDay(from)} - ${formatDay(to)} không gồm hôm nay; số liệu cũ được giữ nguyên. Hãy chọn kỳ có hôm nay, hoặc tắt nguồn sau ngày chốt.`,
      `The administration server only tells the state of today, which is not in ${from} to ${to}; earlier figures are kept. Choose days up to today, or switch the source off after the closing day.`,
    ),
  );
