import type { HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { SheetRow } from './sheet.ts';
import { dateStylesOf, relationsOf, sharedTextsOf, sheetsOf } from './xlsx-book.ts';
import { sheetRows, TooWide } from './xlsx-cells.ts';
import {
  damaged,
  SHEET_LIMITS,
  type SheetLimits,
  tooManyCells,
  unreadable,
  xlsxParts,
} from './xlsx-refusals.ts';
import { XmlProblem } from './xml-reader.ts';

/** As far as a spreadsheet program goes. */
const LAST_ROW = 1_048_576;

/**
 * The rows of one sheet of an .xlsx, the first unless another is named; blank ones are left out. Only typed values
 * are read: no names, links, pictures or merged cells, and no more than the limits at any time (F48).
 */
export function* xlsxRows(
  bytes: Uint8Array,
  place: string,
  limits: SheetLimits = SHEET_LIMITS,
  sheet: string | null = null,
): Generator<SheetRow> {
  const part = xlsxParts(bytes, place, limits);
  try {
    const { sheets, is1904 } = sheetsOf(part('xl/workbook.xml') ?? new Uint8Array());
    const wanted =
      sheet === null ? sheets[0] : sheets.find(({ name }) => name === sheet.normalize('NFC').trim());
    if (!wanted) throw noSheet(place, sheet);
    const relations = relationsOf(part('xl/_rels/workbook.xml.rels') ?? new Uint8Array());
    const content = part(relations.get(wanted.relation) ?? '');
    if (content === null) throw damaged(place);
    const dateStyles = dateStylesOf(part('xl/styles.xml'));
    const sharedTexts = sharedTextsOf(part('xl/sharedStrings.xml'));
    let count = 0;
    for (const row of sheetRows(content, { sharedTexts, dateStyles, is1904 }, limits.columns)) {
      if (!(row.line >= 1 && row.line <= LAST_ROW)) throw damaged(place);
      count += 1;
      if (count > limits.rows) throw tooManyCells(place, limits);
      yield row;
    }
  } catch (cause) {
    if (cause instanceof TooWide) throw tooManyCells(place, limits);
    throw cause instanceof XmlProblem ? damaged(place) : cause;
  }
}

const noSheet = (place: string, sheet: string | null): HubError =>
  sheet === null
    ? unreadable(
        place,
        text('không có trang tính nào. Hãy kiểm tra lại tệp.', 'has no sheet. Check the file.'),
      )
    : unreadable(
        place,
        text(
          `không có trang tính "${sheet}". Hãy sửa tên trang tính trong tệp hoặc trong cấu hình.`,
          `has no sheet "${sheet}". Correct the sheet's name in the file or in the configuration.`,
        ),
      );
