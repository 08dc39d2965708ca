import { DrizzleQueryError } from 'drizzle-orm';
import { configError, type HubError, retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** Told by a statement whose connection is gone, or by a server that ends or begins. */
export const CONNECTION_LOST = /^(CONNECTION_\w+|CONNECT_TIMEOUT|E[A-Z]{4,}|EAI_AGAIN|57P0[1-3])$/;
const DISK_FULL = '53100';
/** A statement that the database ended, here because it took too long. */
const STATEMENT_ENDED = '57014';

/** Text with a character that PostgreSQL keeps in no text: U+0000. */
const NO_SUCH_CHARACTER = new Set(['22021', '22P05']);

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code);

/** What a statement failed of that is no mistake of ours; null when it is one. */
export function toldByDatabase(error: unknown): HubError | null {
  const code = codeOf(error);
  if (CONNECTION_LOST.test(code)) return connectionLost(error);
  return code === DISK_FULL ? diskFull(error) : null;
}

/** The same of whatever came out of a question of callers: drizzle hands errors on unread, inside its own. */
export function toldToCaller(thrown: unknown): HubError | null {
  const isOfStatement = thrown instanceof DrizzleQueryError;
  const error = isOfStatement ? thrown.cause : thrown;
  const code = codeOf(error);
  if (code === STATEMENT_ENDED) return tookTooLong(error);
  if (NO_SUCH_CHARACTER.has(code)) return badCharacter(error);
  return isOfStatement ? toldByDatabase(error) : null;
}

const connectionLost = (cause: unknown) =>
  retryError(
    'DATABASE_LOST',
    text(
      'Mất kết nối tới cơ sở dữ liệu giữa chừng. Dữ liệu cũ được giữ nguyên; hệ thống sẽ tự thử lại.',
      'The connection to the database was lost. Earlier data are kept; the hub tries again by itself.',
    ),
    cause,
  );

const diskFull = (cause: unknown) =>
  retryError(
    'DATABASE_FULL',
    text(
      'Ổ đĩa của cơ sở dữ liệu đã đầy nên không ghi được. Dữ liệu cũ được giữ nguyên; hãy báo quản trị viên giải phóng dung lượng, sau đó hệ thống sẽ tự thử lại.',
      'The disk of the database is full, so nothing could be written. Earlier data are kept; tell the administrator to free space, then the hub tries again by itself.',
    ),
    cause,
  );

const badCharacter = (cause: unknown) =>
  configError(
    'BAD_CHARACTER',
    text(
      'Một giá trị gửi lên chứa ký tự không lưu được (U+0000). Hãy xóa ký tự đó rồi gửi lại.',
      'A value holds a character that cannot be kept (U+0000). Take it out and send again.',
    ),
    cause,
  );

const tookTooLong = (cause: unknown) =>
  configError(
    'STATEMENT_TIMEOUT',
    text(
      'Truy vấn mất quá nhiều thời gian nên đã bị dừng. Hãy hỏi ít mục hơn hoặc một khoảng thời gian ngắn hơn.',
      'The query took too long and was ended. Ask for fewer items or a shorter period.',
    ),
    cause,
  );
