import { configError, type HubError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';
import { csvTableRows } from './csv.ts';
import { type SheetRow, textCell } from './sheet.ts';
import { TableBuilder } from './table-builder.ts';
import { jsonTable } from './table-json.ts';
import type { TableCell } from './table-number.ts';
import { type Charset, decodedText } from './text-encoding.ts';
import { xlsxRows } from './xlsx.ts';
import { encryptedFile, refuseSizeAbove, type SheetLimits, unreadable } from './xlsx-refusals.ts';

export interface TableOptions {
  /** The file's own name: only compared with what the content is. */
  readonly name: string;
  /** What the file is, for messages: "bkav/thang-03.xlsx". */
  readonly place: string;
  /** Of an .xlsx; the first when left out. */
  readonly sheet?: string;
  /** More rows than this are refused, never read in part. */
  readonly maxRows?: number;
  /**
   * The wanted columns and how files spell them, without regard to accents, capitals and signs. The header is found
   * by them and the cells bear these names; all other columns are dropped unread. Left out: all columns as printed,
   * the first row with two cells is the header.
   */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  /** Of `columns`, those that must be there. */
  readonly required?: readonly string[];
  readonly charset?: Charset;
  /** First cell of the closing line that a CSV must have; without it the file was cut off. */
  readonly closing?: string;
}

export interface Table {
  readonly kind: 'csv' | 'xlsx' | 'json';
  /** Lines above the header, which often tell the month. */
  readonly titles: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** What stands behind the mark of the closing line. */
  readonly closing: string | null;
  /** What was left out or decided, in words; nothing of it is an error. */
  readonly warnings: readonly Text[];
}

export interface TableRow {
  /** As a spreadsheet or an editor counts, from 1; of JSON the number of the item. */
  readonly line: number;
  /** null: blank. Dates are "2024-03-12" or "2024-03-12T08:15:00". */
  readonly cells: Readonly<Record<string, TableCell>>;
}

export const TABLE_LIMITS: SheetLimits = {
  fileBytes: 32 * 1024 * 1024,
  entries: 2_000,
  unpackedBytes: 64 * 1024 * 1024,
  ratio: 150,
  rows: 200_000,
  columns: 1_000,
};
/** While they are read CSV takes about ten times its size and JSON twenty. */
const CSV_BYTES = 16 * 1024 * 1024;
const JSON_BYTES = 8 * 1024 * 1024;
const MAX_ROWS = 100_000;

/** The table in a CSV, XLSX or JSON file: what it is, its content says and never its name (S35). */
export async function readTable(bytes: Uint8Array, options: TableOptions): Promise<Table> {
  const { place, charset = 'auto', sheet = null } = options;
  refuseSizeAbove(TABLE_LIMITS.fileBytes, bytes.length, place);
  const table = new TableBuilder({ ...options, maxRows: options.maxRows ?? MAX_ROWS });
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(content, [0x50, 0x4b, 0x03, 0x04])) {
    for (const row of xlsxRows(bytes, place, TABLE_LIMITS, sheet)) table.take(row);
    return ended(table, 'xlsx', options);
  }
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) throw oldOffice(content, place);
  if (startsWith(content, [0x25, 0x50, 0x44, 0x46])) throw pdf(place);
  refuseSizeAbove(CSV_BYTES, bytes.length, place);
  const decoded = decodedText(bytes, place, charset);
  if (isOldPage(decoded.charset)) table.warn(oldPage(place, decoded.charset));
  const first = decoded.content.slice(0, 200).trimStart()[0];
  if (first === '<') throw webPage(place);
  if (first === '{' || first === '[') {
    refuseSizeAbove(JSON_BYTES, bytes.length, place);
    for (const row of jsonTable(decoded.content, place)) table.take(row);
    return ended(table, 'json', options);
  }
  csvTableRows(decoded.content, place, (record, line) =>
    table.take({ line, cells: record.map(textCell) } satisfies SheetRow, record.length),
  );
  return ended(table, 'csv', options);
}

function ended(table: TableBuilder, kind: Table['kind'], { name, place }: TableOptions): Table {
  const ending = /\.(csv|xlsx|json)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending !== undefined && ending !== kind) table.warn(misnamed(place, kind));
  return { kind, ...table.end(kind) };
}

const startsWith = (content: Buffer, mark: readonly number[]): boolean =>
  mark.every((byte, index) => content[index] === byte);

const isOldPage = (charset: string): boolean => charset !== 'utf-8' && !charset.startsWith('utf-16');

/** An .xlsx with a password lies in the same container as an .xls. */
function oldOffice(content: Buffer, place: string): HubError {
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return encryptedFile(place);
  return unreadable(
    place,
    text(
      'là tệp Office đời cũ (.xls), dù tên tệp ghi thế nào. Hãy lưu lại ở dạng .xlsx hoặc CSV UTF-8.',
      'is an old Office file (.xls), whatever its name says. Save it as .xlsx or CSV UTF-8.',
    ),
  );
}

const pdf = (place: string): HubError =>
  unreadable(
    place,
    text(
      'là tệp PDF, không đọc được thành bảng. Hãy lấy bản .xlsx hoặc CSV của báo cáo.',
      'is a PDF, which is no table. Take the .xlsx or CSV of the report.',
    ),
  );

const webPage = (place: string): HubError =>
  configError(
    'HTML_INSTEAD_OF_DATA',
    text(
      `Nhận được một trang web (đăng nhập, captcha, bảo trì, hoặc bảng lưu dạng web) thay vì tệp bảng ${place}. Hãy kiểm tra địa chỉ và tài khoản, hoặc lưu lại ở dạng .xlsx.`,
      `A web page came (login, captcha, maintenance, or a table saved as one) instead of the table file ${place}. Check the address and the account, or save it as .xlsx.`,
    ),
  );

const oldPage = (place: string, charset: string): Text =>
  text(
    `Tệp ${place} được đọc theo bảng mã cũ ${charset}; hãy kiểm tra tên đơn vị, và nên xuất lại ở UTF-8.`,
    `The file ${place} was read in the old code page ${charset}; look at the names, and better export it in UTF-8.`,
  );

const misnamed = (place: string, kind: Table['kind']): Text =>
  text(
    `Tệp ${place} có nội dung ${kind.toUpperCase()} khác với đuôi tên tệp; đã đọc theo nội dung.`,
    `The content of ${place} is ${kind.toUpperCase()}, other than its name says; it was read by its content.`,
  );
