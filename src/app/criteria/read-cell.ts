import type { CellKind, SheetCell } from '../../connector-kit/sheet.ts';
import { type Points, points } from '../../core/points.ts';
import { type Text, text } from '../../core/text.ts';
import { SOURCES, sameWords } from './columns.ts';

/** What a cell says, or why it says nothing that can be used. */
export type CellRead<T> = { readonly value: T } | { readonly message: Text };

/** A decimal point, at most two decimals: no comma, no sign, no unit. */
const POINTS = /^\d{1,4}(?:\.\d{1,2})?$/;

export function readPoints(cell: SheetCell): CellRead<Points> {
  const amount = POINTS.test(cell.text) ? points(Number(cell.text)) : 0;
  return filled(cell, ['TEXT', 'NUMBER']) ?? (amount > 0 ? { value: amount } : { message: badPoints(cell) });
}

/** Typed as a number, 1.10 has become 1.1 and 1.2 may have become a day: only text keeps a code as printed. */
export const readCode = (cell: SheetCell): CellRead<string> =>
  filled(cell, ['TEXT'], codeAsText(cell)) ??
  (/[\p{L}\p{N}]/u.test(cell.text) && cell.text.length <= MAX_CODE
    ? { value: cell.text }
    : { message: badCode(cell) });

export const readWords = (cell: SheetCell): CellRead<string> =>
  filled(cell, ['TEXT', 'NUMBER']) ?? { value: cell.text };

export const readOptional = (cell: SheetCell): CellRead<string | null> =>
  cell.kind === 'TEXT' && cell.text === '' ? { value: null } : readWords(cell);

export function readSource(cell: SheetCell): CellRead<string> {
  const source = Object.keys(SOURCES).find((known) => sameWords(known, cell.text));
  return filled(cell, ['TEXT']) ?? (source ? { value: source } : { message: unknownSource(cell) });
}

const MAX_CODE = 40;

/** Null when the cell holds something of a wanted kind. */
function filled(
  cell: SheetCell,
  kinds: readonly CellKind[],
  otherKind = notTyped(cell),
): { readonly message: Text } | null {
  if (cell.kind === 'FORMULA') return { message: formula(cell) };
  if (cell.text === '') return { message: EMPTY };
  return kinds.includes(cell.kind) ? null : { message: otherKind };
}

const shown = ({ text }: SheetCell): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const EMPTY = text(
  'ô trống (ô bị gộp cũng là ô trống); hãy điền giá trị vào từng ô',
  'the cell is empty (so is a merged cell); fill in each cell',
);

const formula = (cell: SheetCell): Text =>
  text(
    `ô là công thức "${shown(cell)}"; hãy thay bằng chính giá trị (Dán đặc biệt > Giá trị)`,
    `the cell is the formula "${shown(cell)}"; put the value itself there (Paste special > Values)`,
  );

const notTyped = (cell: SheetCell): Text =>
  text(
    `"${shown(cell)}" là ngày, lỗi hoặc giá trị logic; cần chữ hoặc số`,
    `"${shown(cell)}" is a date, an error or a logical value; expected text or a number`,
  );

const badPoints = (cell: SheetCell): Text =>
  text(
    `"${shown(cell)}" không phải điểm; cần số lớn hơn 0 và dưới 10000, dấu chấm thập phân, tối đa hai chữ số lẻ, không kèm đơn vị, ví dụ 2.5`,
    `"${shown(cell)}" is not points; expected a number above 0 and below 10000 with a decimal point, at most two decimals and no unit, such as 2.5`,
  );

const codeAsText = (cell: SheetCell): Text =>
  text(
    `mã "${shown(cell)}" ghi ở dạng số hoặc ngày nên có thể đã mất chữ số (1.10 thành 1.1); hãy định dạng ô là Văn bản (Text) rồi gõ lại mã`,
    `the code "${shown(cell)}" is a number or a date and may have lost a digit (1.10 becomes 1.1); format the cell as Text and type the code again`,
  );

const badCode = (cell: SheetCell): Text =>
  text(
    `"${shown(cell)}" không phải mã; cần ít nhất một chữ cái hoặc chữ số, tối đa ${MAX_CODE} ký tự, ví dụ a.1.1.1`,
    `"${shown(cell)}" is no code; expected at least one letter or digit and at most ${MAX_CODE} characters, such as a.1.1.1`,
  );

const unknownSource = (cell: SheetCell): Text => {
  const known = Object.keys(SOURCES).join(', ');
  return text(
    `không có nguồn số liệu "${shown(cell)}"; cần một trong: ${known}`,
    `there is no source "${shown(cell)}"; expected one of: ${known}`,
  );
};
