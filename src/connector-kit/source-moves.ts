import { retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** The source's own number of rows changed during each reading. */
export const sourceMoves = (readings: number) =>
  retryError(
    'SOURCE_MOVES',
    text(
      `Số dòng mà nguồn báo thay đổi trong cả ${readings} lần đọc, nên không thể lấy đủ. Hệ thống sẽ thử lại ở lần lấy sau; nên hẹn giờ lấy vào ban đêm.`,
      `The source's number of rows changed during each of ${readings} readings, so not all could be had. The next pull tries again; better schedule it for the night.`,
    ),
  );
