/** Numbers are numbers to whoever opens the file; a text never is. */
export type CsvCell = string | number | null;

/** By this Excel knows UTF-8. */
export const CSV_MARK = '\uFEFF';

/**
 * A file that a Vietnamese Excel opens with a double click: UTF-8 with a mark, semicolons between cells because
 * the comma is in the numbers ("41,29", nothing between thousands), lines as Windows ends them. Programs read
 * `--json` instead. A printed code stands in one cell with its title: alone, "1.10" would be read as a number.
 */
export function csvFile(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return CSV_MARK + [head, ...rows].map(csvLine).join('');
}

export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cellOf).join(';')}\r\n`;

function cellOf(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const inert = withoutFormula(cell);
  return /[;"\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A text that begins like a formula would be computed by whoever opens the file. */
const withoutFormula = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
