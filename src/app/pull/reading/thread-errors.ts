import { MINUTE, SECOND } from '../../../core/clock.ts';
import { HubError, retryError } from '../../../core/errors.ts';
import { type Text, text } from '../../../core/text.ts';

/** Ends of a reading from outside. None says anything of the source's data: what was visible stays. */

const broken = (code: string, words: Text, cause?: unknown) => new HubError('stop', code, words, { cause });

const KEPT = text(
  'Số liệu cũ được giữ nguyên, các nguồn khác không bị ảnh hưởng.',
  'Earlier figures are kept and no other source is touched.',
);

export const hangs = (limit: number) =>
  broken(
    'CONNECTOR_HANGS',
    text(
      `Kết nối của nguồn bị treo: không phản hồi trong ${limit / SECOND} giây nên đã bị dừng. ${KEPT.vi} Hãy báo quản trị viên cập nhật kết nối này.`,
      `The source's connector hangs: no sign of life for ${limit / SECOND} seconds, so it was ended. ${KEPT.en} Tell the administrator to update this connector.`,
    ),
  );

export const neverMoves = (limit: number) =>
  retryError(
    'PULL_STALLED',
    text(
      `Việc lấy dữ liệu không tiến thêm trong ${Math.round(limit / MINUTE)} phút nên đã bị dừng. ${KEPT.vi} Hệ thống sẽ tự thử lại; nếu lặp lại, hãy báo đơn vị vận hành nguồn.`,
      `The pull made no progress for ${Math.round(limit / MINUTE)} minutes, so it was ended. ${KEPT.en} The hub tries again; if it happens again, tell the source's operator.`,
    ),
  );

export const takesTooLong = (limit: number) =>
  retryError(
    'PULL_TOO_LONG',
    text(
      `Việc lấy dữ liệu kéo dài hơn ${Math.round(limit / MINUTE)} phút nên đã tạm dừng; phần đã đọc được giữ lại và lần sau sẽ đọc tiếp. ${KEPT.vi}`,
      `The pull took more than ${Math.round(limit / MINUTE)} minutes and was stopped; what was read is kept and the next pull goes on from there. ${KEPT.en}`,
    ),
  );

export const leaks = (megabytes: number) =>
  broken(
    'CONNECTOR_OUT_OF_MEMORY',
    text(
      `Kết nối của nguồn cần hơn ${megabytes} MB bộ nhớ nên đã bị dừng. ${KEPT.vi} Hãy giảm số dòng mỗi trang của nguồn; nếu vẫn lỗi, hãy báo quản trị viên.`,
      `The source's connector needs more than ${megabytes} MB of memory, so it was ended. ${KEPT.en} Lower the source's page size; if that does not help, tell the administrator.`,
    ),
  );

export const threadDied = (cause: unknown) =>
  broken(
    'CONNECTOR_DIED',
    text(
      `Kết nối của nguồn dừng bất thường. ${KEPT.vi} Hãy báo quản trị viên kèm thời điểm xảy ra lỗi.`,
      `The source's connector ended unexpectedly. ${KEPT.en} Tell the administrator the time at which this happened.`,
    ),
    cause,
  );
