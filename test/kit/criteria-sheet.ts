import excel from 'exceljs';

export const HEADER = ['Mã tiêu chí', 'Thuộc nhóm', 'Tên tiêu chí', 'Điểm tối đa', 'Nguồn số liệu'];

/** Criteria that no document states: only the groups and the points of the pillars are Quảng Nam's. */
export const CRITERIA: readonly (readonly (string | number)[])[] = [
  ['a.1.1.1', 'a.1.1', 'Tiêu chí thử cáp quang', 20.5, 'Tự đánh giá'],
  ['a.2.10.1', 'a.2.10', 'Tiêu chí thử nhân lực', 29.5, 'Sở TTTT giám sát'],
  ['b.1', 'b.1', 'Tiêu chí thử tuyên truyền', 20, 'Tự đánh giá'],
  ['c.1', 'c.1', 'Tiêu chí thử khảo sát', 30, 'Điều tra xã hội'],
];

export type Cells = readonly (readonly excel.CellValue[])[];

/** A real .xlsx with these cells from A1 on; `more` may change the workbook before it is written. */
export async function xlsxOf(
  rows: Cells,
  more: (book: excel.Workbook) => void = () => {},
): Promise<Uint8Array> {
  const book = new excel.Workbook();
  book.addWorksheet('Phụ lục').addRows(rows.map((row) => [...row]));
  more(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export const csvOf = (rows: Cells, separator = ';'): Uint8Array =>
  Buffer.from(rows.map((row) => row.join(separator)).join('\r\n'));
