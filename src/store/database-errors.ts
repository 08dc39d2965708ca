import { DrizzleQueryError } from 'drizzle-orm';
import { configError, type HubError, retryError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';

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

/** Why there is no connection, by what PostgreSQL or the network answered: the user's name and password stay out. */
export function noConnection(code: string, database: string, host: string): Text {
  switch (code) {
    case '28P01':
      return text(
        `PostgreSQL ở ${host} đang chạy nhưng không nhận mật khẩu (${code}). Hãy sửa tài khoản và mật khẩu trong DATABASE_URL rồi chạy lại.`,
        `PostgreSQL at ${host} runs but refuses the password (${code}). Correct the user and the password in DATABASE_URL and start again.`,
      );
    case '28000':
      return text(
        `PostgreSQL ở ${host} đang chạy nhưng không cho tài khoản này vào (${code}): không có tài khoản đó, hoặc pg_hba.conf không cho nó vào cơ sở dữ liệu ${database} từ máy này. Hãy sửa tài khoản trong DATABASE_URL, hoặc nhờ người quản trị PostgreSQL mở quyền.`,
        `PostgreSQL at ${host} runs but does not let this user in (${code}): there is no such user, or pg_hba.conf keeps it from database ${database} from this machine. Correct the user in DATABASE_URL, or have the administrator of PostgreSQL let it in.`,
      );
    case '3D000':
      return text(
        `PostgreSQL ở ${host} đang chạy nhưng không có cơ sở dữ liệu ${database} (${code}). Hãy tạo cơ sở dữ liệu đó, hoặc sửa tên trong DATABASE_URL.`,
        `PostgreSQL at ${host} runs but has no database ${database} (${code}). Create it, or correct its name in DATABASE_URL.`,
      );
    default:
      return text(
        `Không kết nối được cơ sở dữ liệu ${database} ở ${host} (${code}). Hãy kiểm tra PostgreSQL đang chạy, tài khoản và DATABASE_URL.`,
        `No connection to database ${database} at ${host} (${code}). Check that PostgreSQL runs, the account and DATABASE_URL.`,
      );
  }
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
