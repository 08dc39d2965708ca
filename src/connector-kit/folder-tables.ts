import { createHash } from 'node:crypto';
import { configError, retryError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';
import type { DropFolder } from './drop-folder.ts';
import { parseSourceTime } from './source-time.ts';
import { readTable, type TableOptions } from './table-file.ts';
import { type TableCell, tableNumber } from './table-number.ts';

/** A row of one of a folder's files. */
export interface FolderRow {
  /** "cong-an/so-lieu.xlsx" */
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, TableCell>>;
}

export interface FolderTables {
  readonly rows: readonly FolderRow[];
  readonly warnings: readonly Text[];
}

/**
 * The rows of all files of a folder. A file that is still being written stops the whole read: without its rows the
 * others would replace what is known (F50). The same bytes under two names are read once.
 */
export async function folderTables(
  files: DropFolder,
  folder: string,
  wanted: Pick<TableOptions, 'columns' | 'required'>,
): Promise<FolderTables> {
  const listed = await files.list(folder);
  const unsettled = listed.find(({ isSettled }) => !isSettled);
  if (unsettled) throw stillWritten(`${folder}/${unsettled.name}`);
  if (listed.length === 0) throw noFiles(folder);
  const rows: FolderRow[] = [];
  const warnings: Text[] = [];
  const read = new Map<string, string>();
  for (const { name } of listed) {
    const place = `${folder}/${name}`;
    const bytes = await files.bytes(folder, name);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const twin = read.get(digest);
    if (twin !== undefined) warnings.push(sameFile(place, twin));
    else {
      read.set(digest, place);
      const table = await readTable(bytes, { name, place, ...wanted });
      warnings.push(...table.warnings);
      rows.push(...table.rows.map(({ line, cells }) => ({ file: place, line, cells })));
    }
  }
  return { rows, warnings };
}

/** Where a row stands, in both languages: "cong-an/so-lieu.xlsx:7". */
export const placeOfRow = ({ file, line }: FolderRow): string => `${file}:${line}`;

/** A whole number >= 0; null for a blank cell, which is no zero (F45). */
export function countCell(row: FolderRow, column: string): number | null {
  const found = tableNumber(row.cells[column] ?? null, { decimal: 'auto', isCount: true });
  if (found.kind === 'blank') return null;
  if (found.kind === 'number' && found.value >= 0) return found.value;
  throw badCell(row, column, text('số nguyên không âm', 'an integer of 0 or more'));
}

/** A cell that must hold something, as text: codes that a spreadsheet has made numbers of included. */
export function textCellOf(row: FolderRow, column: string): string {
  const written = String(row.cells[column] ?? '').trim();
  if (written) return written;
  throw badCell(row, column, text('ô có nội dung', 'a cell that is not blank'));
}

/** "2024-04-15" of a date in any of the known shapes; null for a blank cell. */
export function dayCell(row: FolderRow, column: string): string | null {
  const written = String(row.cells[column] ?? '').trim();
  if (!written) return null;
  const day = parseSourceTime(written)?.slice(0, 10);
  if (day) return day;
  throw badCell(row, column, text('ngày có thật, ví dụ 15/04/2024', 'a real date, such as 15/04/2024'));
}

/** "2024-04" of "2024-04", "04/2024" or "4/2024"; null for a blank cell. */
export function monthCell(row: FolderRow, column: string): string | null {
  const written = String(row.cells[column] ?? '').trim();
  if (!written) return null;
  const local = /^(\d{1,2})[/-](\d{4})$/.exec(written);
  const month = local ? `${local[2]}-${local[1]?.padStart(2, '0')}` : written;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return month;
  throw badCell(row, column, text('tháng, ví dụ 04/2024', 'a month, such as 04/2024'));
}

/** Never tells what stands in the cell: it may be personal. */
const badCell = ({ file, line }: FolderRow, column: string, wanted: Text) =>
  configError(
    'BAD_CELL',
    text(
      `Cột "${column}" ở tệp ${file}, dòng ${line}: cần ${wanted.vi}. Hãy sửa ô này trong tệp rồi lấy lại.`,
      `Column "${column}" in ${file}, line ${line}: expected ${wanted.en}. Correct the cell in the file, then pull again.`,
    ),
  );

const stillWritten = (place: string) =>
  retryError(
    'FILE_CHANGING',
    text(
      `Tệp ${place} vừa thay đổi, có thể đang được ghi, nên chưa đọc tệp nào. Hệ thống sẽ đọc ở lần lấy sau.`,
      `The file ${place} has just changed and may still be written, so no file was read. The next pull reads them.`,
    ),
  );

const noFiles = (folder: string) =>
  configError(
    'NO_FILES',
    text(
      `Thư mục "${folder}" chưa có tệp nào. Hãy đặt tệp số liệu vào thư mục đó.`,
      `The folder "${folder}" holds no file yet. Put the files with the figures there.`,
    ),
  );

const sameFile = (place: string, twin: string): Text =>
  text(
    `Tệp ${place} giống hệt ${twin} nên chỉ đọc một lần.`,
    `The file ${place} is the same as ${twin} and was read once.`,
  );
