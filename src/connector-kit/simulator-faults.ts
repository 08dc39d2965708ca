import { configError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';

/** What a simulator can be asked to do wrong, and how `hub simulate --help` tells it. */
export const SIMULATOR_FAULTS = {
  '401': text('từ chối phiên đăng nhập hoặc mã truy cập', 'refuses the session or token'),
  '403': text('không có quyền đọc', 'no right to read'),
  '404': text('không có địa chỉ này', 'no such address'),
  '429': text('giới hạn số lượt gọi, kèm Retry-After: 2', 'too many calls, with Retry-After: 2'),
  '500': text('lỗi của máy chủ', 'error of the server'),
  '503': text('máy chủ tạm ngừng', 'server out of service'),
  html: text('trang đăng nhập với mã 200', 'a login page with status 200'),
  captcha: text('trang mã xác nhận với mã 200', 'a captcha page with status 200'),
  maintenance: text('trang thông báo bảo trì với mã 200', 'a maintenance page with status 200'),
  empty: text('câu trả lời rỗng với mã 200', 'an empty body with status 200'),
  truncated: text('câu trả lời bị cắt còn một nửa', 'half of the body'),
  'null-list': text('null ở chỗ mỗi danh sách', 'null in the place of each list'),
  'wrong-total': text('tổng số khai cao hơn thực tế 7 dòng', 'declares 7 rows more than there are'),
  'same-page': text('mọi trang đều là trang đầu', 'every page is the first one'),
  slow: text('mỗi câu trả lời chậm 5 giây', 'each answer comes 5 seconds late'),
  silent: text('nhận yêu cầu rồi không trả lời', 'takes the request and never answers'),
  reset: text('ngắt kết nối trước khi trả lời', 'ends the connection before an answer'),
} as const satisfies Readonly<Record<string, Text>>;

export type FaultKind = keyof typeof SIMULATOR_FAULTS;

export interface SimulatorFault {
  readonly kind: FaultKind;
  /** 1: each request meets it; 3: each third one, the others are answered well. */
  readonly every: number;
}

/** Reads "429" or "429:3". */
export function simulatorFault(written: string): SimulatorFault {
  const [, kind = '', every = '1'] = /^([a-z0-9-]+)(?::([1-9]\d{0,5}))?$/.exec(written) ?? [];
  if (Object.hasOwn(SIMULATOR_FAULTS, kind)) return { kind: kind as FaultKind, every: Number(every) };
  const kinds = Object.keys(SIMULATOR_FAULTS).join(', ');
  throw configError(
    'BAD_INPUT',
    text(
      `--fault là "${written.slice(0, 40)}"; cần một trong: ${kinds}; có thể thêm ":n" để chỉ mỗi yêu cầu thứ n gặp lỗi, ví dụ 429:3.`,
      `--fault is "${written.slice(0, 40)}"; expected one of: ${kinds}; ":n" after it makes each n-th request fail only, such as 429:3.`,
    ),
  );
}
