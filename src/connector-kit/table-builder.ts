import { configError, type HubError, retryError } from '../core/errors.ts';
import { formatNumber, type Text, text, withoutAccents } from '../core/text.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import type { Table, TableOptions, TableRow } from './table-file.ts';
import type { TableCell } from './table-number.ts';
import { unreadable } from './xlsx-refusals.ts';

/** The header stands in one of the first rows: above it are titles. */
const HEAD_ROWS = 40;
/** About 100 MB, of the 192 that a reading may take. */
const MOST_CELLS = 2_000_000;

interface Header {
  readonly line: number;
  readonly width: number;
  /** By name of a kept column: its place in a row. */
  readonly positions: ReadonlyMap<string, number>;
  readonly printed: readonly string[];
}

/** Makes a table of the rows of a sheet: titles, then the header, then rows until the file ends. */
export class TableBuilder {
  readonly #options: TableOptions & { readonly maxRows: number };
  readonly #warnings: Text[] = [];
  readonly #titles: SheetRow[] = [];
  readonly #rows: TableRow[] = [];
  readonly #totals: number[] = [];
  #cells = 0;
  #header: Header | null = null;
  /** Held back until the next comes: the last may be the closing line. */
  #last: { readonly row: SheetRow; readonly width: number | null } | null = null;

  constructor(options: TableOptions & { readonly maxRows: number }) {
    this.#options = options;
  }

  /** `width`: how many cells a CSV wrote; a sheet leaves blank ones out. */
  take(row: SheetRow, width: number | null = null): void {
    if (this.#last) this.#add(this.#last.row, this.#last.width);
    this.#last = { row, width };
  }

  warn(warning: Text): void {
    this.#warnings.push(warning);
  }

  end(kind: Table['kind']): Omit<Table, 'kind'> {
    const closing = this.#closing(kind);
    if (this.#last) this.#add(this.#last.row, this.#last.width);
    this.#last = null;
    const header = this.#header ?? this.#onlyColumn();
    if (this.#totals.length > 0) this.warn(totals(this.#totals, this.#options.place));
    return {
      titles: this.#titles.map(titleOf),
      columns: [...header.positions.keys()],
      rows: this.#rows,
      closing,
      warnings: this.#warnings,
    };
  }

  /** Takes the closing line away, so that it is no row. Only a CSV can be cut off without a trace. */
  #closing(kind: Table['kind']): string | null {
    const { closing, place } = this.#options;
    if (closing === undefined) return null;
    const [mark, said] = this.#last?.row.cells ?? [];
    const isThere = mark?.text === closing && said !== undefined && said.text !== '';
    if (!isThere && kind === 'csv') throw cutOff(place);
    if (!isThere) return null;
    this.#last = null;
    return said.text;
  }

  #add(row: SheetRow, width: number | null): void {
    if (this.#header === null) this.#lookForHeader(row);
    else if (this.#isTotal(row)) this.#totals.push(row.line);
    else if (!this.#isNumbering(row, this.#header) && !isRepeated(row, this.#header)) {
      this.#addRow(row, width, this.#header);
    }
  }

  #lookForHeader(row: SheetRow): void {
    const { columns, place } = this.#options;
    const header = columns ? this.#matching(row, columns) : this.#printed(row);
    if (header) this.#header = header;
    else if (this.#titles.length >= HEAD_ROWS) throw noHeader(columns, place);
    else this.#titles.push(row);
  }

  #matching(row: SheetRow, columns: NonNullable<TableOptions['columns']>): Header | null {
    const printed = row.cells.map(({ text }) => plain(text));
    const found = Object.entries(columns).map(([name, spellings]) => {
      const wanted = new Set([name, ...spellings].map(plain));
      return { name, places: printed.flatMap((cell, index) => (wanted.has(cell) ? index : [])) };
    });
    const known = found.filter(({ places }) => places.length > 0);
    if (known.length < Math.min(2, found.length)) return null;
    const { place, required = [] } = this.#options;
    for (const { name, places } of found) {
      if (places.length > 1 || (places.length === 0 && required.includes(name))) {
        throw badHeader(name, columns[name]?.[0] ?? name, places.length, row.line, place);
      }
    }
    const positions = new Map(known.map(({ name, places }) => [name, places[0] as number]));
    return { line: row.line, width: row.cells.length, positions, printed };
  }

  #printed(row: SheetRow, least = 2): Header | null {
    const names = row.cells.map(({ text }) => text);
    if (names.filter(Boolean).length < least) return null;
    const positions = new Map<string, number>();
    for (const [index, name] of names.entries()) {
      if (name === '') continue;
      const count = names.filter((other) => other === name).length;
      if (count > 1) throw badHeader(name, name, count, row.line, this.#options.place);
      positions.set(name, index);
    }
    return { line: row.line, width: names.length, positions, printed: names.map(plain) };
  }

  /** No row has two cells: a table of one column, which has no title. */
  #onlyColumn(): Header {
    const { columns, place } = this.#options;
    const [first, ...rest] = this.#titles.splice(0);
    const header = first && !columns ? this.#printed(first, 1) : null;
    if (!header) throw noHeader(columns, place);
    for (const row of rest) this.#addRow(row, null, header);
    return header;
  }

  #addRow({ line, cells }: SheetRow, width: number | null, header: Header): void {
    const { place, maxRows } = this.#options;
    const isWide = cells.slice(header.width).some(({ text }) => text !== '');
    // A note below the table may be shorter than its rows.
    const isShort =
      width !== null && width < header.width && cells.filter(({ text }) => text !== '').length > 2;
    if (width !== null && (isWide || isShort)) throw badWidth(line, width, header.width, place);
    if (this.#rows.length >= maxRows) throw tooManyRows(place, maxRows);
    const row: Record<string, TableCell> = {};
    for (const [name, index] of header.positions) row[name] = this.#valueOf(cells[index], name, line);
    this.#cells += header.positions.size;
    if (this.#cells > MOST_CELLS) throw tooManyCells(place);
    this.#rows.push({ line, cells: row });
  }

  #valueOf(cell: SheetCell | undefined, column: string, line: number): TableCell {
    if (cell === undefined || (cell.kind === 'TEXT' && cell.text === '')) return null;
    if (cell.kind === 'FORMULA') throw formula(column, line, this.#options.place);
    return cell.kind === 'NUMBER' ? Number(cell.text) : cell.text;
  }

  #isTotal({ cells }: SheetRow): boolean {
    return cells.some(({ kind, text }) => kind === 'TEXT' && TOTAL_WORDS.has(plain(text)));
  }

  /** "(1) (2) (3)" or "A B 1 2 3" under the header tells people which column is which. */
  #isNumbering({ line, cells }: SheetRow, header: Header): boolean {
    const said = cells.map(({ text }) => text).filter(Boolean);
    if (this.#rows.length > 0 || said.length < Math.max(3, header.width)) return false;
    const marks = said.filter((one) => /^(?:\([\dA-E]{1,2}\)|[A-E])$/.test(one));
    // Numbers alone may be data.
    const isOne = marks.length > 0 && said.every((one) => marks.includes(one) || /^\d{1,2}$/.test(one));
    if (isOne) this.warn(numbering(line, this.#options.place));
    return isOne;
  }
}

/** Without accents, capitals and signs: how headings are compared. */
export const plain = (words: string): string =>
  withoutAccents(words)
    .replace(/[^a-z0-9#]+/g, ' ')
    .trim();

const TOTAL_WORDS = new Set(
  'tong|tong cong|tong so|tong toan tinh|tong cong toan tinh|cong|toan tinh|toan thanh pho|total|grand total|sum'.split(
    '|',
  ),
);

const titleOf = ({ cells }: SheetRow): string =>
  cells
    .map(({ text }) => text)
    .filter(Boolean)
    .join(' ')
    .slice(0, 300);

/** Each page of a printed report begins with the header. */
const isRepeated = ({ cells }: SheetRow, { printed }: Header): boolean =>
  cells.length >= printed.length && printed.every((name, index) => plain(cells[index]?.text ?? '') === name);

const totals = (lines: readonly number[], place: string): Text =>
  text(
    `Dòng tổng ở ${place} (dòng ${lines.join(', ')}) không được đọc; hệ thống tự cộng.`,
    `Total rows of ${place} (line ${lines.join(', ')}) were not read; the hub adds by itself.`,
  );

const numbering = (line: number, place: string): Text =>
  text(
    `Dòng ${line} của ${place} chỉ đánh số cột nên không được đọc.`,
    `Line ${line} of ${place} only numbers the columns and was not read.`,
  );

const cutOff = (place: string): HubError =>
  retryError(
    'CUT_OFF_CSV',
    text(
      `Tệp CSV ${place} bị cắt giữa chừng (thiếu dòng kết thúc). Hệ thống sẽ thử lại ở lần lấy sau.`,
      `The CSV file ${place} was cut off (no closing line). The next pull tries again.`,
    ),
  );

const noHeader = (columns: TableOptions['columns'], place: string): HubError => {
  const wanted = Object.entries(columns ?? {})
    .map(([name, [spelling = name]]) => `"${spelling}"`)
    .join(', ');
  return configError(
    'SCHEMA_CHANGED',
    text(
      `Không tìm thấy dòng tiêu đề trong ${HEAD_ROWS} dòng đầu của ${place}${wanted && `; cần các cột ${wanted}`}. Hãy kiểm tra tệp hoặc khai báo tên cột trong cấu hình.`,
      `There is no header among the first ${HEAD_ROWS} lines of ${place}${wanted && `; expected the columns ${wanted}`}. Check the file or name the columns in the configuration.`,
    ),
  );
};

const badHeader = (name: string, spelling: string, count: number, line: number, place: string): HubError => {
  const also = spelling === name ? '' : ` ("${spelling}")`;
  return configError(
    'SCHEMA_CHANGED',
    text(
      `Dòng tiêu đề (dòng ${line}) của ${place} có ${count} cột "${name}"${also}, cần đúng 1. Hãy giữ nguyên tên cột hoặc khai báo tên mới trong cấu hình.`,
      `The header (line ${line}) of ${place} has ${count} columns "${name}"${also}, expected exactly 1. Keep the column names, or name the new one in the configuration.`,
    ),
  );
};

const badWidth = (line: number, found: number, expected: number, place: string): HubError =>
  configError(
    'BAD_CSV',
    text(
      `Dòng ${line} của tệp CSV ${place} có ${found} ô, dòng tiêu đề có ${expected}. Giá trị chứa dấu phân cách phải nằm trong dấu nháy kép; hãy đề nghị đơn vị vận hành xuất lại tệp.`,
      `Line ${line} of the CSV file ${place} has ${found} cells, the header has ${expected}. A value with the separator in it must be quoted; ask its operator to export it again.`,
    ),
  );

const formula = (column: string, line: number, place: string): HubError =>
  configError(
    'FORMULA_CELL',
    text(
      `Dòng ${line} của ${place}: ô "${column}" là công thức nên không đọc. Hãy thay bằng chính giá trị (Dán đặc biệt > Giá trị) rồi gửi lại tệp.`,
      `Line ${line} of ${place}: the cell "${column}" is a formula and is not read. Put the value itself there (Paste special > Values) and send the file again.`,
    ),
  );

const tooManyRows = (place: string, most: number): HubError =>
  unreadable(
    place,
    text(
      `có hơn ${formatNumber(most, 'vi')} dòng. Hãy chia nhỏ tệp hoặc xóa các dòng thừa.`,
      `has more than ${formatNumber(most, 'en')} rows. Split the file or delete what is not needed.`,
    ),
  );

const tooManyCells = (place: string): HubError =>
  unreadable(
    place,
    text(
      `có hơn ${formatNumber(MOST_CELLS, 'vi')} ô. Hãy chia nhỏ tệp hoặc xóa các cột thừa.`,
      `has more than ${formatNumber(MOST_CELLS, 'en')} cells. Split the file or delete columns that are not needed.`,
    ),
  );
