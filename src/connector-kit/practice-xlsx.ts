/** Rows as an .xlsx, for simulators: a title in merged cells, then the table, as offices make it. */
export async function practiceXlsx(
  title: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<Buffer> {
  // Loaded where it is used: no hub that reads real sources needs it.
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Báo cáo');
  const width = Math.max(1, ...rows.map(({ length }) => length));
  sheet.addRow([title]);
  sheet.mergeCells(1, 1, 1, width);
  sheet.addRow([]);
  sheet.addRows(rows.map((row) => [...row]));
  return Buffer.from(await book.xlsx.writeBuffer());
}
