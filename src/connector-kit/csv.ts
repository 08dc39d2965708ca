import { CsvError, parse } from 'csv-parse/sync';
import { configError, type HubError, retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';

export interface CsvShape<C extends string> {
  readonly separator: string;
  /** The columns that are kept, found by name; all must be there. Any other column is dropped unread. */
  readonly columns: readonly C[];
  /** First cell of the closing line, which says something after it. A file without that line was cut off; null when the source writes none. */
  readonly footer: string | null;
  /** What the file is, for messages: "baocao?thang=2024-03". */
  readonly place: string;
}

export interface CsvRow<C extends string> {
  /** As an editor counts: the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<C, string>>;
}

export interface CsvFile<C extends string> {
  readonly rows: readonly CsvRow<C>[];
  /** Cells of the closing line after its mark; null when none is expected. */
  readonly footer: readonly string[] | null;
}

export interface CsvLine {
  readonly record: readonly string[];
  /** As an editor counts. */
  readonly line: number;
}

interface ParsedWithInfo {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** A whole CSV file, reduced to the wanted columns. Blank lines are no rows; a row of another width is an error. */
export function decodeCsv<C extends string>(bytes: Uint8Array, shape: CsvShape<C>): CsvFile<C> {
  const lines = csvLines(bytes, shape);
  // A file cut inside its header must not be told as a renamed column.
  if (lines.length < 2 && shape.footer !== null) throw cutOff(bytes.length, shape.place);
  const [header, ...rest] = lines;
  if (!header) throw cutOff(bytes.length, shape.place);
  const positions = columnPositions(header.record, shape);
  const footer = shape.footer === null ? null : rest.pop();
  if (footer && (footer.record[0] !== shape.footer || !footer.record[1]))
    throw cutOff(bytes.length, shape.place);
  return {
    rows: rest.map((line) => keptRow(line, header.record.length, positions, shape.place)),
    footer: footer?.record.slice(1) ?? null,
  };
}

/** The lines of a CSV file as they stand, the header among them; blank ones are left out. */
export function csvLines(
  bytes: Uint8Array,
  shape: Pick<CsvShape<string>, 'separator' | 'place'>,
): readonly CsvLine[] {
  const content = decodedText(bytes, shape.place);
  refuseOtherKinds(content, shape.place);
  return parsedLines(content, shape);
}

/**
 * A count as Vietnamese offices write it: "1.234" is 1234 and "57,0" is 57; null for anything else.
 * A fraction, a sign, a misplaced dot or an English thousands comma is refused, not guessed at.
 */
export function parseLocalInteger(value: string): number | null {
  const whole = /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,0+)?$/.exec(value)?.[1];
  if (whole === undefined) return null;
  const number = Number(whole.replaceAll('.', ''));
  return Number.isSafeInteger(number) ? number : null;
}

const ENCODINGS = [
  { name: 'utf-16le', mark: [0xff, 0xfe] },
  { name: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/** UTF-8 unless a byte order mark says otherwise; names are composed (NFC), so equal words compare equal. */
function decodedText(bytes: Uint8Array, place: string): string {
  const encoding = ENCODINGS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  try {
    return new TextDecoder(encoding?.name ?? 'utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch (cause) {
    throw configError(
      'BAD_ENCODING',
      text(
        `Tệp CSV ${place} không ở bảng mã UTF-8. Hãy đề nghị đơn vị vận hành xuất lại tệp ở UTF-8.`,
        `The CSV file ${place} is not UTF-8. Ask its operator to export it as UTF-8.`,
      ),
      cause,
    );
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

function parsedLines(content: string, shape: Pick<CsvShape<string>, 'separator' | 'place'>): CsvLine[] {
  try {
    const parsed = parse(content, {
      delimiter: shape.separator,
      trim: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    // The package's types know nothing of what `info: true` returns.
    return (parsed as unknown as ParsedWithInfo[]).map(({ record, info }) => ({ record, line: info.lines }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    if (cause.code === 'CSV_QUOTE_NOT_CLOSED') throw cutOff(content.length, shape.place);
    throw configError(
      'BAD_CSV',
      text(
        `Tệp CSV ${shape.place} viết sai ở dòng ${cause['lines']} (${cause.code}). Hãy đề nghị đơn vị vận hành xuất lại tệp.`,
        `The CSV file ${shape.place} is malformed at line ${cause['lines']} (${cause.code}). Ask its operator to export it again.`,
      ),
    );
  }
}

function columnPositions<C extends string>(
  header: readonly string[],
  shape: CsvShape<C>,
): ReadonlyMap<C, number> {
  return new Map(
    shape.columns.map((column) => {
      const count = header.filter((name) => name === column).length;
      if (count !== 1) throw badHeader(column, count, shape.place);
      return [column, header.indexOf(column)];
    }),
  );
}

function keptRow<C extends string>(
  { record, line }: CsvLine,
  width: number,
  positions: ReadonlyMap<C, number>,
  place: string,
): CsvRow<C> {
  if (record.length !== width) throw badWidth(line, record.length, width, place);
  const cells = Object.fromEntries([...positions].map(([column, index]) => [column, record[index]]));
  return { line, cells: cells as Record<C, string> };
}

const cutOff = (size: number, place: string): HubError =>
  retryError(
    'CUT_OFF_CSV',
    text(
      `Tệp CSV ${place} bị cắt giữa chừng (nhận được ${size} byte, thiếu dòng kết thúc). Hệ thống sẽ thử lại ở lần lấy sau.`,
      `The CSV file ${place} was cut off (${size} bytes, no closing line). The next pull tries again.`,
    ),
  );

const badHeader = (column: string, count: number, place: string): HubError =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Dòng tiêu đề của tệp CSV ${place} có ${count} cột "${column}", cần đúng 1. Hãy đề nghị đơn vị vận hành giữ nguyên tên cột hoặc cập nhật đầu nối.`,
      `The header of the CSV file ${place} has ${count} columns "${column}", expected exactly 1. Ask the operator to keep the column names, or update the connector.`,
    ),
  );

const badWidth = (line: number, found: number, expected: number, place: string): HubError =>
  configError(
    'BAD_CSV',
    text(
      `Dòng ${line} của tệp CSV ${place} có ${found} ô, dòng tiêu đề có ${expected}. Hãy đề nghị đơn vị vận hành xuất lại tệp.`,
      `Line ${line} of the CSV file ${place} has ${found} cells, the header has ${expected}. Ask its operator to export it again.`,
    ),
  );
