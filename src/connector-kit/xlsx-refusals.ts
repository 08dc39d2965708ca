import { isUtf8 } from 'node:buffer';
import { configError, type HubError } from '../core/errors.ts';
import { formatNumber, type Text, text } from '../core/text.ts';
import { unpack, type ZipEntry, zipDirectory } from './zip-directory.ts';

/** How much a spreadsheet may hold: what is far above is another thing, or is meant to fill the memory. */
export interface SheetLimits {
  readonly fileBytes: number;
  /** Parts of the archive. */
  readonly entries: number;
  readonly unpackedBytes: number;
  /** Unpacked to packed; sheets of empty cells reach about 60. */
  readonly ratio: number;
  /** Rows that are not blank. */
  readonly rows: number;
  readonly columns: number;
}

/** A table of criteria has some hundred rows. */
export const SHEET_LIMITS: SheetLimits = {
  fileBytes: 5 * 1024 * 1024,
  entries: 500,
  unpackedBytes: 20 * 1024 * 1024,
  ratio: 150,
  rows: 5_000,
  columns: 200,
};

/**
 * The parts of an .xlsx by name, null for one that is not there. Throws unless the bytes are an .xlsx that can be
 * read without harm, judged by content and never by name (F48, S35).
 */
export function xlsxParts(
  bytes: Uint8Array,
  place: string,
  limits: SheetLimits,
): (name: string) => Buffer | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = zipDirectory(zip);
  if (entries === null) throw damaged(place);
  if (entries.some(({ encrypted }) => encrypted)) throw encryptedFile(place);
  refuseBombs(entries, zip.length, place, limits);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (!byName.has('xl/workbook.xml')) throw otherKind(place);
  const part = (name: string) => {
    const entry = byName.get(name);
    return entry ? unpacked(zip, entry, place) : null;
  };
  const types = part('[Content_Types].xml')?.toString('utf8') ?? '';
  if (/macroEnabled/i.test(types) || entries.some(({ name }) => /vbaProject/i.test(name))) {
    throw withMacros(place);
  }
  return part;
}

function refuseBombs(
  entries: readonly ZipEntry[],
  packed: number,
  place: string,
  { entries: most, unpackedBytes, ratio }: SheetLimits,
): void {
  const size = entries.reduce((sum, { unpackedSize }) => sum + unpackedSize, 0);
  if (entries.length > most) throw tooLarge(place, entriesText(entries.length, most));
  if (size > unpackedBytes || size > packed * ratio) {
    throw tooLarge(place, unpackedText(size, unpackedBytes, ratio));
  }
}

/** A directory may lie about sizes; then the entry does not unpack to what it says. */
function unpacked(zip: Buffer, entry: ZipEntry, place: string): Buffer {
  const content = unpack(zip, entry);
  if (content === null || !isUtf8(content)) throw damaged(place);
  return content;
}

/** Before anything of the file is read. */
export function refuseSizeAbove(most: number, size: number, place: string): void {
  if (size <= most) return;
  throw tooLarge(
    place,
    text(
      `${formatNumber(size, 'vi')} byte, tối đa ${formatNumber(most, 'vi')}`,
      `${formatNumber(size, 'en')} bytes, at most ${formatNumber(most, 'en')}`,
    ),
  );
}

export const unreadable = (place: string, message: Text): HubError =>
  configError('BAD_SPREADSHEET', text(`Tệp ${place} ${message.vi}`, `The file ${place} ${message.en}`));

const SAVE_AGAIN = text(
  'Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại ở dạng .xlsx rồi nhập lại.',
  'Open it in Excel or LibreOffice, save it again as .xlsx and import it again.',
);

export const damaged = (place: string): HubError =>
  unreadable(
    place,
    text(
      `hỏng hoặc không phải .xlsx đúng. ${SAVE_AGAIN.vi}`,
      `is damaged or no proper .xlsx. ${SAVE_AGAIN.en}`,
    ),
  );

export const encryptedFile = (place: string): HubError =>
  unreadable(
    place,
    text(
      'có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi nhập lại.',
      'has a password and cannot be read. Remove the password and import it again.',
    ),
  );

const otherKind = (place: string): HubError =>
  unreadable(
    place,
    text(
      `là tệp nén hoặc tài liệu loại khác, cần bảng tính .xlsx hoặc .csv. ${SAVE_AGAIN.vi}`,
      `is a zip or a document of another kind; expected an .xlsx or .csv sheet. ${SAVE_AGAIN.en}`,
    ),
  );

const withMacros = (place: string): HubError =>
  unreadable(
    place,
    text(
      'có macro. Hãy lưu lại ở dạng .xlsx không macro rồi nhập lại.',
      'has macros. Save it as .xlsx without macros and import it again.',
    ),
  );

export const tooLarge = (place: string, found: Text): HubError =>
  unreadable(
    place,
    text(
      `quá lớn: ${found.vi}. Hãy chỉ để lại bảng số liệu trong tệp rồi nhập lại.`,
      `is too large: ${found.en}. Leave only the table in it and import it again.`,
    ),
  );

export const tooManyCells = (place: string, { rows, columns }: SheetLimits): HubError =>
  tooLarge(
    place,
    text(
      `tối đa ${formatNumber(rows, 'vi')} hàng và ${formatNumber(columns, 'vi')} cột`,
      `at most ${formatNumber(rows, 'en')} rows and ${formatNumber(columns, 'en')} columns`,
    ),
  );

const entriesText = (count: number, most: number): Text =>
  text(
    `${formatNumber(count, 'vi')} phần, tối đa ${formatNumber(most, 'vi')}`,
    `${formatNumber(count, 'en')} parts, at most ${formatNumber(most, 'en')}`,
  );

const unpackedText = (bytes: number, most: number, ratio: number): Text =>
  text(
    `bung ra ${formatNumber(bytes, 'vi')} byte, tối đa ${formatNumber(most, 'vi')} byte và ${ratio} lần tệp nén`,
    `it unpacks to ${formatNumber(bytes, 'en')} bytes, at most ${formatNumber(most, 'en')} bytes and ${ratio} times the packed file`,
  );
