import { configError, type HubError } from '../core/errors.ts';
import { formatNumber, type Text, text } from '../core/text.ts';
import { unpack, type ZipEntry, zipDirectory } from './zip-directory.ts';

/** A table of criteria has some hundred rows: what is far above is no such table, or is meant to fill the memory. */
export const SHEET_LIMITS = {
  fileBytes: 5 * 1024 * 1024,
  entries: 500,
  unpackedBytes: 20 * 1024 * 1024,
  /** Unpacked to packed; sheets of empty cells reach about 60. */
  ratio: 150,
  rows: 5_000,
  columns: 200,
  /** As far as a spreadsheet program goes. */
  lastRow: 1_048_576,
  namedCells: 500_000,
} as const;

/** Throws unless the bytes are an .xlsx that can be read without harm, judged by content and never by name. */
export function refuseHarmfulXlsx(bytes: Uint8Array, place: string): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = zipDirectory(zip);
  if (entries === null) throw damaged(place);
  if (entries.some(({ encrypted }) => encrypted)) throw encryptedFile(place);
  refuseBombs(entries, zip.length, place);
  const contents = new Map(entries.map((entry) => [entry.name, unpackedOf(zip, entry, place)]));
  const workbook = contents.get('xl/workbook.xml');
  if (workbook === undefined) throw otherKind(place);
  const types = contents.get('[Content_Types].xml') ?? '';
  if (/macroEnabled/i.test(types) || entries.some(({ name }) => /vbaProject/i.test(name))) {
    throw withMacros(place);
  }
  refuseHugeNames(workbook, place);
}

function refuseBombs(entries: readonly ZipEntry[], packed: number, place: string): void {
  const unpacked = entries.reduce((sum, { unpackedSize }) => sum + unpackedSize, 0);
  if (entries.length > SHEET_LIMITS.entries) throw tooLarge(place, entriesText(entries.length));
  if (unpacked > SHEET_LIMITS.unpackedBytes || unpacked > packed * SHEET_LIMITS.ratio) {
    throw tooLarge(place, unpackedText(unpacked));
  }
}

/** A directory may lie about sizes; then the entry does not unpack to what it says. */
function unpackedOf(zip: Buffer, entry: ZipEntry, place: string): string {
  const content = unpack(zip, entry);
  if (content === null) throw damaged(place);
  return /^xl\/workbook\.xml$|^\[Content_Types\]\.xml$/.test(entry.name) ? content.toString('utf8') : '';
}

/** The reader makes an object of every cell of a named range: "$A$1:$XFD$1048576" would be 17 billion. */
function refuseHugeNames(workbook: string, place: string): void {
  const at = workbook.indexOf('<definedNames');
  const names = at < 0 ? '' : workbook.slice(at);
  // Coded letters, comments and CDATA could hide a range from the count.
  if (/&#|<!/.test(names) || cellsOf(names) > SHEET_LIMITS.namedCells) throw hugeNames(place);
}

function cellsOf(names: string): number {
  const ranges = names.matchAll(/\$?([a-z]+)\$?(\d+):\$?([a-z]+)\$?(\d+)/gi);
  return [...ranges].reduce((sum, [, left = '', top, right = '', bottom]) => {
    const [width, height] = [columnOf(right) - columnOf(left), Number(bottom) - Number(top)];
    return sum + (Math.abs(width) + 1) * (Math.abs(height) + 1);
  }, 0);
}

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

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
      `quá lớn: ${found.vi}. Hãy chỉ để lại bảng tiêu chí trong tệp rồi nhập lại.`,
      `is too large: ${found.en}. Leave only the table of criteria in it and import it again.`,
    ),
  );

const entriesText = (count: number): Text =>
  text(
    `${formatNumber(count, 'vi')} phần, tối đa ${SHEET_LIMITS.entries}`,
    `${formatNumber(count, 'en')} parts, at most ${SHEET_LIMITS.entries}`,
  );

const unpackedText = (bytes: number): Text =>
  text(
    `bung ra ${formatNumber(bytes, 'vi')} byte, tối đa ${formatNumber(SHEET_LIMITS.unpackedBytes, 'vi')} byte và ${SHEET_LIMITS.ratio} lần tệp nén`,
    `it unpacks to ${formatNumber(bytes, 'en')} bytes, at most ${formatNumber(SHEET_LIMITS.unpackedBytes, 'en')} bytes and ${SHEET_LIMITS.ratio} times the packed file`,
  );

const hugeNames = (place: string): HubError =>
  unreadable(
    place,
    text(
      'có vùng đặt tên (vùng in, bộ lọc) quá rộng. Hãy xóa các tên trong Công thức > Trình quản lý tên rồi nhập lại.',
      'has named ranges (print area, filter) that are too wide. Delete them under Formulas > Name Manager and import it again.',
    ),
  );
