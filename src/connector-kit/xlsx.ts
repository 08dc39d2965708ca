import type { CellValue, Worksheet } from 'exceljs';
import type { HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { BLANK, type SheetCell, type SheetRow, textCell } from './sheet.ts';
import { damaged, refuseHarmfulXlsx, SHEET_LIMITS, tooLarge, unreadable } from './xlsx-refusals.ts';

/** Beside the cells nothing is read: some of these parts make the reader build every cell of a range. */
const IGNORED_NODES = [
  'autoFilter',
  'cols',
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'hyperlinks',
  'legacyDrawing',
  'mergeCells',
  'picture',
  'tableParts',
];

/** The rows of the first sheet of an .xlsx; blank ones are left out. */
export async function decodeXlsx(bytes: Uint8Array, place: string): Promise<readonly SheetRow[]> {
  refuseHarmfulXlsx(bytes, place);
  const sheet = await firstSheet(bytes, place);
  const rows: SheetRow[] = [];
  sheet.eachRow((row, line) => {
    // Its first item stands for no column, and it has holes.
    const values = (row.values as (CellValue | undefined)[]).slice(1, 1 + SHEET_LIMITS.columns);
    rows.push({ line, cells: Array.from(values, cellOf) });
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell.kind !== 'TEXT' || cell.text !== ''));
}

async function firstSheet(bytes: Uint8Array, place: string): Promise<Worksheet> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const limits = { maxRows: SHEET_LIMITS.rows, maxCols: SHEET_LIMITS.columns };
  try {
    // The package declares a Buffer of its own making.
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0], {
      ignoreNodes: IGNORED_NODES,
      ...limits,
    });
  } catch (cause) {
    if (cause instanceof Error && /^Max (row|column) count/.test(cause.message)) throw tooManyCells(place);
    throw damaged(place);
  }
  const [sheet] = workbook.worksheets;
  if (!sheet) throw noSheet(place);
  if (sheet.rowCount > SHEET_LIMITS.lastRow) throw damaged(place);
  return sheet;
}

function cellOf(value: CellValue | undefined): SheetCell {
  if (value === null || value === undefined) return BLANK;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return { kind: 'NUMBER', text: String(value) };
  if (value instanceof Date) return { kind: 'DATE', text: dayIn(value) };
  if (typeof value === 'boolean') return { kind: 'OTHER', text: String(value).toUpperCase() };
  if ('richText' in value) return textCell(value.richText.map((part) => part.text).join(''));
  if ('formula' in value) return { kind: 'FORMULA', text: `=${value.formula}` };
  if ('sharedFormula' in value) return { kind: 'FORMULA', text: `=${value.sharedFormula}` };
  if ('text' in value) return cellOf(value.text);
  return { kind: 'OTHER', text: 'error' in value ? value.error : '?' };
}

const dayIn = (value: Date): string =>
  Number.isNaN(value.getTime()) ? '?' : value.toISOString().slice(0, 10);

const tooManyCells = (place: string): HubError =>
  tooLarge(
    place,
    text(
      `tối đa ${SHEET_LIMITS.rows} hàng và ${SHEET_LIMITS.columns} cột`,
      `at most ${SHEET_LIMITS.rows} rows and ${SHEET_LIMITS.columns} columns`,
    ),
  );

const noSheet = (place: string): HubError =>
  unreadable(
    place,
    text('không có trang tính nào. Hãy dùng tệp mẫu.', 'has no sheet. Start from the template.'),
  );
