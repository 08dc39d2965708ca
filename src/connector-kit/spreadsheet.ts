import { HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { csvLines } from './csv.ts';
import { type SheetRow, textCell } from './sheet.ts';
import { xlsxRows } from './xlsx.ts';
import {
  encryptedFile,
  refuseSizeAbove,
  SHEET_LIMITS,
  type SheetLimits,
  tooManyCells,
  unreadable,
} from './xlsx-refusals.ts';

/** The rows of an .xlsx (first sheet) or a CSV in UTF-8, the header among them. What it is, its content says. */
export async function decodeSpreadsheet(bytes: Uint8Array, place: string): Promise<readonly SheetRow[]> {
  refuseSize(bytes.length, place);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(content, [0x50, 0x4b])) return [...xlsxRows(bytes, place)];
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) throw oldOffice(content, place);
  if (isUtf16(content) || content.includes(0)) throw notASheet(place);
  return decodeCsvRows(content, place);
}

/** Also for those who know the size before they read. */
export const refuseSize = (size: number, place: string): void =>
  refuseSizeAbove(SHEET_LIMITS.fileBytes, size, place);

function decodeCsvRows(content: Buffer, place: string): readonly SheetRow[] {
  const head = content.subarray(0, content.indexOf('\n') + 1 || content.length);
  const separator = head.includes(';') ? ';' : ',';
  try {
    const lines = csvLines(content, separator, place);
    const isTooLarge = ({ rows, columns }: SheetLimits) =>
      lines.length > rows || lines.some(({ record }) => record.length > columns);
    if (isTooLarge(SHEET_LIMITS)) throw tooManyCells(place, SHEET_LIMITS);
    return lines.map(({ record, line }) => ({ line, cells: record.map(textCell) }));
  } catch (thrown) {
    // The kit takes an open quote for a download that was cut off, to be tried again.
    if (thrown instanceof HubError && thrown.code === 'CUT_OFF_CSV') throw openQuote(place);
    throw thrown;
  }
}

const startsWith = (content: Buffer, mark: readonly number[]): boolean =>
  mark.every((byte, index) => content[index] === byte);

const isUtf16 = (content: Buffer): boolean =>
  startsWith(content, [0xff, 0xfe]) || startsWith(content, [0xfe, 0xff]);

/** An .xlsx with a password lies in the same container as an .xls. */
function oldOffice(content: Buffer, place: string): HubError {
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return encryptedFile(place);
  return unreadable(
    place,
    text(
      'là tệp Office đời cũ (.xls). Hãy lưu lại ở dạng .xlsx rồi nhập lại.',
      'is an old Office file (.xls). Save it as .xlsx and import it again.',
    ),
  );
}

const notASheet = (place: string): HubError =>
  unreadable(
    place,
    text(
      'không phải bảng tính .xlsx, cũng không phải CSV ở bảng mã UTF-8. Hãy lưu lại ở một trong hai dạng đó.',
      'is neither an .xlsx sheet nor a CSV in UTF-8. Save it as one of these.',
    ),
  );

const openQuote = (place: string): HubError =>
  unreadable(
    place,
    text(
      'có dấu nháy kép mở mà không đóng. Hãy sửa dấu nháy rồi nhập lại.',
      'has a double quote that is never closed. Correct it and import it again.',
    ),
  );
