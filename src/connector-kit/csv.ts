import type { CsvError } from 'csv-parse/sync';
import { configError, type HubError, retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { separatorLine, separatorOf } from './csv-separator.ts';
import { decodedText } from './text-encoding.ts';
import { whenNeeded } from './when-needed.ts';

const csvParse = whenNeeded<typeof import('csv-parse/sync')>('csv-parse/sync');

export interface CsvLine {
  readonly record: readonly string[];
  /** As an editor counts. */
  readonly line: number;
}

/** No cell or row of a table is as long. */
const ROW_BYTES = 1024 * 1024;

/** The lines of a CSV file in UTF-8 as they stand, the header among them; blank ones are left out. */
export function csvLines(bytes: Uint8Array, separator: string, place: string): readonly CsvLine[] {
  const lines: CsvLine[] = [];
  const { content } = decodedText(bytes, place, 'utf-8');
  refuseOtherKinds(content, place);
  parseCsv(content, { separator, place, from: 1 }, (record, line) => void lines.push({ record, line }));
  return lines;
}

/** The same of a table whose separator is not known; each line is handed on, so that not all are held twice. */
export function csvTableRows(
  content: string,
  place: string,
  take: (record: readonly string[], line: number) => void,
): void {
  const told = separatorLine(content);
  const separator = told ?? separatorOf(content);
  parseCsv(content, { separator, place, from: told === null ? 1 : 2 }, take);
}

function parseCsv(
  content: string,
  { separator, place, from }: { readonly separator: string; readonly place: string; readonly from: number },
  take: (record: readonly string[], line: number) => void,
): void {
  try {
    csvParse().parse(content, {
      delimiter: separator,
      from_line: from,
      max_record_size: ROW_BYTES,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (record: string[], { lines }) => {
        take(record, lines);
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof csvParse().CsvError)) throw cause;
    throw cause.code === 'CSV_QUOTE_NOT_CLOSED' ? openQuote(place) : malformed(cause, place);
  }
}

function refuseOtherKinds(content: string, place: string): void {
  const first = content.trimStart()[0];
  if (first === '<') {
    throw configError(
      'HTML_INSTEAD_OF_DATA',
      text(
        `Nguồn trả về một trang web (đăng nhập, captcha hoặc bảo trì) thay vì tệp CSV ${place}. Hãy kiểm tra địa chỉ và tài khoản.`,
        `The source answered with a web page (login, captcha or maintenance) instead of the CSV file ${place}. Check the address and the account.`,
      ),
    );
  }
  if (first === '{' || first === '[') {
    throw configError(
      'JSON_INSTEAD_OF_CSV',
      text(
        `Nguồn trả về JSON (thường là thông báo lỗi) thay vì tệp CSV ${place}. Hãy kiểm tra địa chỉ và quyền của tài khoản.`,
        `The source answered with JSON (usually an error notice) instead of the CSV file ${place}. Check the address and the account's rights.`,
      ),
    );
  }
}

/** Most often a download that was cut off inside a quoted cell. */
const openQuote = (place: string): HubError =>
  retryError(
    'CUT_OFF_CSV',
    text(
      `Tệp CSV ${place} bị cắt giữa chừng hoặc có dấu nháy kép mở mà không đóng. Hệ thống sẽ thử lại ở lần lấy sau; nếu lặp lại, hãy sửa dấu nháy trong tệp.`,
      `The CSV file ${place} was cut off or has a double quote that is never closed. The next pull tries again; if it happens again, correct the quote.`,
    ),
  );

function malformed(cause: CsvError, place: string): HubError {
  // Of a quote in the wrong place the parser knows the line, of other problems it may not.
  const line = cause['lines'];
  const [vi, en] = typeof line === 'number' ? [` ở dòng ${line}`, ` at line ${line}`] : ['', ''];
  return configError(
    'BAD_CSV',
    text(
      `Tệp CSV ${place} viết sai${vi} (${cause.code}). Hãy đề nghị đơn vị vận hành xuất lại tệp.`,
      `The CSV file ${place} is malformed${en} (${cause.code}). Ask its operator to export it again.`,
    ),
  );
}
